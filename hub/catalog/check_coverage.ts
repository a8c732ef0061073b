// Which systems of the trade the strategies of a catalog serve, and which none does.
import type { Offer } from '#shared/model/catalog.ts';

/**
 * Rows of the trade, by the numbers that docs/catalog.md explains, that are served by something said at a touch point.
 * S6, S7, S9 and S14 are reckoned, not said.
 */
export const ROWS: readonly string[] = [
  'S1a',
  'S1b',
  'S1c',
  'S1d',
  'S1e',
  'S2',
  'S3',
  'S4',
  'S5',
  'S8',
  'S10',
  'S11',
  'S12',
  'S13',
  'S15',
  'S16',
];

export type Coverage = {
  /** Offers by row, in the order of ROWS. */
  readonly served: readonly { readonly row: string; readonly offers: number }[];
  readonly unserved: readonly string[];
};

export function coverageOf(offers: readonly Pick<Offer, 'serves'>[]): Coverage {
  const counts = ROWS.map((row) => ({
    row,
    offers: offers.filter(({ serves }) => serves.includes(row)).length,
  }));
  return {
    served: counts.filter(({ offers: count }) => count > 0),
    unserved: counts.filter(({ offers: count }) => count === 0).map(({ row }) => row),
  };
}
