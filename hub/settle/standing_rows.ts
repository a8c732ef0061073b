// The top-ups of one customer that stand, and those that a later row took back.
import { compareBy, compareNumber, compareText, descending } from '#shared/base/compare.ts';

export type LogRow = {
  readonly serial: string;
  /** UTC ms: from when to when it was; one instant, or a day where the log tells no hour. */
  readonly at: number;
  readonly until: number;
  readonly amount: number;
  readonly kind: 'top-up' | 'reversal' | 'other';
  /** Serial of the row that a reversal takes back; empty: not told. */
  readonly reverses: string;
};

export type StandingRows = {
  readonly standing: readonly LogRow[];
  readonly reversed: readonly LogRow[];
};

const inOrder = compareBy<LogRow>(
  (a, b) => compareNumber(a.at, b.at),
  (a, b) => compareText(a.serial, b.serial),
);

/**
 * A reversal takes back the row that it names, or else the last one of its amount before it. What the order of arrival
 * was does not matter.
 */
export function standingRows(rows: readonly LogRow[]): StandingRows {
  const ordered = rows.toSorted(inOrder);
  const topUps = ordered.filter(({ kind }) => kind === 'top-up');
  const reversals = ordered.filter(({ kind }) => kind === 'reversal');
  const gone = new Set<LogRow>();
  const unnamed: LogRow[] = [];
  for (const reversal of reversals) {
    const named = topUps.find(({ serial }) => serial === reversal.reverses);
    if (named === undefined) unnamed.push(reversal);
    else gone.add(named);
  }
  for (const reversal of unnamed) {
    const [last] = topUps
      .filter((row) => !gone.has(row) && row.amount === reversal.amount && row.at <= reversal.until)
      .toSorted(descending(inOrder));
    if (last !== undefined) gone.add(last);
  }
  return {
    standing: topUps.filter((row) => !gone.has(row)),
    reversed: topUps.filter((row) => gone.has(row)),
  };
}
