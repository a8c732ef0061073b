// Signing in
import type { signIn as chinese } from '../zh-CN/sign_in.ts';
import type { Wording } from '../wording.ts';

export const signIn: Wording<typeof chinese> = {
  title: 'Who is at the counter?',
  lead: 'Press a number or type a name; arrow keys move, Enter selects.',
  staff: 'Staff',
  pin: 'PIN for {{name}}',
  pinHint: '4 to 12 digits, Enter signs in',
  submit: 'Sign in',
  change: 'Someone else',
  release: 'Unlock as manager',
  releaseTitle: 'Unlock {{name}}',
  releaseWhat:
    'This computer forgets the wrong PINs and {{name}} can try again. It is recorded and HQ is told.',
  releaseSubmit: 'Unlock',
  changePin: 'New PIN',
  own: {
    first: 'The PIN from HQ works only once. Choose one that only you know.',
    again: 'Choose a new PIN.',
    pin: 'New PIN for {{name}}',
    hint: 'At least {{digits}} digits; no sequences, repeats, birthdays, years or phone numbers',
    repeat: 'Repeat it',
    differs: 'The two PINs do not match. Try again.',
    submit: 'Save and sign in',
    whole:
      'It works here at once, even offline; other computers and HQ get it when they are connected. HQ never sees the PIN.',
  },
  noStaff: 'This branch has no staff list yet; it appears once HQ publishes it.',
  noMatch: 'No match for “{{text}}”; Backspace starts again.',
  typed: 'Searching for: {{text}}',
  demo: 'Demo branch: clerks use PIN 1357, managers 2468.',
};
