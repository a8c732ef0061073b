// Reading a numbered table of which some pages are damaged: what can be read, in order, past what cannot.

/** So many numbers in a row that cannot be read end the search: behind them is nothing, or nothing to be reached. */
const FURTHEST = 1 << 24;
const PAGE = 200;
/** So many are tried one by one: between two damaged pages may lie a whole one. */
const NEAR = 1 << 12;

/**
 * @param read rows after a number, in ascending order, at most so many; throws where a page is damaged
 * @param isDamage what `read` may throw for a damaged page; all else is passed on
 */
export function readPastDamage<Row>(
  read: (after: number, limit: number) => readonly Row[],
  numberOf: (row: Row) => number,
  isDamage: (error: unknown) => boolean,
): readonly Row[] {
  const rows: Row[] = [];
  const tryRead = (after: number, limit: number): readonly Row[] | null => {
    try {
      return read(after, limit);
    } catch (error) {
      if (isDamage(error)) return null;
      throw error;
    }
  };
  let after = 0;
  for (;;) {
    const found = tryRead(after, PAGE) ?? tryRead(after, 1);
    if (found === null) {
      const next = afterDamage(after, (at) => tryRead(at, 1) !== null);
      if (next === null) return rows;
      after = next;
      continue;
    }
    const last = found.at(-1);
    if (last === undefined) return rows;
    rows.push(...found);
    after = numberOf(last);
  }
}

/**
 * The first number behind the damaged one from which reading goes on. Of damage that is longer than what is near, near
 * enough: steps double, and are halved back.
 */
function afterDamage(from: number, isReadable: (after: number) => boolean): number | null {
  let step = 1;
  while (!isReadable(from + step)) {
    step = step < NEAR ? step + 1 : step * 2;
    if (step > FURTHEST) return null;
  }
  if (step <= NEAR) return from + step;
  let unread = from + step / 2;
  let readable = from + step;
  while (readable - unread > 1) {
    const middle = Math.floor((unread + readable) / 2);
    if (isReadable(middle)) readable = middle;
    else unread = middle;
  }
  return readable;
}

export type Span = { readonly from: number; readonly through: number };

/** The numbers from 1 to `through` that are not among these. @param present ascending */
export function spansMissing(present: readonly number[], through: number): readonly Span[] {
  const spans: Span[] = [];
  let next = 1;
  for (const number of [...present, through + 1]) {
    if (number > next) spans.push({ from: next, through: Math.min(number - 1, through) });
    next = Math.max(next, number + 1);
    if (next > through) break;
  }
  return spans;
}
