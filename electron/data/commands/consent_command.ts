// A customer says at the counter: recommend nothing to me again; or takes it back. An open visit decides anew at once.
import type { Handlers } from '#electron/port/handlers.ts';
import { err, ok } from '#shared/base/result.ts';
import type { Instant } from '#shared/base/month.ts';
import { optedOutBy } from '#shared/engine/consent.ts';
import { withOwnConsent } from '../store/consent.ts';
import { appendEvent, eventsOfVisit } from '../store/events.ts';
import { readVisit } from '../store/visits.ts';
import { careOfOpenCustomer } from './care_commands.ts';
import { badInput, ready, stampOf } from './context.ts';
import { knowCustomer, type Place } from './knowledge.ts';
import { decideAnew } from './visit_anew.ts';
import { type VisitDesk, recorded } from './visit_desk.ts';

export const createConsentHandlers = (desk: VisitDesk): Pick<Handlers, 'customer.consent'> => ({
  'customer.consent'({ id, optedOut, visit: visitId }, caller) {
    const found = ready(desk.context);
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
    const believed = desk.beliefs.of(device, cache.contents.beliefs, stamp);

    const decided = ledger.transaction(() => {
      const payload = { visit: visitId, customer: id, optedOut };
      // What is said now outlasts all that is known to have been said before, however the clocks stood.
      const said = { ...stamp, at: Math.max(at, (before.consent?.at ?? 0) + 1) as Instant };
      appendEvent(ledger, { id: clock.nextId(), kind: 'consent.changed', payload }, said);
      return visit === null || visit.finished !== null
        ? null
        : decideAnew(found.value, visit, believed, stamp);
    });
    if (decided !== null) desk.decisions.remember(decided.event, decided.decision);
    const after = withOwnConsent(ledger, before);
    const follows = {
      optedOutBy: optedOutBy(after),
      care: careOfOpenCustomer(found.value, after, stamp.day),
    };
    if (visit === null) {
      desk.context.ledgerChanged();
      return ok({ ...follows, visit: null });
    }
    const shown = recorded(desk, found.value, eventsOfVisit(ledger, visit.visit), stamp);
    return shown.ok ? ok({ ...follows, visit: shown.value }) : shown;
  },
});
