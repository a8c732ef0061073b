// Find, open and reveal a customer. Every look-up is audited before its answer leaves.
import { createHmac } from 'node:crypto';
import type { Handlers } from '#electron/port/handlers.ts';
import { err, ok } from '#shared/base/result.ts';
import type { Device } from '../device.ts';
import type { AuditAction } from '../store/audit.ts';
import type { CustomerView } from '#shared/contract/view_customer.ts';
import type { Day } from '#shared/base/month.ts';
import { readCustomer } from '../store/customers.ts';
import { doneOnDay } from '../store/done_today.ts';
import { answersOfBranch, walkInsOfCustomer } from '../store/heard.ts';
import { notesOfCustomer } from '../store/notes.ts';
import { namesOf } from './branch_visits.ts';
import { type Context, type Ready, ready, staffOf } from './context.ts';
import { LAST_NOTES, noteViews } from './note_commands.ts';
import { careOfOpenCustomer } from './care_commands.ts';
import { customerToView, LAST_ANSWERS } from './customer_view.ts';
import { levelView, pointsView, retentionView } from './standing_view.ts';
import { HISTORY_ANSWERS, knowCustomer } from './knowledge.ts';

export const createCustomerHandlers = (
  context: Context,
): Pick<Handlers, 'customer.search' | 'customer.open' | 'customer.reveal'> => ({
  'customer.search'({ text }, { session }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const answer = cache.search(text);
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

  'customer.open'({ id }, { port, session }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const { contents } = cache;
    const today = cache.timeOf(device.clock.now()).day;
    const place = { ledger: device.ledger, cache, device: device.secrets.device };
    const known = knowCustomer(place, id, today);
    if (known === undefined) return err({ type: 'unknown-customer' });
    recordLookUp(device, staffOf(session), 'open', id);
    context.sessions.noteOpened(port, id);
    return ok(
      customerToView({
        ...known,
        answers: answersOfBranch(device.ledger, cache.reader, id, place.device, HISTORY_ANSWERS),
        walkIns: walkInsOfCustomer(
          device.ledger,
          cache.reader,
          known.customer,
          place.device,
          LAST_ANSWERS,
        ),
        catalog: contents.catalog,
        groups: contents.groups,
        currency: contents.branch.currency,
        retention: retentionView(known, contents),
        level: levelView(known.facts, contents),
        points: pointsView(known.facts, contents, place.device, today),
        care: careOfOpenCustomer(found.value, known.customer, today),
        notes: noteViews(found.value, notesOfCustomer(device.ledger, id, LAST_NOTES)),
        doneToday: doneToday(found.value, id, today),
      }),
    );
  },

  'customer.reveal'({ id }, { port, session }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const customer = readCustomer(cache.reader, id);
    // Whom nobody at this window opened, nobody has before them: to reveal by number alone would be to count up.
    if (customer === undefined || !context.sessions.hasOpened(port, id)) {
      return err({ type: 'unknown-customer' });
    }
    recordLookUp(device, staffOf(session), 'reveal', id);
    const { name, phone, account, file } = customer;
    return ok({ name, phone, account, file });
  },
});

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

function recordLookUp(device: Device, staff: string, action: AuditAction, customer: number): void {
  device.audit.record({ at: device.clock.now(), staff, action, customer, detail: {} });
}

/** Equal texts show as equal; the text itself cannot be found by trying all phone numbers without the key. */
const blindly = (device: Device, text: string): string =>
  createHmac('sha256', Buffer.from(device.secrets.ledgerKey, 'hex'))
    .update(`audit:search:${text.normalize('NFKC').trim()}`)
    .digest('hex')
    .slice(0, 16);
