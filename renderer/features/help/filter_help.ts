// Finding in the help: every word typed must occur, in whatever order and place.
import { searchWords } from '#renderer/ui/search_words.ts';

export type HelpEntry = {
  readonly id: string;
  /** Keys that do it, for entries about keys. */
  readonly keys?: readonly string[];
  readonly heading: string;
  readonly text: string;
};

export type HelpSection = {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly HelpEntry[];
};

/** A section whose title holds the words is shown whole; otherwise its entries that do. */
export function filterHelp(
  sections: readonly HelpSection[],
  query: string,
): readonly HelpSection[] {
  const words = searchWords(query);
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  return sections
    .map((section) =>
      holds(section.title)
        ? section
        : {
            ...section,
            entries: section.entries.filter(({ keys = [], heading, text }) =>
              holds([section.title, ...keys, heading, text].join(' ')),
            ),
          },
    )
    .filter((section) => section.entries.length > 0);
}

export type Part = { readonly start: number; readonly text: string; readonly isMatch: boolean };

/** Cuts a text at the words looked for, so that they can be marked. */
export function markParts(text: string, words: readonly string[]): readonly Part[] {
  if (words.length === 0) return [{ start: 0, text, isMatch: false }];
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const parts: Part[] = [];
  let start = 0;
  for (const match of text.matchAll(new RegExp(escaped.join('|'), 'gi'))) {
    if (match.index > start)
      parts.push({ start, text: text.slice(start, match.index), isMatch: false });
    parts.push({ start: match.index, text: match[0], isMatch: true });
    start = match.index + match[0].length;
  }
  if (start < text.length) parts.push({ start, text: text.slice(start), isMatch: false });
  return parts;
}
