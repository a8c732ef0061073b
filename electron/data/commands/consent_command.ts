// A customer says at the counter: recommend nothing to me again; or takes it back. An open visit decides anew at once.
import type { Handlers } from '#electron/port/handlers.ts';
import { err, ok } from '#shared/base/result.ts';
import type { Instant } from '#shared/base/month.ts';
import { appendEvent, eventsOfVisit } from '../store/events.ts';
import { readVisit, type Visit } from '../store/visits.ts';
import { badInput, ready } from './context.ts';
import { knowCustomer, type Place } from './knowledge.ts';
import { keepDecision, prepareDecision } from './visit_decision.ts';
import { type Errand, recorded, stampOf } from './visit_errand.ts';

export const createConsentHandlers = (errand: Errand): Pick<Handlers, 'customer.consent'> => ({
  'customer.consent'({ id, optedOut, visit: visitId }, caller) {
    const found = ready(errand.context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const { ledger, clock } = device;
    const visit = visitId === null ? null : readVisit(ledger, visitId);
    if (visit === undefined) return err({ type: 'unknown-visit' });
    if (visit !== null && visit.customer !== id) return badInput('visit', 'one of this customer');
    const stamp = stampOf(found.value, caller);
    const place: Place = { ledger, cache, device: stamp.device };
    const before = knowCustomer(place, id, stamp.day)?.customer;
    if (before === undefined) return err({ type: 'unknown-customer' });
    if (before.optedOut) return err({ type: 'opted-out-at-hq' });
    const { at, staff } = stamp;
    device.audit.record({ at, staff, action: 'consent', customer: id, detail: { optedOut } });
    const believed = errand.beliefs.of(device, cache.contents.beliefs, stamp);

    const decideAnew = ({ visit: open, purpose, intended }: Visit) => {
      const known = knowCustomer(place, id, stamp.day);
      if (known === undefined) throw new Error('a customer who was just there is gone');
      const moment = { customer: id, purpose, intended, now: at };
      const prepared = prepareDecision(place, believed, known, moment, open);
      const event = clock.nextId();
      keepDecision(ledger, prepared, { event, visit: open }, stamp);
      return { event, decision: prepared.decision };
    };
    const decided = ledger.transaction(() => {
      const payload = { visit: visitId, customer: id, optedOut };
      // What is said now outlasts all that is known to have been said before, however the clocks stood.
      const said = { ...stamp, at: Math.max(at, (before.consent?.at ?? 0) + 1) as Instant };
      appendEvent(ledger, { id: clock.nextId(), kind: 'consent.changed', payload }, said);
      return visit === null || visit.finished !== null ? null : decideAnew(visit);
    });
    if (decided !== null) errand.decisions.remember(decided.event, decided.decision);
    if (visit !== null) {
      return recorded(errand, found.value, eventsOfVisit(ledger, visit.visit), stamp);
    }
    errand.context.ledgerChanged();
    return ok(null);
  },
});
