// What separates the cells of a text table: told from its first lines, or stated by the file itself.

const MARKS = {
  ',': ',',
  ';': ';',
  tab: '\t',
  '|': '|',
  '^': '^',
  '~': '~',
  'ctrl-a': '\u0001',
} as const;
type Mark = keyof typeof MARKS;
const NAMES = Object.keys(MARKS) as readonly Mark[];

/** `blanks`: columns set apart by any number of them. Only a map can say so. */
export const DELIMITERS: Readonly<Record<Mark | 'blanks', string | readonly string[]>> = {
  ...MARKS,
  blanks: [' ', '\t'],
};
export type DelimiterName = keyof typeof DELIMITERS;

/** As a person reads it. */
export const DELIMITER_WORDS: Readonly<Record<DelimiterName, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  tab: 'tab',
  '|': 'vertical bar',
  '^': 'caret',
  '~': 'tilde',
  'ctrl-a': 'control-A',
  blanks: 'blanks',
};

/** `sep=;` in the first line is Excel's own word for it. Undefined without such a line. */
export function statedDelimiter(sample: string): DelimiterName | undefined {
  const [, stated] = /^"?sep=(.)"?[,;|\t]*(?:\r\n|\n|\r|$)/i.exec(sample) ?? [];
  return NAMES.find((name) => MARKS[name] === stated);
}

/** The candidate that the first lines hold most often outside quotes; the same count in each line wins. */
export function detectDelimiter(sample: string): DelimiterName {
  const lines = unquoted(sample)
    .split(/\r\n|\n|\r/)
    // Of a table whose every cell stands in quotes only the delimiters are left: tabs are no blank line.
    .filter((line) => /[^ ]/.test(line))
    .slice(0, 20);
  const counts = (delimiter: string): readonly number[] =>
    lines.map((line) => line.split(delimiter).length - 1);
  const score = (name: Mark): number => {
    const [header = 0, ...rows] = counts(MARKS[name]);
    const steady = rows.filter((count) => count === header).length;
    return header === 0 ? 0 : header + (rows.length === 0 ? 0 : (1000 * steady) / rows.length);
  };
  return NAMES.reduce((best, name) => (score(name) > score(best) ? name : best));
}

/** The text without what stands in quotes; an unfinished last line is dropped. */
function unquoted(sample: string): string {
  const outside = sample.replace(/"(?:[^"]|"")*"/g, '').replace(/"[^"]*$/, '');
  const end = Math.max(outside.lastIndexOf('\n'), outside.lastIndexOf('\r'));
  return end > 0 ? outside.slice(0, end) : outside;
}
