// Visits that wait at this counter: listed, and left for good. They live in the ledger, so nothing loses them.
import type { Handlers } from '#electron/port/handlers.ts';
import { err, ok } from '#shared/base/result.ts';
import type { WaitingVisit } from '#shared/contract/view_visit.ts';
import { readCustomer } from '../store/customers.ts';
import { appendEvent, eventsOfVisit } from '../store/events.ts';
import { maskName, maskPhone } from '../store/mask.ts';
import { type WaitingRow, waitingVisits } from '../store/waiting.ts';
import { namesOf } from './branch_visits.ts';
import { badInput, type Context, type Ready, ready, stampOf } from './context.ts';

const ENDS: ReadonlySet<string> = new Set([
  'answer.recorded',
  'visit.finished',
  'walk-in.finished',
]);

export const createWaitingHandlers = (
  context: Context,
): Pick<Handlers, 'visit.waiting' | 'visit.drop'> => ({
  'visit.waiting'(_input, { port }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const { day } = cache.timeOf(device.clock.now());
    const rows = waitingVisits(device.ledger, day);
    context.sessions.noteShown(
      port,
      rows.flatMap(({ customer }) => customer ?? []),
    );
    return ok(rows.map((row) => toView(found.value, row)));
  },

  'visit.drop'({ visit }, caller) {
    const found = ready(context);
    if (!found.ok) return found;
    const { ledger, clock } = found.value.device;
    const events = eventsOfVisit(ledger, visit);
    const [began] = events;
    if (began === undefined) return err({ type: 'unknown-visit' });
    if (events.some(({ kind }) => ENDS.has(kind))) {
      return badInput('visit', 'one without an answer and without an end');
    }
    if (events.some(({ kind }) => kind === 'visit.dropped')) return ok(null);
    const customer = 'customer' in began.payload ? began.payload.customer : null;
    ledger.transaction(() =>
      appendEvent(
        ledger,
        { id: clock.nextId(), kind: 'visit.dropped', payload: { visit, customer } },
        stampOf(found.value, caller),
      ),
    );
    context.ledgerChanged();
    return ok(null);
  },
});

function toView(found: Ready, row: WaitingRow): WaitingVisit {
  const { visit, customer, phone, at, staff, purpose } = row;
  const known = customer === null ? undefined : readCustomer(found.cache.reader, customer);
  const name = phone === null ? maskName(known?.name ?? '') : maskPhone(phone);
  return {
    visit,
    customer,
    name: name === '' ? maskPhone(known?.phone ?? '') : name,
    at,
    staffName: namesOf(found).staff(staff),
    purpose,
  };
}
