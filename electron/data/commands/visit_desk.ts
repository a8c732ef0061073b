// What the steps of a visit share: finding it, and showing what it became.
import type { Caller } from '#electron/port/handlers.ts';
import type { Uuid } from '#shared/base/id.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { CommonFailure, VisitFailure } from '#shared/contract/failure.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import type { Device } from '../device.ts';
import type { RecordedEvent } from '../store/events.ts';
import { giftCounts } from '../store/gift_share.ts';
import { foldVisit, type Visit } from '../store/visits.ts';
import type { VisitInMind } from '../store/visit_in_mind.ts';
import { drawsLeft, takesPoints, type TextOf } from '../store/visits_taken.ts';
import type { BeliefsAtCounter } from './beliefs.ts';
import { type Context, type NotReady, ready, stampOf } from './context.ts';
import type { DecidedVisit, ShownDecisions, Step } from './visit_decision.ts';
import { visitNotes } from './note_commands.ts';
import { visitToView } from './visit_view.ts';

/** What one data process keeps in mind between the steps. */
export type VisitDesk = {
  readonly context: Context;
  readonly beliefs: BeliefsAtCounter;
  readonly decisions: ShownDecisions;
  readonly inMind: VisitInMind;
};

export type Outcome = Result<VisitView, VisitFailure | CommonFailure>;
/** What stands in the ledger can be shown. */
type Shown = Result<VisitView, never>;
export type Refusal = Result<never, VisitFailure | CommonFailure>;

/** Call outside a transaction: see `BeliefsAtCounter`. */
export function stepAt({ context, beliefs }: VisitDesk, caller: Caller): Result<Step, NotReady> {
  const found = ready(context);
  if (!found.ok) return found;
  const { device, cache } = found.value;
  const stamp = stampOf(found.value, caller);
  return ok({ device, cache, stamp, believed: beliefs.of(device, cache.contents.beliefs, stamp) });
}

/** A visit, and the events that it is folded from: those that stand. */
export type OpenVisit = Step & {
  readonly visit: Visit;
  readonly events: readonly RecordedEvent[];
};

export function openVisit(
  desk: VisitDesk,
  id: Uuid,
  caller: Caller,
): Result<OpenVisit, VisitFailure | NotReady> {
  const found = stepAt(desk, caller);
  if (!found.ok) return found;
  const events = desk.inMind.eventsOf(found.value.device.ledger, id);
  const visit = foldVisit(events);
  if (visit === undefined) return err({ type: 'unknown-visit' });
  desk.context.sessions.noteShown(caller.port, [visit.customer]);
  return ok({ ...found.value, visit, events });
}

/** The sentences of a decision, from memory where they are still there. */
export const textOf =
  ({ decisions }: VisitDesk, { ledger }: Device): TextOf =>
  (decision) =>
    decisions.textOf(ledger, decision);

/**
 * Call when the transaction is over: tells the windows and the sync, and shows the visit as the ledger has it.
 * @param events all of the visit, in order: those read before the transaction, and those that it appended
 * @param decided in this step, and kept
 */
export function recorded(
  desk: VisitDesk,
  step: Step,
  events: readonly RecordedEvent[],
  decided?: DecidedVisit,
): Shown {
  desk.context.ledgerChanged();
  const { ledger } = step.device;
  // One lock for all that is read.
  return ledger.snapshot(() => {
    const view = shown(desk, step, events, decided);
    if (view.ok) desk.inMind.keep(ledger, view.value.visit, events);
    return view;
  });
}

/** The visit as its events have it. Nothing was recorded. */
export function shown(
  desk: VisitDesk,
  step: Step,
  events: readonly RecordedEvent[],
  decided?: DecidedVisit,
): Shown {
  const visit = foldVisit(events);
  if (visit === undefined) throw new Error('a visit that was just recorded is not there');
  if (decided !== undefined) desk.decisions.remember(visit.decision.event, decided.decision);
  const { device, cache } = step;
  const { branch, gifts, catalog, policy } = cache.contents;
  const text = textOf(desk, device);
  const owed = drawsLeft(text, visit);
  const newest = visit.answers.at(-1);
  const decision = desk.decisions.of(step, visit.decision);
  const hasNote = events.some(({ kind }) => kind === 'note.written');
  const hasGift = decision.proposals.some(({ gift }) => gift !== null);
  return ok(
    visitToView({
      visit,
      decision,
      offers: catalog.offers,
      gifts,
      left: hasGift ? giftCounts(device.ledger, gifts) : new Map(),
      points: policy.points,
      amounts: policy.amounts,
      currency: branch.currency,
      undoStays: newest !== undefined && visit.finished === null && takesPoints(text, newest),
      draws: owed === null ? null : { lottery: owed.lottery, left: owed.left },
      notes: hasNote ? visitNotes(step, visit.visit) : [],
      now: device.clock.now(),
    }),
  );
}
