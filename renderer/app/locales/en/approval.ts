// A manager approves one act: who, and the PIN
import type { approval as chinese } from '../zh-CN/approval.ts';
import type { Wording } from '../wording.ts';

export const approval: Wording<typeof chinese> = {
  manager: 'Manager',
  pin: 'PIN for {{name}}, manager',
  pinHint: 'The manager must type it in person, 4 to 12 digits, even if already signed in',
  noManager: 'This branch has no manager on its list; please tell HQ.',
};
