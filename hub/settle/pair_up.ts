// Which top-up settles which claim: among all pairings the one that settles most, then the nearest in time.
import { compareNumber, compareText } from '#shared/base/compare.ts';
import type { LogRow } from './standing_rows.ts';

export type ClaimToPair = {
  readonly visit: string;
  /** UTC ms of the end of the visit. */
  readonly at: number;
  /** Fen that must have come. */
  readonly basis: number;
};

const HOUR = 3_600_000;
/** A top-up may be booked a little before the clerk ends the visit, and up to a day after. */
export const BEFORE = HOUR;
export const AFTER = 24 * HOUR;
/** Several rows that add up lie within one hour, and are no more than this. */
const MOST_TOGETHER = 4;
/** With more rows in the windows of claims that hang together, the nearest are taken one after the other. */
const MOST_ROWS = 10;

/** Ms between a claim and a row. */
export const gapOf = (claim: ClaimToPair, row: LogRow): number =>
  Math.max(0, row.at - claim.at, claim.at - row.until);

export const isNear = (claim: ClaimToPair, row: LogRow): boolean =>
  row.at <= claim.at + AFTER && row.until >= claim.at - BEFORE;

/** Rows that settle a claim together: mostly one. */
type Option = { readonly rows: readonly number[]; readonly mask: number; readonly gap: number };
type Best = { readonly paired: number; readonly gap: number; readonly picks: readonly Pick[] };
type Pick = readonly number[] | null;

/**
 * A row settles at most one claim. Of pairings that settle equally many, the smallest sum of time differences counts,
 * then the earliest rows for the earliest claims. The same whatever the order of the input.
 * @returns by visit, the rows; claims that nothing settles are left out
 */
export function pairUp(
  claims: readonly ClaimToPair[],
  rows: readonly LogRow[],
): ReadonlyMap<string, readonly LogRow[]> {
  const found = new Map<string, readonly LogRow[]>();
  for (const part of partsOf(claims, rows)) {
    const picks = part.rows.length > MOST_ROWS ? nearestFirst(part) : bestPicks(part);
    for (const [index, pick] of picks.entries()) {
      const claim = part.claims[index];
      if (claim !== undefined && pick !== null)
        found.set(
          claim.visit,
          pick.flatMap((at) => part.rows[at] ?? []),
        );
    }
  }
  return found;
}

type Part = { readonly claims: readonly ClaimToPair[]; readonly rows: readonly LogRow[] };

/** Claims whose windows share rows, in the order of time. */
function partsOf(claims: readonly ClaimToPair[], rows: readonly LogRow[]): readonly Part[] {
  const ordered = claims.toSorted(
    (a, b) => compareNumber(a.at, b.at) || compareText(a.visit, b.visit),
  );
  const inOrder = rows.toSorted(
    (a, b) => compareNumber(a.at, b.at) || compareText(a.serial, b.serial),
  );
  const parts: { claims: ClaimToPair[]; rows: Set<LogRow> }[] = [];
  for (const claim of ordered) {
    const near = inOrder.filter((row) => isNear(claim, row));
    const last = parts.at(-1);
    if (last !== undefined && near.some((row) => last.rows.has(row))) {
      last.claims.push(claim);
      for (const row of near) last.rows.add(row);
    } else parts.push({ claims: [claim], rows: new Set(near) });
  }
  return parts.map((part) => ({
    claims: part.claims,
    rows: inOrder.filter((row) => part.rows.has(row)),
  }));
}

/** One claim after the other; of each set of used rows only the best way to it is kept. */
function bestPicks({ claims, rows }: Part): readonly Pick[] {
  let ways = new Map<number, Best>([[0, { paired: 0, gap: 0, picks: [] }]]);
  for (const claim of claims) {
    const options = optionsOf(claim, rows);
    const next = new Map<number, Best>();
    const offer = (mask: number, way: Best): void => {
      const known = next.get(mask);
      if (known === undefined || isBetter(way, known)) next.set(mask, way);
    };
    for (const [mask, way] of ways) {
      offer(mask, { ...way, picks: [...way.picks, null] });
      for (const option of options) {
        if ((mask & option.mask) !== 0) continue;
        offer(mask | option.mask, {
          paired: way.paired + 1,
          gap: way.gap + option.gap,
          picks: [...way.picks, option.rows],
        });
      }
    }
    ways = next;
  }
  return [...ways.values()].reduce((one, other) => (isBetter(other, one) ? other : one)).picks;
}

function isBetter(one: Best, other: Best): boolean {
  if (one.paired !== other.paired) return one.paired > other.paired;
  if (one.gap !== other.gap) return one.gap < other.gap;
  for (const [index, pick] of one.picks.entries()) {
    const order = comparePicks(pick, other.picks[index] ?? null);
    if (order !== 0) return order < 0;
  }
  return false;
}

/** Something comes before nothing, fewer rows before more, earlier rows before later ones. */
function comparePicks(one: Pick, other: Pick): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const lengths = compareNumber(one.length, other.length);
  if (lengths !== 0) return lengths;
  for (const [index, row] of one.entries()) {
    const order = compareNumber(row, other[index] ?? row);
    if (order !== 0) return order;
  }
  return 0;
}

/** Single rows that suffice; and rows of one hour that suffice together, each of them needed. */
function optionsOf(claim: ClaimToPair, rows: readonly LogRow[]): readonly Option[] {
  const near = [...rows.entries()].filter(([, row]) => isNear(claim, row));
  const options: Option[] = [];
  const grow = (from: number, picked: readonly (readonly [number, LogRow])[]): void => {
    const sum = picked.reduce((total, [, row]) => total + row.amount, 0);
    if (picked.length > 0 && sum >= claim.basis) {
      if (picked.every(([, row]) => sum - row.amount < claim.basis))
        options.push({
          rows: picked.map(([index]) => index),
          mask: picked.reduce((mask, [index]) => mask | (1 << index), 0),
          gap: Math.max(...picked.map(([, row]) => gapOf(claim, row))),
        });
      return;
    }
    if (picked.length === MOST_TOGETHER) return;
    for (let at = from; at < near.length; at += 1) {
      const next = near[at];
      if (next !== undefined && picked.every(([, row]) => isOfOneHour(row, next[1])))
        grow(at + 1, [...picked, next]);
    }
  };
  grow(0, []);
  return options;
}

const isOfOneHour = (one: LogRow, other: LogRow): boolean =>
  Math.max(one.at, other.at) - Math.min(one.until, other.until) <= HOUR;

function nearestFirst({ claims, rows }: Part): readonly Pick[] {
  const picks: Pick[] = claims.map(() => null);
  const used = new Set<number>();
  const pairs = claims
    .flatMap((claim, at) =>
      [...rows.entries()]
        .filter(([, row]) => isNear(claim, row) && row.amount >= claim.basis)
        .map(([row, value]) => ({ at, row, gap: gapOf(claim, value) })),
    )
    .toSorted(
      (a, b) =>
        compareNumber(a.gap, b.gap) || compareNumber(a.at, b.at) || compareNumber(a.row, b.row),
    );
  for (const { at, row } of pairs) {
    if (used.has(row) || picks[at] !== null) continue;
    used.add(row);
    picks[at] = [row];
  }
  return picks;
}
