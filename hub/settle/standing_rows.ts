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
 * A reversal takes back the row that it names (a part of it where its amount is less), or else the last one of its amount
 * before it. Where there is none of its amount, part of a top-up was given back: it is taken off the last before it, and
 * off those before that until it is covered. What takes back other money takes back no top-up. What the order of arrival
 * was does not matter.
 */
export function standingRows(rows: readonly LogRow[]): StandingRows {
  const ordered = rows.toSorted(inOrder);
  const topUps = ordered.filter(({ kind }) => kind === 'top-up');
  const reversals = ordered.filter(({ kind }) => kind === 'reversal');
  /** What is left of a row. */
  const left = new Map(topUps.map((row) => [row, row.amount]));
  const before = (reversal: LogRow): readonly LogRow[] =>
    topUps
      .filter((row) => left.get(row) !== 0 && row.at <= reversal.until)
      .toSorted(descending(inOrder));
  const unnamed = reversals.filter((reversal) => {
    const named = ordered.find(
      ({ serial, kind }) => kind !== 'reversal' && serial === reversal.reverses,
    );
    if (named?.kind === 'top-up') {
      // One that names a row and no amount means all of it.
      const taken = reversal.amount === 0 ? named.amount : reversal.amount;
      left.set(named, Math.max(0, (left.get(named) ?? 0) - taken));
    }
    return named === undefined;
  });
  const inPart = unnamed.filter((reversal) => {
    const whole = before(reversal).find((row) => left.get(row) === reversal.amount);
    if (whole !== undefined) left.set(whole, 0);
    return whole === undefined;
  });
  for (const reversal of inPart) {
    let { amount } = reversal;
    for (const row of before(reversal)) {
      const taken = Math.min(amount, left.get(row) ?? 0);
      left.set(row, (left.get(row) ?? 0) - taken);
      amount -= taken;
    }
  }
  return {
    standing: topUps.flatMap((row) => {
      const amount = left.get(row) ?? 0;
      return amount === row.amount ? [row] : amount > 0 ? [{ ...row, amount }] : [];
    }),
    reversed: topUps.filter((row) => row.amount > 0 && left.get(row) === 0),
  };
}
