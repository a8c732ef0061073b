// The chance of yes that a decision believed of what it proposed.
import { beliefOf } from '#shared/engine/funnel/chance.ts';
import type { HeardAnswer } from '#hub/db/answers.ts';
import type { Editions } from '#hub/replay/editions.ts';

export type GroupsOfAnswer = { readonly valueGroup: string; readonly consumptionGroup: string };

const UNKNOWN = '-';

/** By the catalog's guess and the beliefs that the decision named; null where the hub does not hold them. */
export async function chanceSaid(
  { device, offer, treatment, catalog, beliefs }: HeardAnswer,
  groups: GroupsOfAnswer,
  editions: Pick<Editions, 'catalog' | 'beliefs'>,
): Promise<number | null> {
  if (catalog === null || beliefs === null) return null;
  const offers = (await editions.catalog(catalog))?.offers ?? [];
  const found = offers.find(({ offer: { id } }) => id === offer);
  const known = await editions.beliefs(device, beliefs);
  if (found === undefined || known === undefined) return null;
  return beliefOf(found.offer, treatment, groups as Parameters<typeof beliefOf>[2], known).mean;
}

/** As the decision knew the customer; when the hub does not hold that decision, as the customer is scored now. */
export function groupsOfAnswer(answer: HeardAnswer): GroupsOfAnswer {
  const facts = factsOf(answer.inputs);
  const known = facts ?? { valueGroup: answer.value_group, consumptionGroup: answer.consumption };
  return {
    valueGroup: groupOr(known.valueGroup),
    consumptionGroup: groupOr(known.consumptionGroup),
  };
}

type Groups = { readonly valueGroup?: unknown; readonly consumptionGroup?: unknown };

function factsOf(inputs: string | null): Groups | null {
  if (inputs === null) return null;
  try {
    return (JSON.parse(inputs) as { facts?: Groups | null } | null)?.facts ?? null;
  } catch {
    return null;
  }
}

const groupOr = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? value : UNKNOWN;
