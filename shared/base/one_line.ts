// Text from elsewhere, for a line that people read: it cannot begin another line, drive a terminal or turn the reading round.

/** Control characters, ends of lines and paragraphs, and what changes the direction of text. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

export const oneLine = (text: string): string => text.replace(UNSEEN, '\u{fffd}');

/** @returns the same with its ends of lines and tabs */
export const plainLines = (text: string): string =>
  text.replace(UNSEEN, (sign, at: number) =>
    sign === '\n' || sign === '\t' || (sign === '\r' && text[at + 1] === '\n') ? sign : '\u{fffd}',
  );
