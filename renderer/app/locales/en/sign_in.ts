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
  noStaff: 'This branch has no staff list yet; it appears when HQ publishes it.',
  noMatch: 'Nobody matches “{{text}}”; Backspace starts again.',
  typed: 'Looking for: {{text}}',
  demo: 'Demo branch: clerks use PIN 1357, managers 2468.',
};
