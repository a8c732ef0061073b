// Care: the list of the day, and noting what was done of it. Names and numbers masked.
import type { Handlers } from '#electron/port/handlers.ts';
import { addDays, type Day } from '#shared/base/month.ts';
import { err, ok } from '#shared/base/result.ts';
import type { CareItem, CareList } from '#shared/contract/view_care.ts';
import { isCareOwed } from '#shared/engine/care/care_of_customer.ts';
import { bestTimeOf } from '#shared/engine/groups/best_time.ts';
import { careSentence } from '#shared/engine/care/care_sentence.ts';
import type { Care, CareOutcome } from '#shared/model/care.ts';
import type { Customer } from '#shared/model/customer.ts';
import { careById, careDue, careDueOf, careOutcomes } from '../store/care.ts';
import type { CacheView } from '../store/cache.ts';
import { withOwnConsent } from '../store/consent.ts';
import { type CaredForCustomer, readCaredFor } from '../store/customers.ts';
import { appendEvent } from '../store/events.ts';
import { maskName, maskPhone } from '../store/mask.ts';
import { type Context, type Ready, ready, stampOf } from './context.ts';

const MOST_ITEMS = 200;
/** What nobody did stays on the list for a week. */
const KEPT_DAYS = 7;

export const createCareHandlers = (
  context: Context,
): Pick<Handlers, 'care.list' | 'care.done'> => ({
  'care.list'(_input, { port }) {
    const found = ready(context);
    return found.ok ? ok(shownList(context, port, found.value)) : found;
  },

  'care.done'({ care: id, outcome }, caller) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const care = careById(cache.reader, id);
    if (care === undefined) return err({ type: 'unknown-care' });
    const stamp = stampOf(found.value, caller);
    const before = careOutcomes(device.ledger, addDays(stamp.day, -KEPT_DAYS)).get(id);
    if (!isOpen(before)) return err({ type: 'already-done' });
    const payload = { care: id, customer: care.customer, outcome };
    device.ledger.transaction(() =>
      appendEvent(device.ledger, { id: device.clock.nextId(), kind: 'care.done', payload }, stamp),
    );
    context.ledgerChanged();
    return ok(shownList(context, caller.port, found.value));
  },
});

function shownList({ sessions }: Context, port: number, found: Ready): CareList {
  const list = careList(found);
  sessions.noteShown(
    port,
    list.items.map(({ customer }) => customer),
  );
  return list;
}

/** Who was not reached may be tried again. */
const isOpen = (outcome: CareOutcome | undefined): boolean =>
  outcome === undefined || outcome === 'not-reached';

function careList({ device, cache }: Ready): CareList {
  const { day } = cache.timeOf(device.clock.now());
  const from = addDays(day, -KEPT_DAYS);
  const outcomes = careOutcomes(device.ledger, from);
  // Of earlier days only what is still to be done.
  const due = careDue(cache.reader, from, day).filter((care) => {
    const outcome = outcomes.get(care.id);
    return care.due === day || isOpen(outcome);
  });
  const shown = due.slice(0, MOST_ITEMS);
  const known = readCaredFor(
    cache.reader,
    shown.map(({ customer }) => customer),
  );
  const items = shown.flatMap((care): readonly CareItem[] => {
    const published = known.get(care.customer);
    const customer = published && withOwnConsent(device.ledger, published);
    // HQ made the list before what was said here since.
    return customer === undefined || !isCareOwed(care.kind, customer)
      ? []
      : [toCareItem(care, customer, cache, outcomes.get(care.id) ?? null)];
  });
  return { day, items, more: Math.max(0, due.length - MOST_ITEMS) };
}

/** Care that is due for one customer and not done. */
export function careOfOpenCustomer(
  { device, cache }: Ready,
  customer: Customer,
  day: Day,
): readonly CareItem[] {
  const from = addDays(day, -KEPT_DAYS);
  const outcomes = careOutcomes(device.ledger, from);
  return careDueOf(cache.reader, customer.id, from, day)
    .filter((care) => isOpen(outcomes.get(care.id)) && isCareOwed(care.kind, customer))
    .map((care) => toCareItem(care, customer, cache, outcomes.get(care.id) ?? null));
}

const toCareItem = (
  care: Care,
  customer: CaredForCustomer,
  cache: CacheView,
  done: CareOutcome | null,
): CareItem => ({
  ...care,
  name: maskName(customer.name),
  phone: maskPhone(customer.phone),
  sentence: careSentence(care, customer),
  bestTime: bestTimeOf(customer.score, cache.contents.groups),
  done,
});
