// What the trade's care for the customer's interest demands of every offer, whatever its own rule says.
import type { Offer } from '#shared/model/catalog.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { LocalText } from '#shared/model/text.ts';

/** Families that bind the customer for months. */
const BINDING: ReadonlySet<Offer['family']> = new Set(['contract', 'prepay-handset']);

/** Nobody who no longer uses the line is bound to it for longer. Null: suitable. */
export function bindsForNothing({ family }: Offer, { monthsSilent }: Facts): LocalText | null {
  if (monthsSilent === null || monthsSilent === 0 || !BINDING.has(family)) return null;
  return {
    zh: `已连续${monthsSilent}个月没有使用，不宜再签合约`,
    en: `the line was not used for ${monthsSilent} month${monthsSilent === 1 ? '' : 's'}: no contract`,
  };
}
