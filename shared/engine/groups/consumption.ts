// The consumption model (S6): age x ARPU x DOU, three bands each, 27 groups.
import type { Facts } from '#shared/model/facts.ts';
import type { Bands } from '#shared/model/policy.ts';
import { bandOf } from './bands.ts';

/** `A2R1D3`; null when one of the three is not known: a guess would spoil the portrait of a group. */
export function consumptionGroup(
  { age, arpu3, dou3 }: Pick<Facts, 'age' | 'arpu3' | 'dou3'>,
  bands: Bands,
): string | null {
  if (age === null || arpu3 === null || dou3 === null) return null;
  return `A${bandOf(age, bands.age)}R${bandOf(arpu3, bands.arpu)}D${bandOf(dou3, bands.dou)}`;
}
