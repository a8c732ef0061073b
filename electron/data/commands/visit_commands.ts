// The errand: start, change, answer, finish, undo. Each is one transaction, on disk before its reply.
import type { Handlers, Caller } from '#electron/port/handlers.ts';
import type { Uuid } from '#shared/base/id.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { CommandParsed } from '#shared/contract/commands.ts';
import type { CommonFailure, VisitFailure } from '#shared/contract/failure.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import type { EventPayload } from '#shared/model/event.ts';
import { appendEvent, isUndone, type Stamp } from '../store/events.ts';
import { drawnByGift, drawStock, giftsLeft, returnStock, type Draw } from '../store/stock.ts';
import { newestEntry, readVisit, type Visit } from '../store/visits.ts';
import { badInput, type Context, type Ready, ready, staffOf } from './context.ts';
import { createBeliefs } from './beliefs.ts';
import { knowCustomer } from './knowledge.ts';
import { createShownDecisions, keepDecision, prepareDecision } from './visit_decision.ts';
import { isAnswerTo, isUndoOpen, visitToView } from './visit_view.ts';

/** As the event has it. */
const MAX_PIECES = 99;

type Outcome = Result<VisitView, VisitFailure | CommonFailure>;
type Refusal = Result<never, VisitFailure | CommonFailure>;

type VisitHandlers = Pick<
  Handlers,
  'visit.start' | 'visit.change' | 'visit.answer' | 'visit.finish' | 'visit.undo'
>;

export function createVisitHandlers(context: Context): VisitHandlers {
  const decisions = createShownDecisions();
  const beliefs = createBeliefs();

  const recorded = ({ device, cache }: Ready, id: Uuid, stamp: Stamp): Outcome => {
    context.ledgerChanged();
    const visit = readVisit(device.ledger, id);
    if (visit === undefined) throw new Error('a visit that was just recorded is not there');
    const { gifts, catalog } = cache.contents;
    const believed = beliefs.of(device, cache.contents.beliefs, stamp);
    return ok(
      visitToView({
        visit,
        decision: decisions.of(device.ledger, cache, believed, visit.decision),
        offers: catalog.offers,
        gifts,
        left: giftsLeft(gifts, drawnByGift(device.ledger)),
        now: device.clock.now(),
      }),
    );
  };

  /** One transaction: what the visit is now, and what is decided from it. */
  const decideAndRecord = (
    found: Ready,
    kind: 'visit.started' | 'visit.changed',
    payload: EventPayload<'visit.started'>,
    stamp: Stamp,
  ): Outcome => {
    const { device, cache } = found;
    const { visit, customer, purpose, intended } = payload;
    const place = { ledger: device.ledger, cache, device: stamp.device };
    const known = knowCustomer(place, customer, stamp.day);
    if (known === undefined) return err({ type: 'unknown-customer' });
    const moment = { customer, purpose, intended, now: stamp.at };
    const believed = beliefs.of(device, cache.contents.beliefs, stamp);
    const prepared = prepareDecision(place, believed, known, moment, visit);
    const id = device.clock.nextId();
    const event = device.clock.nextId();
    device.ledger.transaction(() => {
      appendEvent(device.ledger, { id, kind, payload }, stamp);
      keepDecision(device.ledger, prepared, { event, visit }, stamp);
    });
    decisions.remember(event, prepared.decision);
    return recorded(found, visit, stamp);
  };

  return {
    'visit.start'(input, caller) {
      const found = ready(context);
      if (!found.ok) return found;
      const visit = found.value.device.clock.nextId();
      const stamp = stampOf(found.value, caller);
      return decideAndRecord(found.value, 'visit.started', { visit, ...input }, stamp);
    },

    'visit.change'(input, caller) {
      const found = openVisit(context, input.visit);
      if (!found.ok) return found;
      const { visit } = found.value;
      if (visit.finished !== null) return err({ type: 'visit-finished' });
      const payload = { ...input, customer: visit.customer };
      return decideAndRecord(found.value, 'visit.changed', payload, stampOf(found.value, caller));
    },

    'visit.answer'(input, caller) {
      const found = openVisit(context, input.visit);
      if (!found.ok) return found;
      const { device, visit } = found.value;
      const stamp = stampOf(found.value, caller);
      const refusal = answerRefusal(input, visit, stamp);
      if (refusal !== null) return refusal;
      device.ledger.transaction(() => {
        appendEvent(
          device.ledger,
          {
            id: device.clock.nextId(),
            kind: 'answer.recorded',
            payload: {
              ...input,
              customer: visit.customer,
              decision: visit.decision.event,
            },
          },
          stamp,
        );
      });
      return recorded(found.value, input.visit, stamp);
    },

    'visit.finish'({ visit: id, prepaid, gifts }, caller) {
      const found = openVisit(context, id);
      if (!found.ok) return found;
      const { device, cache, visit } = found.value;
      if (visit.finished !== null) return err({ type: 'visit-finished' });
      const draws = mergeDraws(gifts);
      for (const { gift, count } of draws) {
        if (count > MAX_PIECES) return badInput('gifts', `at most ${MAX_PIECES} of one gift`);
        if (!cache.contents.gifts.some((known) => known.id === gift)) {
          return badInput('gifts', `a gift of this branch instead of ${gift}`);
        }
      }
      const stamp = stampOf(found.value, caller);
      const refusal = device.ledger.transaction((): Refusal | null => {
        const left = giftsLeft(cache.contents.gifts, drawnByGift(device.ledger));
        for (const { gift, count } of draws) {
          const pieces = Math.max(0, left.get(gift) ?? 0);
          if (pieces < count) return err({ type: 'out-of-stock', gift, left: pieces });
        }
        appendEvent(
          device.ledger,
          {
            id: device.clock.nextId(),
            kind: 'visit.finished',
            payload: {
              visit: id,
              customer: visit.customer,
              purpose: visit.purpose,
              intended: prepaid === null ? null : visit.intended,
              prepaid,
              gifts: [...draws],
            },
          },
          stamp,
        );
        drawStock(device.ledger, draws);
        return null;
      });
      return refusal ?? recorded(found.value, id, stamp);
    },

    'visit.undo'({ visit: id, event }, caller) {
      const found = openVisit(context, id);
      if (!found.ok) return found;
      const { device, visit } = found.value;
      const stamp = stampOf(found.value, caller);
      const refusal = undoRefusal(found.value, event, stamp);
      if (refusal !== null) return refusal;
      const draws = visit.finished?.event === event ? visit.finished.gifts : [];
      device.ledger.transaction(() => {
        appendEvent(
          device.ledger,
          {
            id: device.clock.nextId(),
            kind: 'event.undone',
            payload: { undoes: event, visit: id },
          },
          stamp,
        );
        returnStock(device.ledger, draws);
      });
      return recorded(found.value, id, stamp);
    },
  };
}

type OpenVisit = Ready & { readonly visit: Visit };

function openVisit(
  context: Context,
  id: Uuid,
): Result<OpenVisit, VisitFailure | Extract<CommonFailure, { type: 'not-ready' }>> {
  const found = ready(context);
  if (!found.ok) return found;
  const visit = readVisit(found.value.device.ledger, id);
  return visit === undefined ? err({ type: 'unknown-visit' }) : ok({ ...found.value, visit });
}

function stampOf({ device, cache }: Ready, { session }: Caller): Stamp {
  const at = device.clock.now();
  return {
    device: device.secrets.device,
    staff: staffOf(session),
    at,
    day: cache.timeOf(at).day,
  };
}

/** Null when the answer may be recorded. */
function answerRefusal(
  input: CommandParsed<'visit.answer'>,
  visit: Visit,
  stamp: Stamp,
): Refusal | null {
  if (visit.finished !== null) return err({ type: 'visit-finished' });
  if (!visit.decision.payload.proposals.some((proposal) => isAnswerTo(input, proposal))) {
    return err({ type: 'unknown-proposal' });
  }
  if (visit.answers.some((given) => isAnswerTo(given, input))) {
    return err({ type: 'already-answered' });
  }
  // The same sentence, decided anew, may have other figures in it: nobody has read those out.
  if (input.decision !== visit.decision.event) return err({ type: 'unknown-proposal' });
  const { answer, declineReason, notSaidReason, laterOn } = input;
  if ((declineReason !== null) !== (answer === 'declined')) {
    return badInput('declineReason', answer === 'declined' ? 'a reason' : 'no reason');
  }
  if ((notSaidReason !== null) !== (answer === 'not-said')) {
    return badInput('notSaidReason', answer === 'not-said' ? 'a reason' : 'no reason');
  }
  if ((laterOn !== null) !== (answer === 'later')) {
    return badInput('laterOn', answer === 'later' ? 'a day' : 'no day');
  }
  return laterOn !== null && laterOn <= stamp.day ? err({ type: 'day-not-ahead' }) : null;
}

function undoRefusal({ device, visit }: OpenVisit, event: Uuid, stamp: Stamp): Refusal | null {
  const entry =
    visit.finished?.event === event
      ? visit.finished
      : visit.answers.find((given) => given.event === event);
  if (entry === undefined) {
    return isUndone(device.ledger, event)
      ? err({ type: 'already-undone' })
      : badInput('event', 'an answer or the finish of this visit');
  }
  if (newestEntry(visit)?.kind === 'finish' && visit.finished?.event !== event) {
    return err({ type: 'visit-finished' });
  }
  return isUndoOpen(entry.at, stamp.at) ? null : err({ type: 'too-late-to-undo' });
}

function mergeDraws(gifts: readonly Draw[]): readonly Draw[] {
  const counts = new Map<string, number>();
  for (const { gift, count } of gifts) counts.set(gift, (counts.get(gift) ?? 0) + count);
  return [...counts].map(([gift, count]) => ({ gift, count }));
}
