// What half-visible screens may show of a person. The whole value leaves only by `customer.reveal`.

const STAR = '*';
const MOST_STARS = 6;
const STARS = Array.from({ length: MOST_STARS + 1 }, (_, count) => STAR.repeat(count));

/** Characters of two code units. */
const PAIR = /[\uD800-\uDFFF]/;

/** `张三` -> `张*`, `张三丰` -> `张*丰`, `欧阳修文` -> `欧**文`; empty stays empty. */
export function maskName(name: string): string {
  const characters = PAIR.test(name) ? Array.from(name) : name;
  const { length } = characters;
  if (length < 2) return length === 0 ? '' : STAR;
  const first = characters[0] ?? '';
  if (length === 2) return first + STAR;
  return first + STARS[Math.min(length - 2, MOST_STARS)] + (characters[length - 1] ?? '');
}

/** `13812346688` -> `138****6688`; a shorter one keeps its last four at most. */
export function maskPhone(phone: string): string {
  if (phone.length >= 10) return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
  if (phone.length > 4) return `****${phone.slice(-4)}`;
  return STAR.repeat(phone.length);
}

/** First two and last two characters: `A10023457` -> `A1****57`. */
export function maskAccount(account: string): string {
  if (!PAIR.test(account) && account.length > 4)
    return `${account.slice(0, 2)}****${account.slice(-2)}`;
  const characters = Array.from(account);
  if (characters.length <= 4) return STAR.repeat(characters.length);
  return `${characters.slice(0, 2).join('')}****${characters.slice(-2).join('')}`;
}
