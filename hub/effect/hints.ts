// Which wordings were followed by a yes where the customer had an objection. What chance explains is not said.
import { compareText } from '#shared/base/compare.ts';
import type { Hint, Hints } from '#shared/model/hint.ts';
import type { LocalText } from '#shared/model/text.ts';
import { wilsonInterval } from '#hub/learn/wilson.ts';
import { twoSidedQuantile } from './distributions.ts';

/** An objection that a clerk noted, the wordings around it, and what the customer then said. */
export type Objected = {
  readonly offer: LocalText;
  readonly says: LocalText;
  readonly sentence: LocalText;
  readonly answer: LocalText;
  readonly isYes: boolean;
};

/** Under so many a wording has no figure, and is compared with nothing. */
export const FLOOR_OF_WORDING = 30;
const ALPHA = 0.05;
const NORMAL = 1e9;

type Count = {
  readonly offer: LocalText;
  readonly says: LocalText;
  readonly kind: Hint['kind'];
  readonly wording: LocalText;
  told: number;
  yes: number;
};

/** Each wording against the others for the same objection, as careful as there are comparisons (Bonferroni). */
export function hintsOf(objected: readonly Objected[]): Hints {
  const groups = new Map<string, Map<string, Count>>();
  for (const each of objected) {
    for (const kind of ['answer', 'sentence'] as const) {
      const { offer, says } = each;
      const wording = each[kind];
      const group = entry(groups, JSON.stringify([offer.zh, says.zh, kind]), () => new Map());
      const count = entry(group, wording.zh, (): Count => {
        return { offer, says, kind, wording, told: 0, yes: 0 };
      });
      count.told += 1;
      if (each.isYes) count.yes += 1;
    }
  }
  const rivals = [...groups.values()]
    .map((group) => [...group.values()].filter(({ told }) => told >= FLOOR_OF_WORDING))
    .filter((counts) => counts.length > 1);
  const comparisons = rivals.reduce((sum, counts) => sum + counts.length, 0);
  if (comparisons === 0) return { told: objected.length, found: [] };
  const z = twoSidedQuantile(ALPHA / comparisons, NORMAL);
  const found = rivals.flatMap((counts) =>
    counts.flatMap((count): Hint[] => {
      const stands = standing(count, sumOf(counts.filter((other) => other !== count)), z);
      return stands === null
        ? []
        : [{ ...count, ...wilsonInterval(count.yes, count.told, z), stands }];
    }),
  );
  return {
    told: objected.length,
    found: found.toSorted((a, b) => compareText(nameOf(a), nameOf(b))),
  };
}

type Share = { readonly told: number; readonly yes: number };

const sumOf = (counts: readonly Share[]): Share => ({
  told: counts.reduce((sum, { told }) => sum + told, 0),
  yes: counts.reduce((sum, { yes }) => sum + yes, 0),
});

/** The difference of two shares by Newcombe's hybrid of their score intervals (1998); null: it may be nothing. */
function standing(one: Share, other: Share, z: number): Hint['stands'] | null {
  const [p, q] = [one.yes / one.told, other.yes / other.told];
  const [a, b] = [wilsonInterval(one.yes, one.told, z), wilsonInterval(other.yes, other.told, z)];
  if (p - q - Math.hypot(p - a.low, b.high - q) > 0) return 'better';
  return p - q + Math.hypot(a.high - p, q - b.low) < 0 ? 'worse' : null;
}

const nameOf = ({ offer, says, kind, wording }: Hint): string =>
  JSON.stringify([offer.zh, says.zh, kind, wording.zh]);

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
