// From the hub's list of branches to what the page shows of it: narrowed down, in order, and summed by region.
import type { Currency, Fen } from '#shared/base/money.ts';
import { compareText } from '#shared/base/compare.ts';
import { groupBy } from '#shared/base/group_by.ts';
import { DAY_MS } from '#shared/base/month.ts';
import type { HqBranch } from '#shared/contract/view_hq.ts';

/** Null: all. Empty: branches of no region. */
export type RegionChoice = string | null;

/** Every word that was typed is in code, a name or the region. */
export function narrowed<T extends Pick<HqBranch, 'code' | 'name' | 'region'>>(
  branches: readonly T[],
  text: string,
  region: RegionChoice,
): readonly T[] {
  const words = text.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  return branches.filter((branch) => {
    if (region !== null && branch.region !== region) return false;
    const hay = [branch.code, branch.name.zh, branch.name.en, branch.region]
      .join(' ')
      .normalize('NFKC')
      .toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}

export type Sums = {
  readonly branches: number;
  readonly visits: number;
  readonly said: number;
  readonly accepted: number;
  readonly unsent: number;
  /** Branches with computers that were not heard for a day. */
  readonly silent: number;
  /** Money of different currencies does not add up: one entry each. */
  readonly money: readonly {
    readonly currency: Currency;
    readonly claimed: Fen;
    /** Null: nothing was matched. */
    readonly settled: Fen | null;
  }[];
};

/** @param now UTC ms */
export function sumsOf(branches: readonly HqBranch[], now: number): Sums {
  const sum = (of: (branch: HqBranch) => number): number =>
    branches.reduce((total, branch) => total + of(branch), 0);
  return {
    branches: branches.length,
    visits: sum(({ visits }) => visits),
    said: sum(({ said }) => said),
    accepted: sum(({ accepted }) => accepted),
    unsent: sum(({ unsent }) => unsent ?? 0),
    silent: branches.filter((branch) => isSilent(branch, now)).length,
    money: [...groupBy(branches, ({ currency }) => currency)].map(([currency, own]) => ({
      currency,
      claimed: own.reduce((total, { claimed }) => total + claimed, 0) as Fen,
      settled: own.some(({ settled }) => settled !== null)
        ? (own.reduce((total, { settled }) => total + (settled?.amount ?? 0), 0) as Fen)
        : null,
    })),
  };
}

export const isSilent = ({ devices, heardAt }: HqBranch, now: number): boolean =>
  devices > 0 && (heardAt === null || heardAt < now - DAY_MS);

/** Regions that have a branch, those of none last. */
export const regionsIn = (branches: readonly HqBranch[]): readonly string[] =>
  [...new Set(branches.map(({ region }) => region))].toSorted((a, b) => {
    if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
    return compareText(a, b);
  });

/** All, then each region, then all again. */
export function nextRegion(regions: readonly string[], chosen: RegionChoice): RegionChoice {
  if (chosen === null) return regions[0] ?? null;
  return regions[regions.indexOf(chosen) + 1] ?? null;
}
