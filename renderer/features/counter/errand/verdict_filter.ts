// Finding one offer among all that fell out: every word typed must occur in its stage, name or reason.
import { searchWords } from '#renderer/ui/search_words.ts';

/** From how many on it is worth a field to search in. */
export const LONG_LIST = 8;

export function filterRows<T extends { readonly text: string }>(
  rows: readonly T[],
  query: string,
): readonly T[] {
  const words = searchWords(query);
  return rows.filter(({ text }) => {
    const plain = text.normalize('NFKC').toLowerCase();
    return words.every((word) => plain.includes(word));
  });
}
