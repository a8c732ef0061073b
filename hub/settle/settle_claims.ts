// What became of the claims of one customer, by the operator's log.
import { type Fen, ZERO_FEN } from '#shared/base/money.ts';
import { compareBy, compareNumber, compareText } from '#shared/base/compare.ts';
import { beyond } from '#shared/engine/claim.ts';
import type { SettledState } from '#shared/model/settled.ts';
import { AFTER, type ClaimToPair, gapOf, isNear, pairUp } from './pair_up.ts';
import { type LogRow, standingRows } from './standing_rows.ts';

export type CustomerClaim = ClaimToPair & {
  readonly basis: Fen;
  readonly meant: Fen;
  readonly claimed: Fen;
};

export type SettledClaim<C> = C & { readonly settled: Fen; readonly state: SettledState };

/** UTC ms from when to when the log of a branch tells of top-ups; null: it has none. */
export type LogReach = { readonly from: number; readonly through: number } | null;

/** The same claims and rows give the same states, in whatever order they came. */
export function settleClaims<C extends CustomerClaim>(
  claims: readonly C[],
  rows: readonly LogRow[],
  reach: LogReach,
): readonly SettledClaim<C>[] {
  const { standing, reversed } = standingRows(rows);
  const paired = pairUp(claims, standing);
  const used = new Set([...paired.values()].flat());
  const take = (claim: C, from: readonly LogRow[], least: number): LogRow | undefined => {
    const [row] = from
      .filter((each) => !used.has(each) && isNear(claim, each) && each.amount >= least)
      .toSorted(
        compareBy<LogRow>(
          (a, b) => compareNumber(gapOf(claim, a), gapOf(claim, b)),
          (a, b) => compareText(a.serial, b.serial),
        ),
      );
    if (row !== undefined) used.add(row);
    return row;
  };
  const inOrder = compareBy<C>(
    (a, b) => compareNumber(a.at, b.at),
    (a, b) => compareText(a.visit, b.visit),
  );
  return claims.toSorted(inOrder).map((claim) => {
    if (paired.has(claim.visit)) return { ...claim, settled: claim.claimed, state: 'settled' };
    const isReached = reach !== null && reach.from <= claim.at && claim.at + AFTER <= reach.through;
    if (!isReached) return { ...claim, settled: ZERO_FEN, state: 'waiting' };
    const less = take(claim, standing, 0);
    if (less !== undefined)
      return { ...claim, settled: beyond(less.amount as Fen, claim.meant), state: 'short' };
    const state = take(claim, reversed, claim.basis) === undefined ? 'not-found' : 'reversed';
    return { ...claim, settled: ZERO_FEN, state };
  });
}
