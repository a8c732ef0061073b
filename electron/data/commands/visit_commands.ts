// A visit: start, change and answer; its end is visit_finish.ts. Each is one transaction, on disk before its reply.
import type { Handlers } from '#electron/port/handlers.ts';
import { err } from '#shared/base/result.ts';
import type { CommandParsed } from '#shared/contract/commands.ts';
import type { EventPayload } from '#shared/model/event.ts';
import { appendEvent, type RecordedEvent, type Stamp } from '../store/events.ts';
import type { Visit } from '../store/visits.ts';
import { createBeliefs } from './beliefs.ts';
import { badInput, type Context, type Ready, ready, stampOf } from './context.ts';
import { createConsentHandlers } from './consent_command.ts';
import { knowCustomer } from './knowledge.ts';
import { createShownDecisions, keepDecision, prepareDecision } from './visit_decision.ts';
import { type VisitDesk, openVisit, type Outcome, recorded, type Refusal } from './visit_desk.ts';
import { createFinishHandlers } from './visit_finish.ts';
import { isAnswerTo } from './visit_view.ts';

type VisitHandlers = Pick<
  Handlers,
  | 'visit.start'
  | 'visit.change'
  | 'visit.answer'
  | 'visit.finish'
  | 'visit.undo'
  | 'customer.consent'
>;

export function createVisitHandlers(context: Context): VisitHandlers {
  const beliefs = createBeliefs();
  const decisions = createShownDecisions();
  const desk: VisitDesk = { context, beliefs, decisions };

  /** One transaction: what the visit is now, and what is decided from it. */
  const decideAndRecord = (
    found: Ready,
    kind: 'visit.started' | 'visit.changed',
    payload: EventPayload<'visit.started'>,
    before: readonly RecordedEvent[],
    stamp: Stamp,
  ): Outcome => {
    const { device, cache } = found;
    const { visit, customer, purpose, intended } = payload;
    const place = { ledger: device.ledger, cache, device: stamp.device };
    const known = knowCustomer(place, customer, stamp.day, { visit, at: stamp.at });
    if (known === undefined) return err({ type: 'unknown-customer' });
    const moment = { customer, purpose, intended, now: stamp.at };
    const believed = beliefs.of(device, cache.contents.beliefs, stamp);
    const prepared = prepareDecision(place, believed, known, moment, visit);
    const id = device.clock.nextId();
    const event = device.clock.nextId();
    const added = device.ledger.transaction(() => [
      appendEvent(device.ledger, { id, kind, payload }, stamp),
      keepDecision(device.ledger, prepared, { event, visit }, stamp),
    ]);
    decisions.remember(event, prepared.decision);
    return recorded(desk, found, [...before, ...added], stamp);
  };

  return {
    'visit.start'(input, caller) {
      const found = ready(context);
      if (!found.ok) return found;
      const visit = found.value.device.clock.nextId();
      const stamp = stampOf(found.value, caller);
      return decideAndRecord(found.value, 'visit.started', { visit, ...input }, [], stamp);
    },

    'visit.change'(input, caller) {
      const found = openVisit(context, input.visit);
      if (!found.ok) return found;
      const { visit, events } = found.value;
      if (visit.finished !== null) return err({ type: 'visit-finished' });
      const payload = { ...input, customer: visit.customer };
      const stamp = stampOf(found.value, caller);
      return decideAndRecord(found.value, 'visit.changed', payload, events, stamp);
    },

    'visit.answer'(input, caller) {
      const found = openVisit(context, input.visit);
      if (!found.ok) return found;
      const { device, visit, events } = found.value;
      const stamp = stampOf(found.value, caller);
      const refusal = answerRefusal(input, visit, stamp);
      if (refusal !== null) return refusal;
      const added = device.ledger.transaction(() =>
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
        ),
      );
      return recorded(desk, found.value, [...events, added], stamp);
    },

    ...createFinishHandlers(desk),
    ...createConsentHandlers(desk),
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
