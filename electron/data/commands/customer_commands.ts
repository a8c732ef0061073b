// Find, open and reveal a customer. Every look-up is audited before its answer leaves.
import { createHmac } from 'node:crypto';
import type { Handlers } from '#electron/port/handlers.ts';
import { err, ok } from '#shared/base/result.ts';
import type { Device } from '../device.ts';
import type { AuditAction } from '../store/audit.ts';
import { readCustomer } from '../store/customers.ts';
import { answersOfCustomer } from '../store/history.ts';
import { type Context, ready, staffOf } from './context.ts';
import { customerToView } from './customer_view.ts';
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

  'customer.open'({ id }, { session }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const today = cache.timeOf(device.clock.now()).day;
    const known = knowCustomer(cache.reader, id, today);
    if (known === undefined) return err({ type: 'unknown-customer' });
    recordLookUp(device, staffOf(session), 'open', id);
    return ok(
      customerToView({
        ...known,
        answers: answersOfCustomer(device.ledger, id, HISTORY_ANSWERS),
        offers: cache.contents.catalog.offers,
      }),
    );
  },

  'customer.reveal'({ id }, { session }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const customer = readCustomer(cache.reader, id);
    if (customer === undefined) return err({ type: 'unknown-customer' });
    recordLookUp(device, staffOf(session), 'reveal', id);
    const { name, phone, account, file } = customer;
    return ok({ name, phone, account, file });
  },
});

function recordLookUp(device: Device, staff: string, action: AuditAction, customer: number): void {
  device.audit.record({ at: device.clock.now(), staff, action, customer, detail: {} });
}

/** Equal texts show as equal; the text itself cannot be found by trying all phone numbers without the key. */
const blindly = (device: Device, text: string): string =>
  createHmac('sha256', Buffer.from(device.secrets.ledgerKey, 'hex'))
    .update(`audit:search:${text.normalize('NFKC').trim()}`)
    .digest('hex')
    .slice(0, 16);
