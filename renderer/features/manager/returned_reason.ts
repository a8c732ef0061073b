// Why HQ could not take an entry: its reason by the name that it begins with, for which there are words.
const CODES = [
  'malformed',
  'other-device',
  'unknown-kind',
  'too-large',
  'id-taken',
  'sequence-taken',
  'future',
  'before-enrolment',
  'wrong-day',
  'unknown-staff',
  'not-manager',
  'unknown-customer',
  'other-branch',
  'no-start',
  'ended',
  'nothing-to-undo',
  'late-undo',
  'unknown-edition',
  'not-proposed',
  'amount',
  'not-earned',
  'not-lent',
  'too-many',
] as const;

/** @param reason as HQ said it: a name, and after a colon what only HQ needs */
export function reasonCode(reason: string): (typeof CODES)[number] | 'other' {
  const name = reason.split(':')[0];
  return CODES.find((code) => code === name) ?? 'other';
}
