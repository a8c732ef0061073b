// Rungs of an edition of the catalog, as far as an event can claim something of them.
import { type Fen, ZERO_FEN } from '#shared/base/money.ts';
import { paidFor } from '#shared/engine/claim.ts';
import type { Catalog, Tier } from '#shared/model/catalog.ts';

export type Rung = Pick<Tier, 'prepay' | 'gift' | 'points' | 'draws'> & {
  readonly offer: string;
  readonly tier: string;
  readonly promotional: boolean;
};

export type Rungs = {
  /** Undefined: the edition has no such rung, or no such sentence for it. */
  of(said: Named): Rung | undefined;
};

export type Named = { readonly offer: string; readonly tier: string; readonly treatment: string };

export function rungsOf({ offers }: Catalog): Rungs {
  const known = new Map<string, Rung>();
  for (const { id: offer, promotional, tiers, treatments } of offers) {
    for (const { id: tier, prepay, gift, points, draws } of tiers) {
      for (const { id: treatment } of treatments) {
        const rung = { offer, tier, promotional, prepay, gift, points, draws };
        known.set(keyOf({ offer, tier, treatment }), rung);
      }
    }
  }
  return { of: (said) => known.get(keyOf(said)) };
}

/** Codes hold no blank. */
export const keyOf = ({ offer, tier, treatment }: Named): string => `${offer} ${tier} ${treatment}`;

/** Of one offer the last that was accepted counts; the money pays for the dearest first. */
export function paidRungs(accepted: readonly Rung[], prepaid: Fen | null): readonly Rung[] {
  const last = new Map(accepted.map((rung) => [rung.offer, rung]));
  const dearestFirst = [...last.values()].toSorted((a, b) => b.prepay - a.prepay);
  return paidFor(dearestFirst, prepaid ?? ZERO_FEN);
}
