// Which reasons of a decision a window shows: where nothing is sold, none that could tell who is kept for comparison.
import type { Silence, SilenceCode } from '#shared/model/decision.ts';
import type { ShownDecision } from './visit_decision.ts';

/** What the customer, the visit or HQ's data say by themselves: it is so for whoever the lot keeps, too. */
const TOLD: ReadonlySet<SilenceCode> = new Set<SilenceCode>([
  'complaint',
  'fault',
  'cancel',
  'opted-out',
  'blacklisted',
  'arrears',
  'stale',
]);

const UNTOLD: Silence = {
  code: 'nothing-fits',
  reason: { zh: '这次没有要推荐的', en: 'Nothing to recommend this time' },
};

type Shown = Pick<ShownDecision, 'silence' | 'verdicts'>;

const known = new WeakMap<ShownDecision, Shown>();

/** Once a decision: each step of a visit shows them again. */
export function shownReasons(decision: ShownDecision): Shown {
  const before = known.get(decision);
  if (before !== undefined) return before;
  const reasons = reasonsOf(decision);
  known.set(decision, reasons);
  return reasons;
}

/**
 * With a sentence that sells, the reason of every offer. Without one, a reason that everybody may know, or the same words
 * for all: an offer that fits and is not said would give away the lot, and so would a list that lacks it.
 */
function reasonsOf({ proposals, silence, verdicts }: ShownDecision): Shown {
  const isSelling = proposals.some(({ promotional }) => promotional);
  if (isSelling || (silence !== null && TOLD.has(silence.code))) {
    return { silence, verdicts: verdicts.map((verdict) => ({ ...verdict, score: null })) };
  }
  return { silence: proposals.length > 0 ? null : UNTOLD, verdicts: [] };
}
