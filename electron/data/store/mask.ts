// What half-visible screens may show of a person. The whole value leaves only by `customer.reveal`.

const STAR = '*';

/** Characters of two code units. */
const PAIR = /[\uD800-\uDFFF]/;

/** `张三` -> `张*`, `张三丰` -> `张*丰`, `欧阳修文` -> `欧**文`; empty stays empty. */
export function maskName(name: string): string {
  if (name === '') return '';
  const characters = PAIR.test(name) ? Array.from(name) : name;
  const first = characters[0] ?? '';
  const last = characters.at(-1) ?? '';
  if (characters.length === 1) return STAR;
  if (characters.length === 2) return first + STAR;
  return first + STAR.repeat(Math.min(characters.length - 2, 6)) + last;
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
