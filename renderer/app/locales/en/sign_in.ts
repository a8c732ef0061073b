// Signing in
import type { signIn as chinese } from '../zh-CN/sign_in.ts';
import type { Wording } from '../wording.ts';

export const signIn: Wording<typeof chinese> = {
  title: 'Who is at the counter?',
  lead: 'Press the number, or type a name; arrow keys choose, Enter confirms.',
  staff: 'Staff',
  pin: 'PIN of {{name}}',
  pinHint: '4 to 12 digits, Enter signs in',
  submit: 'Sign in',
  change: 'Somebody else',
  release: 'Manager unlocks',
  releaseTitle: 'Unlock {{name}}',
  releaseWhat:
    'This computer forgets the wrong PINs, and {{name}} may try again. It is recorded, and HQ gets to know.',
  releaseSubmit: 'Unlock',
  changePin: 'New PIN',
  own: {
    first: 'The PIN from HQ is good for once. Choose one that you alone know.',
    again: 'Choose the new PIN.',
    pin: 'New PIN of {{name}}',
    hint: 'At least {{digits}} digits; no runs, repeats, birthdays, years or phone numbers',
    repeat: 'Once more',
    differs: 'The two are not the same. Type it again.',
    submit: 'Set it and sign in',
    whole:
      'It holds here at once, without a line; at the other windows and at HQ when they hear of it. HQ does not see the PIN.',
  },
  noStaff: 'This branch has no staff list yet; it appears when HQ publishes it.',
  noMatch: 'Nobody matches “{{text}}”; Backspace starts again.',
  typed: 'Looking for: {{text}}',
  demo: 'Demo branch: clerks use PIN 1357, managers 2468.',
};
