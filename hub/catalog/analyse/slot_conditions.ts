// When a slot of a sentence has something to say, as a rule over words and as a property of the tiers.
import { WORDS } from '#shared/engine/fact_dictionary.ts';
import type { Tier } from '#shared/model/catalog.ts';

export type SlotConditions = {
  /** It is filled only if this holds; empty: nothing is known. */
  readonly needs: string;
  /** It is surely filled if this holds; null: nothing assures it. */
  readonly enough: string | null;
};

const always: SlotConditions = { needs: '', enough: 'true' };
const never: SlotConditions = { needs: '', enough: null };
/** Money is said in whole yuan, and counts are rounded: well above that they are said in any case. */
const aboveZero = (word: string): SlotConditions => ({
  needs: `${word} > 0`,
  enough: `${word} >= ${unitOf(word) === 'money' ? 100 : 2}`,
});
const falls = (word: string): SlotConditions => ({
  needs: `${word} < 0`,
  enough: `${word} <= -2`,
});

const unitOf = (word: string): string | undefined => {
  const entry = WORDS[word];
  return entry?.type === 'number' ? entry.unit : undefined;
};

/** Slots that are named otherwise than the word they read. */
const OTHERS: Readonly<Record<string, SlotConditions>> = {
  planData: aboveZero('planDataMb'),
  planVoice: aboveZero('planVoiceMinutes'),
  dataDrop: falls('dataTrend'),
  voiceDrop: falls('voiceTrend'),
  tenureYears: { needs: 'tenureMonths >= 12', enough: 'tenureMonths >= 24' },
  householdSize: { needs: 'householdSize > 1', enough: 'householdSize > 1' },
  level: { needs: 'level != null', enough: null },
  intended: { needs: 'intended > 0', enough: 'intended >= 100' },
  // Rungs that are open lie above what the customer means to prepay.
  difference: { needs: 'intended != null', enough: 'intended != null' },
};

/** What every tier has fills its slot in any case; what none or some have is left to the check of slots. */
const OF_TIERS: Readonly<Record<string, (tier: Tier) => boolean>> = {
  benefit: () => true,
  prepay: ({ prepay }) => prepay > 0,
  // A policy without points is told by the check of slots.
  pointsEarned: ({ prepay }) => prepay > 0,
  monthly: ({ monthly }) => monthly > 0,
  credit: ({ credit }) => credit > 0,
  pointsNeeded: ({ points }) => points > 0,
  gift: ({ gift }) => gift !== null,
  draws: ({ draws }) => draws !== null,
  lottery: ({ draws }) => draws !== null,
};

export function slotConditions(slot: string, tiers: readonly Tier[]): SlotConditions {
  const ofTier = Object.hasOwn(OF_TIERS, slot) ? OF_TIERS[slot] : undefined;
  if (ofTier !== undefined) return tiers.every(ofTier) ? always : never;
  if (slot === 'difference' && !tiers.every(({ prepay }) => prepay > 0)) return never;
  const other = Object.hasOwn(OTHERS, slot) ? OTHERS[slot] : undefined;
  if (other !== undefined) return other;
  return unitOf(slot) === undefined ? never : aboveZero(slot);
}
