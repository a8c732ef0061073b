// The visits of the branch as this device knows them, brought up to date, and the names that they are shown by.
import type { Day } from '#shared/base/month.ts';
import { type LocalText, sameInBoth } from '#shared/model/text.ts';
import { type DecisionText, findDecisionText } from '../store/decision_text.ts';
import { readToldOf } from '../store/told.ts';
import type { FoldHelp } from '#shared/engine/visit_line.ts';
import { followEvents, type VisitRow, visitsOfDay } from '../store/visit_rows.ts';
import type { Ready } from './context.ts';

export function branchVisitsOfDay(found: Ready, day: Day): readonly VisitRow[] {
  followVisits(found);
  return visitsOfDay(found.device.ledger, day);
}

/** Call before anything is read of `visit_row`. */
export const followVisits = (found: Ready): void =>
  followEvents(found.device.ledger, foldHelpOf(found));

/**
 * An answer of before the rung's amount was recorded with it: this computer's own sentence is still here; that of another
 * is not, and has the amount of the catalog in force.
 */
function foldHelpOf({ device, cache }: Ready): FoldHelp {
  const { offers } = cache.contents.catalog;
  const selling = new Map(offers.filter(isSelling).map(({ id, tiers }) => [id, tiers]));
  const care = new Set(offers.filter((offer) => !isSelling(offer)).map(({ id }) => id));
  const texts = new Map<string, DecisionText | null>();
  const textOf = (decision: string): DecisionText | null => {
    const known = texts.get(decision);
    if (known !== undefined) return known;
    const text = findDecisionText(device.ledger, decision) ?? null;
    texts.set(decision, text);
    return text;
  };
  return {
    isCare: (offer) => care.has(offer),
    asksOf: ({ decision, offer, tier, treatment }) => {
      const text = textOf(decision);
      if (text === null) return selling.get(offer)?.find(({ id }) => id === tier)?.prepay ?? null;
      const proposal = text.proposals.find(
        (one) => one.offer === offer && one.tier === tier && one.treatment === treatment,
      );
      return proposal?.promotional === true ? proposal.prepay : null;
    },
  };
}

const isSelling = ({ promotional }: { readonly promotional: boolean }): boolean => promotional;

/** Those whom HQ has taken away since are shown by their code. */
export function namesOf({ device, cache }: Ready): {
  readonly staff: (id: string) => string;
  readonly offer: (id: string) => LocalText;
  readonly gift: (id: string) => LocalText;
  /** Null: this computer. */
  readonly device: (id: string) => string | null;
} {
  const { staff, gifts, catalog } = cache.contents;
  const people = new Map(staff.map(({ id, name }) => [id, name]));
  const offers = new Map(catalog.offers.map(({ id, name }) => [id, name]));
  const presents = new Map(gifts.map(({ id, name }) => [id, name]));
  const others = new Map(readToldOf(device.ledger).map(({ id, name }) => [id, name]));
  return {
    staff: (id) => people.get(id) ?? id,
    offer: (id) => offers.get(id) ?? sameInBoth(id),
    gift: (id) => presents.get(id) ?? sameInBoth(id),
    device: (id) => (id === device.secrets.device ? null : (others.get(id) ?? id)),
  };
}
