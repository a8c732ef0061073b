// What a number format says of the number it shows (ECMA-376 part 1, 18.8.30).

/** The first section without literal text, colours, conditions, padding and fill. */
const bareFormat = (code: string): string =>
  (code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').split(';')[0] ?? '').trim();

/** Built-in formats 14 to 17 and 22 are days, 27 to 36 and 50 to 58 those of East Asia; others are told by their letters. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  const letters = bareFormat(code);
  return /[yde]/i.test(letters) && !/general|[0#?]/i.test(letters);
}

/** Hours, minutes and seconds without a day: built-in formats 18 to 21 and 45 to 47, and `[h]:mm`. */
export function isTimeFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return (id >= 18 && id <= 21) || (id >= 45 && id <= 47);
  if (isDateFormat(id, code)) return false;
  return /\[(h+|m+|s+)\]/i.test(code) || (/[hs]/i.test(bareFormat(code)) && /:/.test(code));
}

/** `00000` shows 7 as `00007`: 5. Zeros in groups (`000-0000`) count together. Other formats: 0. */
export function zerosOfFormat(code: string): number {
  const bare = bareFormat(code).replace(/[-\s()]/g, '');
  return /^0+$/.test(bare) ? bare.length : 0;
}

/**
 * What a format writes around a number that changes what it says: `%`, or the sign of another currency. A locale alone
 * (`[$-804]`) says nothing, and built-in formats take the sign of whoever opens the file.
 */
export function signOfFormat(code: string): '%' | '$' | '€' | '£' | undefined {
  const [first = ''] = code.split(';');
  const shown = first.replace(/\[\$([^\]-]*)[^\]]*\]/g, '$1').replace(/\[[^\]]*\]/g, '');
  if (bareFormat(code).includes('%')) return '%';
  return (['$', '€', '£'] as const).find((sign) => shown.includes(sign));
}
