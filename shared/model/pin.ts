// What a PIN looks like, and which are guessed first; apart from the schemas, so that the first page comes without them.

/** What `hub import` takes as a PIN and the sign-in page as well. */
export const PIN_PATTERN = /^\d{4,12}$/;

/** Of a PIN that a person chose: `scrypt$N$8$1$saltBase64$hashBase64`, of one cost. */
export const OWN_PIN_HASH = /^scrypt\$16384\$8\$1\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=$/;

/**
 * Digits that repeat, run up or down, or are a day, a year or a mobile number: a thief tries these first.
 * @param pin of the form above
 */
export function isWeakPin(pin: string): boolean {
  return isRepeated(pin) || isRun(pin) || isDate(pin) || /^1[3-9]\d{9}$/.test(pin);
}

/** `0000`, `1212`, `123123`. */
const isRepeated = (pin: string): boolean => /^(\d{1,4}?)\1+$/.test(pin);

/** `1234`, `9876`, `7890`. */
const isRun = (pin: string): boolean =>
  ['01234567890123456789', '98765432109876543210'].some((run) => run.includes(pin));

/** `1987`, `0520`, `870520`, `19870520`, `052087`, `05201987`. */
function isDate(pin: string): boolean {
  const year = /^(?:19|20)\d\d$/;
  const dayOfYear = /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
  if (pin.length === 4) return year.test(pin) || dayOfYear.test(pin);
  if (pin.length === 6) return dayOfYear.test(pin.slice(2)) || dayOfYear.test(pin.slice(0, 4));
  if (pin.length !== 8) return false;
  return (
    (year.test(pin.slice(0, 4)) && dayOfYear.test(pin.slice(4))) ||
    (year.test(pin.slice(4)) && dayOfYear.test(pin.slice(0, 4)))
  );
}
