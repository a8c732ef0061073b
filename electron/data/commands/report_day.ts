// The branch's day: figures of all its visits that this device knows, and what is to be known of them.
import { addDays, type Day, DAY_MS } from '#shared/base/month.ts';
import type { DayReport, DeviceOfDay, UnusualVisit } from '#shared/contract/view_report.ts';
import { weekBefore } from '#shared/base/branch_time.ts';
import { readCustomer } from '../store/customers.ts';
import { returnedEvents, unsent } from '../store/events.ts';
import { maskName, maskPhone } from '../store/mask.ts';
import { giftCounts } from '../store/gift_share.ts';
import { settledByVisit } from '../store/settled.ts';
import { readToldOf } from '../store/told.ts';
import { firstDayOf, giftsBetween, sumsOfDay, type VisitRow } from '../store/visit_rows.ts';
import { looksOfDay } from './branch_looks.ts';
import { branchVisitsOfDay, namesOf } from './branch_visits.ts';
import type { Ready } from './context.ts';
import { lastsDays, paceFrom } from '#shared/engine/gift_pace.ts';
import {
  entriesOf,
  figuresByClerk,
  figuresByHour,
  figuresByOffer,
  figuresOf,
  lineOfDay,
} from '#shared/engine/report_figures.ts';
import { giftExceptions, unusualVisits } from './report_marks.ts';
import { correctionsOf, dayThen, restatedDay } from './report_restated.ts';
import { giftLeftOf } from './visit_view.ts';

const MOST_RETURNED = 50;

export function dayReport(found: Ready, day: Day): DayReport {
  const { device, cache } = found;
  const { ledger } = device;
  const now = device.clock.now();
  const present = cache.timeOf(now);
  const minuteOf = (at: number): number => cache.timeOf(at).minuteOfDay;
  const visits = branchVisitsOfDay(found, day);
  const entries = entriesOf(visits);
  const names = namesOf(found);
  const marks = { ...names, customer: (id: number | null) => maskedCustomer(found, id) };
  const waiting = unsent(ledger);
  const total = figuresOf(entries);
  const then = dayThen(found, day);
  const close = then?.close ?? null;
  return {
    day,
    computedAt: now,
    total,
    // A morning is not compared with a whole day.
    weekBefore: sumsOfDay(
      ledger,
      addDays(day, -7),
      day === present.day ? weekBefore(cache.timeOf, now) : null,
    ),
    byClerk: figuresByClerk(entries, names.staff),
    byOffer: figuresByOffer(entries, names.offer),
    byHour: figuresByHour(entries, minuteOf),
    line: lineOfDay(entries, minuteOf),
    gifts: giftsOfDay(found, day),
    unusual: unusualVisits(visits, marks),
    exceptions: giftExceptions(visits, marks),
    looks: [...looksOfDay(found, visits, settledByVisit(cache.reader, day))]
      .map(([look, ids]) => ({ look, visits: ids.size }))
      .filter((one) => one.visits > 0),
    unfinished: visits.filter(({ state }) => state === 'unfinished').length,
    devices: devicesOfDay(found, visits),
    restated: restatedDay(visits, total, then, names.gift),
    corrections: correctionsOf(visits, names.staff),
    closed: close && {
      at: close.at,
      approvedBy: names.staff(close.approvedBy),
      unsentReason: close.unsentReason,
      difference: close.difference,
      differing: close.gifts
        .filter(({ counted, expected }) => counted !== expected)
        .map(({ gift, counted, expected }) => ({ name: names.gift(gift), expected, counted })),
      times: close.times,
    },
    unsent: waiting.count,
    oldestUnsent: waiting.oldest,
    returned: returnedEvents(ledger, MOST_RETURNED).map(({ staff, ...entry }) => ({
      ...entry,
      staff: names.staff(staff),
    })),
  };
}

/** Empty for a walk-in, and for one whom HQ has taken away since. */
function maskedCustomer({ cache }: Ready, id: number | null): UnusualVisit['customer'] {
  const known = id === null ? undefined : readCustomer(cache.reader, id);
  return known === undefined
    ? { name: '', phone: '' }
    : { name: maskName(known.name), phone: maskPhone(known.phone) };
}

/** This one, and the others of the branch that are at work, as HQ or they themselves told: those that recorded nothing in two days are not. */
function devicesOfDay({ device }: Ready, visits: readonly VisitRow[]): readonly DeviceOfDay[] {
  const counts = new Map<string, number>();
  for (const visit of visits) counts.set(visit.device, (counts.get(visit.device) ?? 0) + 1);
  const own = device.secrets.device;
  const recent = device.clock.now() - 2 * DAY_MS;
  const others = readToldOf(device.ledger)
    .map(({ id, name, heardAt }) => {
      const byItself = device.neighbours.heardAt(id);
      const asOf = heardAt === null || (byItself ?? 0) > heardAt ? byItself : heardAt;
      const isHeard = device.neighbours.isHeard(id);
      return { id, name, visits: counts.get(id) ?? 0, asOf, isHeard };
    })
    .filter(({ id, asOf }) => counts.has(id) || (asOf !== null && asOf > recent));
  const here = { id: own, name: null, visits: counts.get(own) ?? 0, asOf: null, isHeard: true };
  return [here, ...others];
}

function giftsOfDay(found: Ready, day: Day): DayReport['gifts'] {
  const { device, cache } = found;
  const { gifts } = cache.contents;
  const left = giftCounts(device.ledger, gifts);
  const today = giftsBetween(device.ledger, day, day);
  const from = paceFrom(day);
  const pace = giftsBetween(device.ledger, from, day);
  const first = firstDayOf(device.ledger, from, day);
  return gifts.flatMap((gift) => {
    const view = giftLeftOf(gift.id, gifts, left);
    const went = pace.get(gift.id) ?? 0;
    return view === null
      ? []
      : [
          {
            ...view,
            drawnToday: today.get(gift.id) ?? 0,
            lastsDays: lastsDays(view.left, went, { day, first }),
          },
        ];
  });
}
