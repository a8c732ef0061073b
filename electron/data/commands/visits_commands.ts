// The visits of a day, or of several, as a list: narrowed down, and shown page by page with masked names.
import type { Handlers } from '#electron/port/handlers.ts';
import { fen } from '#shared/base/money.ts';
import { ok } from '#shared/base/result.ts';
import {
  type ListedGift,
  type ListedVisit,
  MOST_VISIT_DAYS,
  type VisitFilter,
  type VisitList,
  VISITS_PER_PAGE,
} from '#shared/contract/view_visits.ts';
import type { SettledDay } from '#shared/model/settled.ts';
import { UNDO_MS } from '#shared/contract/commands.ts';
import { addDays, type Day, type Instant } from '#shared/base/month.ts';
import type { GiftCount } from '#shared/engine/visit_line.ts';
import { changedSince, settledByVisit } from '../store/settled.ts';
import { type Person, peopleOf } from '../store/visit_people.ts';
import { type VisitRow, visitsBetween } from '../store/visit_rows.ts';
import { branchVisitsOfDay, followVisits, namesOf } from './branch_visits.ts';
import { badInput, type Context, type Ready, ready, staffOf } from './context.ts';
import { looksOfDay } from './branch_looks.ts';
import { entriesOf, figuresOf } from '#shared/engine/report_figures.ts';
import { isLateIn } from './report_restated.ts';
import { isShown, type KnownOfDay, LOOKS_ASKED } from './visits_filter.ts';
import { isUndoOpen } from './visit_view.ts';

export const createVisitsHandlers = (context: Context): Pick<Handlers, 'visits.list'> => ({
  'visits.list'({ day, to, filter, offset }, { port, session }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const from = day ?? cache.timeOf(device.clock.now()).day;
    const days = { from, to: to ?? from };
    if (days.to < from || days.to >= addDays(from, MOST_VISIT_DAYS)) {
      return badInput('to', `a day from ${from} on, at most ${MOST_VISIT_DAYS} days in all`);
    }
    const own = session?.role === 'manager' ? null : staffOf(session);
    const all = branchVisitsOf(found.value, days).filter(
      (visit) => own === null || isOf(visit, own),
    );
    const entries = entriesOf(all).filter((entry) => own === null || entry.staff === own);
    const list = listOf(found.value, days, all, { own, filter, offset });
    context.sessions.noteShown(
      port,
      list.rows.flatMap(({ customer }) => customer?.id ?? []),
    );
    return ok({ ...list, figures: figuresOf(entries) });
  },
});

/** What a clerk had a hand in. */
const isOf = ({ staff, starter, answers }: VisitRow, member: string): boolean =>
  staff === member || starter === member || answers.some((given) => given.staff === member);

type Asked = {
  /** The clerk who asks; null: a manager, who sees everybody's. */
  readonly own: string | null;
  readonly filter: VisitFilter;
  readonly offset: number;
};

/** By the time that the list shows. */
const newestFirst = (visits: readonly VisitRow[]): VisitRow[] =>
  visits.toReversed().toSorted((one, other) => (other.ended ?? other.at) - (one.ended ?? one.at));

function listOf(
  found: Ready,
  days: Days,
  all: readonly VisitRow[],
  { own, filter, offset }: Asked,
): Omit<VisitList, 'figures'> {
  const isLate = isLateIn(found);
  const settled = settledOf(found, all);
  const looks = LOOKS_ASKED.has(filter.shown) ? looksOfDay(found, all, settled) : new Map();
  const known: KnownOfDay = {
    isLate,
    hourOf: (at) => Math.floor(found.cache.timeOf(at as Instant).minuteOfDay / 60),
    looks,
    settled,
    settledChanged: filter.shown === 'settled-changed' ? changedOf(found, all) : new Set(),
  };
  const fit = all.filter((visit) => isShown(visit, filter, known));
  // Only a typed text asks who they all are.
  const asked = filter.text.trim() === '' ? [] : fit;
  const people = peopleOf(found.cache.reader, customersOf(asked));
  const kept =
    filter.text.trim() === ''
      ? fit
      : fit.filter(({ customer }) => personOf(people, customer)?.fits(filter.text) === true);
  // The newest is what is looked for most.
  const rows = newestFirst(kept).slice(offset, offset + VISITS_PER_PAGE);
  const shown = peopleOf(found.cache.reader, customersOf(rows));
  const names = namesOf(found);
  // What a colleague finished is the colleague's, whoever had a hand in it.
  const finished = kept.filter(
    ({ state, staff }) => state === 'finished' && (own === null || staff === own),
  );
  const gifts = giftNamer(names.gift);
  const now = found.device.clock.now();
  return {
    day: days.from,
    to: days.to,
    rows: rows.map((visit): ListedVisit => ({
      visit: visit.visit,
      day: visit.day,
      at: visit.at,
      ended: visit.ended,
      deviceName: names.device(visit.device),
      staffName: names.staff(visit.staff),
      customer: personView(personOf(shown, visit.customer)),
      purpose: visit.purpose,
      state: visit.state,
      intended: visit.intended,
      laterIntended: visit.laterIntended,
      prepaid: visit.prepaid,
      claimed: visit.claim?.amount ?? null,
      settled: settledView(settled.get(visit.visit)),
      answers: visit.answers.map(({ event, offer, answer, isCare, reason, laterOn, by }) => ({
        event,
        offer: names.offer(offer),
        answer,
        isCare,
        reason,
        laterOn,
        by: by ?? null,
      })),
      gifts: gifts(visit.gifts),
      matter: visit.matter ?? null,
      corrections: visit.corrections.map((one) => ({
        at: one.at,
        approvedBy: names.staff(one.approvedBy),
        reason: one.reason,
        what: one.what,
        prepaid: { from: one.before.prepaid, to: one.after.prepaid },
        answers: one.answers,
        gifts: one.gifts && { from: gifts(one.gifts.from), to: gifts(one.gifts.to) },
      })),
      isLate: isLate(visit),
      undo: visit.device === found.device.secrets.device ? undoOf(visit, now) : null,
      finish: visit.finish,
    })),
    offset,
    total: kept.length,
    prepaid: fen(finished.reduce((sum, { prepaid }) => sum + (prepaid ?? 0), 0)),
    claimed: fen(finished.reduce((sum, { claim }) => sum + (claim?.amount ?? 0), 0)),
    staff: chosen(
      all.flatMap(({ staff, answers }) => [staff, ...answers.map((given) => given.staff)]),
      names.staff,
    ),
    offers: chosen(
      all.flatMap(({ answers }) => answers.map(({ offer }) => offer)),
      names.offer,
    ),
    gifts: chosen(
      all.flatMap((visit) => visit.gifts.map(({ gift }) => gift)),
      names.gift,
    ),
    devices: chosen(
      all.map(({ device }) => device),
      names.device,
    ),
  };
}

const chosen = <T>(ids: readonly string[], nameOf: (id: string) => T) =>
  [...new Set(ids)].toSorted().map((id) => ({ id, name: nameOf(id) }));

/** Both included. */
type Days = { readonly from: Day; readonly to: Day };

/** The oldest first. */
function branchVisitsOf(found: Ready, { from, to }: Days): readonly VisitRow[] {
  if (from === to) return branchVisitsOfDay(found, from);
  followVisits(found);
  return visitsBetween(found.device.ledger, from, to);
}

/** Of the visits of any day, as HQ last told. */
function settledOf(
  { cache }: Ready,
  visits: readonly VisitRow[],
): ReturnType<typeof settledByVisit> {
  const days = [...new Set(visits.map(({ day }) => day))];
  return new Map(days.flatMap((day) => [...settledByVisit(cache.reader, day)]));
}

const changedOf = ({ cache }: Ready, visits: readonly VisitRow[]): ReadonlySet<string> =>
  new Set(
    [...new Set(visits.map(({ day }) => day))].flatMap((day) => changedSince(cache.reader, day)),
  );

const customersOf = (visits: readonly VisitRow[]): readonly number[] =>
  visits.flatMap(({ customer }) => (customer === null ? [] : [customer]));

const personOf = (people: ReadonlyMap<number, Person>, id: number | null): Person | undefined =>
  id === null ? undefined : people.get(id);

const personView = (person: Person | undefined): ListedVisit['customer'] =>
  person === undefined ? null : { id: person.id, name: person.name, phone: person.phone };

const settledView = (told: SettledDay['claims'][number] | undefined): ListedVisit['settled'] =>
  told === undefined ? null : { state: told.state, amount: told.settled };

const giftNamer =
  (nameOf: (id: string) => ListedGift['name']) =>
  (gifts: readonly GiftCount[]): readonly ListedGift[] =>
    gifts.map(({ gift, count }) => ({ id: gift, name: nameOf(gift), count }));

/** The newest entry of a visit of this device; what else forbids it, the undoing itself says. */
function undoOf(
  { finish, ended, answers, state, corrections }: VisitRow,
  now: Instant,
): ListedVisit['undo'] {
  if (state === 'void' || corrections.length > 0) return null;
  const last = answers.at(-1);
  const newest =
    finish !== null && ended !== null
      ? { event: finish, at: ended }
      : last === undefined
        ? null
        : { event: last.event, at: last.at };
  if (newest === null || !isUndoOpen(newest.at, now)) return null;
  return { event: newest.event, until: (newest.at + UNDO_MS) as Instant };
}
