// What the steps of a visit share: finding it, stamping what is recorded, and showing what it became.
import type { Uuid } from '#shared/base/id.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { CommonFailure, VisitFailure } from '#shared/contract/failure.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import { eventsOfVisit, type RecordedEvent, type Stamp } from '../store/events.ts';
import { drawnByGift, giftsLeft } from '../store/stock.ts';
import { foldVisit, type Visit } from '../store/visits.ts';
import { drawsLeft, takesPoints, type TextOf } from '../store/visits_taken.ts';
import type { Device } from '../device.ts';
import type { BeliefsAtCounter } from './beliefs.ts';
import { type Context, type Ready, ready } from './context.ts';
import type { ShownDecisions } from './visit_decision.ts';
import { visitToView } from './visit_view.ts';

export type Outcome = Result<VisitView, VisitFailure | CommonFailure>;
export type Refusal = Result<never, VisitFailure | CommonFailure>;

/** A visit, and the events that it is folded from: those that stand. */
export type OpenVisit = Ready & {
  readonly visit: Visit;
  readonly events: readonly RecordedEvent[];
};

export function openVisit(
  context: Context,
  id: Uuid,
): Result<OpenVisit, VisitFailure | Extract<CommonFailure, { type: 'not-ready' }>> {
  const found = ready(context);
  if (!found.ok) return found;
  const events = eventsOfVisit(found.value.device.ledger, id);
  const visit = foldVisit(events);
  return visit === undefined
    ? err({ type: 'unknown-visit' })
    : ok({ ...found.value, visit, events });
}

/** What one data process keeps in mind between the steps. */
export type VisitDesk = {
  readonly context: Context;
  readonly beliefs: BeliefsAtCounter;
  readonly decisions: ShownDecisions;
};

/** The sentences of a decision, from memory where they are still there. */
export const textOf =
  ({ decisions }: VisitDesk, { ledger }: Device): TextOf =>
  (decision) =>
    decisions.textOf(ledger, decision);

/**
 * Call when the transaction is over: tells the windows and the sync, and shows the visit as the ledger has it.
 * @param events of the visit that stand, in order: those read before the transaction, and those that it appended
 */
export function recorded(
  desk: VisitDesk,
  { device, cache }: Ready,
  events: readonly RecordedEvent[],
  stamp: Stamp,
): Outcome {
  desk.context.ledgerChanged();
  const visit = foldVisit(events);
  if (visit === undefined) throw new Error('a visit that was just recorded is not there');
  const { gifts, catalog, policy } = cache.contents;
  const believed = desk.beliefs.of(device, cache.contents.beliefs, stamp);
  const text = textOf(desk, device);
  const owed = drawsLeft(text, visit);
  const newest = visit.answers.at(-1);
  const decision = desk.decisions.of(device.ledger, cache, believed, visit.decision);
  const hasGift = decision.proposals.some(({ gift }) => gift !== null);
  return ok(
    visitToView({
      visit,
      decision,
      offers: catalog.offers,
      gifts,
      left: hasGift ? giftsLeft(gifts, drawnByGift(device.ledger)) : new Map(),
      points: policy.points,
      undoStays: newest !== undefined && visit.finished === null && takesPoints(text, newest),
      draws: owed === null ? null : { lottery: owed.lottery, left: owed.left },
      now: device.clock.now(),
    }),
  );
}
