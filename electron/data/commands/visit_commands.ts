// A visit: start, change, answer, undo, and consent. Each is one transaction, on disk before its reply.
import type { Handlers } from '#electron/port/handlers.ts';
import type { Uuid } from '#shared/base/id.ts';
import type { Fen } from '#shared/base/money.ts';
import type { Instant } from '#shared/base/month.ts';
import { err, ok } from '#shared/base/result.ts';
import type { CommandParsed } from '#shared/contract/commands.ts';
import { optedOutBy } from '#shared/engine/consent.ts';
import type { Decision, Proposal } from '#shared/model/decision.ts';
import type { EventPayload } from '#shared/model/event.ts';
import { withOwnConsent } from '../store/consent.ts';
import {
  appendEvent,
  eventsOfVisit,
  isUndone,
  type RecordedEvent,
  type Stamp,
} from '../store/events.ts';
import { meantBefore } from '../store/meant.ts';
import { returnStock } from '../store/stock.ts';
import { newestEntry, readVisit, type Visit } from '../store/visits.ts';
import { createVisitInMind } from '../store/visit_in_mind.ts';
import { takesPoints } from '../store/visits_taken.ts';
import { createBeliefs } from './beliefs.ts';
import { careOfOpenCustomer } from './care_commands.ts';
import { badInput, type Context } from './context.ts';
import { knowCustomer } from './knowledge.ts';
import { lookAt } from './look_at.ts';
import { createServeHandler } from './serve_customer.ts';
import { checkAmount } from './visit_amount.ts';
import { createShownDecisions, decideVisit, keepDecision, type Step } from './visit_decision.ts';
import {
  openVisit,
  type OpenVisit,
  type Outcome,
  recorded,
  shown,
  type Refusal,
  stepAt,
  textOf,
  type VisitDesk,
} from './visit_desk.ts';
import { createFinishHandlers } from './visit_finish.ts';
import { isAnswerTo, isUndoOpen } from './visit_view.ts';

type VisitHandlers = Pick<
  Handlers,
  | 'customer.serve'
  | 'visit.start'
  | 'visit.change'
  | 'visit.answer'
  | 'visit.finish'
  | 'gift.list'
  | 'visit.undo'
  | 'visit.resume'
  | 'customer.consent'
>;

export function createVisitHandlers(context: Context): VisitHandlers {
  const desk: VisitDesk = {
    context,
    beliefs: createBeliefs(),
    decisions: createShownDecisions(),
    inMind: createVisitInMind(),
  };

  /**
   * What the visit is now, and what is decided from it.
   * @param confirmed what was asked about in it before
   */
  const decideAndRecord = (
    step: Step,
    kind: 'visit.started' | 'visit.changed',
    { isConfirmed, ...words }: EventPayload<'visit.started'> & { readonly isConfirmed: boolean },
    before: readonly RecordedEvent[],
    confirmed: Fen | null,
  ): Outcome => {
    const { device, cache, stamp } = step;
    const decided = decideVisit(step, words, { visit: words.visit, at: stamp.at });
    if (decided === undefined) return err({ type: 'unknown-customer' });
    const checked = checkAmount(
      { field: 'intended', amount: words.intended, isConfirmed },
      cache.contents.policy.amounts,
      decided.inputs.facts.usualTopUp,
      confirmed,
    );
    if (!checked.ok) return checked;
    const payload = { ...words, askedBack: checked.value };
    const meant = namedBefore(step, words, before);
    const entries: readonly VisitWordsEntry[] =
      meant === null
        ? [{ kind, payload }]
        : [
            { kind, payload: { ...words, intended: meant } },
            { kind: 'visit.changed', payload },
          ];
    const added = device.ledger.transaction(() => [
      ...entries.map((entry) =>
        appendEvent(device.ledger, { id: device.clock.nextId(), ...entry }, stamp),
      ),
      keepDecision(step, decided),
    ]);
    return recorded(desk, step, [...before, ...added], decided);
  };

  return {
    'visit.start'(input, caller) {
      const { sessions } = context;
      if (!sessions.hasShown(caller.port, input.customer)) return err({ type: 'unknown-customer' });
      const found = stepAt(desk, caller);
      if (!found.ok) return found;
      // The visit tells of the customer as well.
      if (!sessions.hasOpened(caller.port, input.customer)) {
        const looked = lookAt(context, found.value, caller, 'open', input.customer);
        if (!looked.ok) return looked;
      }
      const visit = found.value.device.clock.nextId();
      return decideAndRecord(found.value, 'visit.started', { visit, ...input }, [], null);
    },

    'visit.change'(input, caller) {
      const found = openVisit(desk, input.visit, caller);
      if (!found.ok) return found;
      const { visit, events } = found.value;
      if (visit.finished !== null) return err({ type: 'visit-finished' });
      const { afterSentence, ...said } = input;
      const isLate = afterSentence && visit.firstIntended === null && said.intended !== null;
      const payload = {
        ...said,
        customer: visit.customer,
        ...(isLate && { afterSentence: true as const }),
      };
      return decideAndRecord(found.value, 'visit.changed', payload, events, visit.confirmed);
    },

    'visit.answer'(input, caller) {
      const found = openVisit(desk, input.visit, caller);
      if (!found.ok) return found;
      const { device, stamp, visit, events } = found.value;
      const refusal = answerRefusal(input, visit, stamp);
      if (refusal !== null) return refusal;
      const { proposals } = textOf(desk, device)(visit.decision.event);
      if (!couldRaise(input, proposals))
        return badInput('objection', 'one of the sentence that was said');
      const payload = {
        ...input,
        customer: visit.customer,
        decision: visit.decision.event,
        asks: asksOf(proposals, input),
      };
      const id = device.clock.nextId();
      const added = device.ledger.transaction(() =>
        appendEvent(device.ledger, { id, kind: 'answer.recorded', payload }, stamp),
      );
      return recorded(desk, found.value, [...events, added]);
    },

    ...createServeHandler(desk),
    ...createFinishHandlers(desk),

    'visit.resume'({ visit: id }, caller) {
      const found = openVisit(desk, id, caller);
      if (!found.ok) return found;
      const step = found.value;
      const { device, visit, events } = step;
      if (visit.finished !== null) return err({ type: 'visit-finished' });
      // What was said since may forbid to sell.
      const anew = decideVisit(step, visit);
      const view =
        anew !== undefined && isMutedSince(visit, anew.decision)
          ? recorded(
              desk,
              step,
              [...events, device.ledger.transaction(() => keepDecision(step, anew))],
              anew,
            )
          : shown(desk, step, events);
      return view.ok ? ok({ view: view.value, phone: null }) : view;
    },

    'visit.undo'({ visit: id, event }, caller) {
      const found = openVisit(desk, id, caller);
      if (!found.ok) return found;
      const step = found.value;
      const { device, stamp, visit, events } = step;
      const refusal = undoRefusal(desk, step, event);
      if (refusal !== null) return refusal;
      const isFinish = visit.finished?.event === event;
      const given = isFinish ? (visit.finished?.gifts ?? []) : [];
      const { added, decided } = device.ledger.transaction(() => {
        returnStock(device.ledger, given);
        const payload = { undoes: event, visit: id };
        const undo = device.clock.nextId();
        const undone = appendEvent(
          device.ledger,
          { id: undo, kind: 'event.undone', payload },
          stamp,
        );
        const anew = isFinish ? decideVisit(step, visit) : undefined;
        return anew !== undefined && isMutedSince(visit, anew.decision)
          ? { added: [undone, keepDecision(step, anew)], decided: anew }
          : { added: [undone] };
      });
      const standing = events.filter(({ id: recordedAs }) => recordedAs !== event);
      return recorded(desk, step, [...standing, ...added], decided);
    },

    'customer.consent'({ id, optedOut, visit: visitId }, caller) {
      if (!context.sessions.hasShown(caller.port, id)) return err({ type: 'unknown-customer' });
      const found = stepAt(desk, caller);
      if (!found.ok) return found;
      const step = found.value;
      const { device, cache, stamp } = step;
      const { ledger, clock } = device;
      const visit = visitId === null ? null : readVisit(ledger, visitId);
      if (visit === undefined) return err({ type: 'unknown-visit' });
      if (visit !== null && visit.customer !== id) return badInput('visit', 'one of this customer');
      const place = { ledger, cache, device: stamp.device };
      const before = knowCustomer(place, id, stamp.day)?.customer;
      if (before === undefined) return err({ type: 'unknown-customer' });
      if (before.optedOut) return err({ type: 'opted-out-at-hq' });
      const { at, staff } = stamp;
      device.audit.record({ at, staff, action: 'consent', customer: id, detail: { optedOut } });

      const decided = ledger.transaction(() => {
        const payload = { visit: visitId, customer: id, optedOut };
        // What is said now outlasts all that is known to have been said before, however the clocks stood.
        const said = { ...stamp, at: Math.max(at, (before.consent?.at ?? 0) + 1) as Instant };
        appendEvent(ledger, { id: clock.nextId(), kind: 'consent.changed', payload }, said);
        if (visit === null || visit.finished !== null) return undefined;
        const anew = decideVisit(step, visit);
        if (anew !== undefined) keepDecision(step, anew);
        return anew;
      });
      const after = withOwnConsent(ledger, before);
      const follows = {
        optedOutBy: optedOutBy(after),
        care: careOfOpenCustomer(step, after, stamp.day),
      };
      if (visit === null) {
        context.ledgerChanged();
        return ok({ ...follows, visit: null });
      }
      const shown = recorded(desk, step, eventsOfVisit(ledger, visit.visit), decided);
      return shown.ok ? ok({ ...follows, visit: shown.value }) : shown;
    },
  };
}

type VisitWordsEntry = {
  readonly kind: 'visit.started' | 'visit.changed';
  readonly payload: EventPayload<'visit.started'>;
};

/**
 * What the customer meant shortly before, where the first amount of this visit is less: it goes on record before
 * that amount, so that beginning anew claims nothing more. Null: nothing was named, or no more than now.
 */
function namedBefore(
  { device, stamp }: Step,
  { visit, customer, intended }: EventPayload<'visit.started'>,
  before: readonly RecordedEvent[],
): Fen | null {
  const isNamed = before.some(
    (event) =>
      (event.kind === 'visit.started' || event.kind === 'visit.changed') &&
      event.payload.intended !== null,
  );
  if (intended === null || isNamed) return null;
  const meant = meantBefore(device.ledger, customer, { day: stamp.day, visit });
  return meant > intended ? meant : null;
}

/** Recorded with the answer, so that what was claimed can be reckoned wherever the event goes. */
function asksOf(
  proposals: readonly Proposal[],
  input: CommandParsed<'visit.answer'>,
): Proposal['prepay'] | null {
  const said = proposals.find((proposal) => isAnswerTo(input, proposal));
  return said?.promotional === true && said.prepay > 0 ? said.prepay : null;
}

const couldRaise = (
  input: CommandParsed<'visit.answer'>,
  proposals: readonly Proposal[],
): boolean =>
  input.objection === undefined ||
  (input.answer !== 'not-said' &&
    proposals
      .find((proposal) => isAnswerTo(input, proposal))
      ?.objections.some(({ place }) => place === input.objection) === true);

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
  if (input.by !== undefined && answer !== 'accepted' && answer !== 'declined') {
    return badInput('by', 'a yes or a no');
  }
  return laterOn !== null && laterOn <= stamp.day ? err({ type: 'day-not-ahead' }) : null;
}

/** Something said since the visit was decided forbids to sell: a visit that is open again must not go on selling. */
const isMutedSince = ({ decision }: Visit, { silence }: Decision): boolean =>
  silence !== null && silence.code !== decision.payload.silence;

function undoRefusal(
  desk: VisitDesk,
  { device, stamp, visit }: OpenVisit,
  event: Uuid,
): Refusal | null {
  const isFinish = visit.finished?.event === event;
  const entry = isFinish ? visit.finished : visit.answers.find((given) => given.event === event);
  if (entry === undefined || entry === null) {
    return isUndone(device.ledger, event)
      ? err({ type: 'already-undone' })
      : badInput('event', 'an answer or the finish of this visit');
  }
  if (newestEntry(visit)?.kind === 'finish' && !isFinish) return err({ type: 'visit-finished' });
  // Points may have gone elsewhere meanwhile: without a way back the visit could never be finished.
  const isPending =
    'answer' in entry && visit.finished === null && takesPoints(textOf(desk, device), entry);
  if (!isPending && !isUndoOpen(entry.at, stamp.at)) return err({ type: 'too-late-to-undo' });
  return isFinish && visit.draws.length > 0 ? err({ type: 'already-drawn' }) : null;
}
