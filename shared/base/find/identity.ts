// An identity number of China as a reader sends it, and what of it is kept: its last four characters.

export type Identity = {
  /** In capitals. */
  readonly tail: string;
  readonly birthYear: number;
};

/** Region, day of birth, three digits, and since 1999 the century and a check character. */
const WHOLE = /^[1-9]\d{5}((?:18|19|20)\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/i;
const OLD = /^([1-6]\d{5})(\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})$/;

/** Null for what is no whole number. One of 15 digits is the same person's as the one of 18. */
export function identityOf(text: string): Identity | null {
  const [, region, rest] = OLD.exec(text) ?? [];
  const whole = region === undefined || rest === undefined ? text : withCheck(`${region}19${rest}`);
  const year = WHOLE.exec(whole)?.[1];
  return year === undefined
    ? null
    : { tail: whole.slice(-4).toUpperCase(), birthYear: Number(year) };
}

const withCheck = (number: string): string => number + checkCharacter(number);

/** ISO 7064 MOD 11-2 over the first 17 digits, as GB 11643 uses it. */
export function checkCharacter(number: string): string {
  let sum = 0;
  for (let at = 0; at < 17; at += 1) sum += Number(number[at]) * (2 ** (17 - at) % 11);
  return '10X98765432'[sum % 11] ?? '';
}
