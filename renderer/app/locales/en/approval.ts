// A manager approves one act: who, and the PIN
import type { approval as chinese } from '../zh-CN/approval.ts';
import type { Wording } from '../wording.ts';

export const approval: Wording<typeof chinese> = {
  manager: 'Which manager',
  pin: 'PIN of {{name}}, manager',
  pinHint: 'Typed by the manager in person, 4 to 12 digits; also when signed in',
  noManager: 'The list of this branch has no manager; please tell HQ.',
};
