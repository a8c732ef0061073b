// Find, open and reveal a customer. Every look-up is audited before its answer leaves.
import { createHmac } from 'node:crypto';
import type { Caller, Handlers } from '#electron/port/handlers.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { LookUpFailure } from '#shared/contract/failure.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { Device } from '../device.ts';
import type { CustomerView } from '#shared/contract/view_customer.ts';
import type { Day } from '#shared/base/month.ts';
import { readCustomer } from '../store/customers.ts';
import { doneOnDay } from '../store/done_today.ts';
import { answersOfBranch, walkInsOfCustomer } from '../store/heard.ts';
import { notesOfCustomer } from '../store/notes.ts';
import { namesOf } from './branch_visits.ts';
import { type Context, type NotReady, type Ready, ready, staffOf } from './context.ts';
import { lookAt } from './look_at.ts';
import { LAST_NOTES, noteViews } from './note_commands.ts';
import { careOfOpenCustomer } from './care_commands.ts';
import { customerToView, LAST_ANSWERS } from './customer_view.ts';
import { levelView, pointsView, retentionView } from './standing_view.ts';
import { HISTORY_ANSWERS, type KnownCustomer, knowCustomer } from './knowledge.ts';

export const createCustomerHandlers = (
  context: Context,
): Pick<Handlers, 'customer.search' | 'customer.open' | 'customer.reveal' | 'customer.file'> => ({
  'customer.search'({ text }, { port, session }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const answer = cache.search(text);
    context.sessions.noteShown(
      port,
      answer.hits.map(({ id }) => id),
    );
    const at = device.clock.now();
    device.audit.recordSoon(() => ({
      at,
      staff: staffOf(session),
      action: 'search',
      customer: null,
      detail: { text: blindly(device, text), hits: answer.hits.length, more: answer.hasMore },
    }));
    return ok(answer);
  },

  'customer.open'({ id }, caller) {
    // Whom nothing at this window has shown is asked for by number: to open by number alone would be to count up.
    if (!context.sessions.hasShown(caller.port, id)) return err({ type: 'unknown-customer' });
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const today = cache.timeOf(device.clock.now()).day;
    const place = { ledger: device.ledger, cache, device: device.secrets.device };
    const known = knowCustomer(place, id, today);
    if (known === undefined) return err({ type: 'unknown-customer' });
    const looked = lookAt(context, found.value, caller, 'open', id);
    return looked.ok ? ok(pageOf(context, found.value, caller, known)) : looked;
  },

  'customer.reveal'({ id }, caller) {
    const looked = lookAtOpened(context, caller, 'reveal', id);
    if (!looked.ok) return looked;
    const { name, phone, account } = looked.value;
    return ok({ name, phone, account });
  },

  'customer.file'({ id }, caller) {
    const looked = lookAtOpened(context, caller, 'file', id);
    return looked.ok ? ok(looked.value.file) : looked;
  },
});

/** The page of a customer who was looked at, with whom of the family it shows. */
export function pageOf(
  context: Context,
  found: Ready,
  caller: Caller,
  known: KnownCustomer,
): CustomerView {
  const { device, cache } = found;
  const { contents } = cache;
  const { id } = known.customer;
  const own = device.secrets.device;
  const today = cache.timeOf(device.clock.now()).day;
  const view = customerToView({
    ...known,
    answers: answersOfBranch(device.ledger, cache.reader, id, own, HISTORY_ANSWERS),
    walkIns: walkInsOfCustomer(device.ledger, cache.reader, known.customer, own, LAST_ANSWERS),
    catalog: contents.catalog,
    groups: contents.groups,
    currency: contents.branch.currency,
    retention: retentionView(known, contents),
    level: levelView(known.facts, contents),
    points: pointsView(known.facts, contents, own, today),
    care: careOfOpenCustomer(found, known.customer, today),
    notes: noteViews(found, notesOfCustomer(device.ledger, id, LAST_NOTES)),
    doneToday: doneToday(found, id, today),
  });
  context.sessions.noteShown(
    caller.port,
    view.family.map((member) => member.id),
  );
  return view;
}

function doneToday(found: Ready, customer: number, today: Day): CustomerView['doneToday'] {
  const rows = doneOnDay(found.device.ledger, customer, today);
  if (rows.length === 0) return [];
  const names = namesOf(found);
  return rows.map(({ visit, at, purpose, prepaid, gifts, device }) => ({
    visit,
    at,
    purpose,
    prepaid,
    gifts: gifts.map(({ gift, count }) => ({ name: names.gift(gift), count })),
    deviceName: names.device(device),
  }));
}

/** Of whom nobody opened at this window, nobody stands before it. */
function lookAtOpened(
  context: Context,
  caller: Caller,
  action: 'reveal' | 'file',
  id: number,
): Result<Customer, LookUpFailure | NotReady> {
  const found = ready(context);
  if (!found.ok) return found;
  const customer = readCustomer(found.value.cache.reader, id);
  if (customer === undefined || !context.sessions.hasOpened(caller.port, id)) {
    return err({ type: 'unknown-customer' });
  }
  const looked = lookAt(context, found.value, caller, action, id);
  return looked.ok ? ok(customer) : looked;
}

/** Equal texts show as equal; the text itself cannot be found by trying all phone numbers without the key. */
const blindly = (device: Device, text: string): string =>
  createHmac('sha256', Buffer.from(device.secrets.ledgerKey, 'hex'))
    .update(`audit:search:${text.normalize('NFKC').trim()}`)
    .digest('hex')
    .slice(0, 16);
