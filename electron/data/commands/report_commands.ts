// The manager's day: figures, days on record, and a file for a spreadsheet.
import type { Handlers } from '#electron/port/handlers.ts';
import { addDays, type Day } from '#shared/base/month.ts';
import { ok } from '#shared/base/result.ts';
import type { DayReport, UnusualVisit } from '#shared/contract/view_report.ts';
import { type LocalText, sameInBoth } from '#shared/model/text.ts';
import type { ReadableDB } from '../db/driver.ts';
import { type DecisionText, readDecisionText } from '../store/decision_text.ts';
import { readCustomer } from '../store/customers.ts';
import { maskName, maskPhone } from '../store/mask.ts';
import { unsent } from '../store/events.ts';
import { daysWithEvents, type ReportRow, reportRowsOfDay } from '../store/report_rows.ts';
import { drawnByGift, giftsLeft } from '../store/stock.ts';
import { readVisit } from '../store/visits.ts';
import { type Claim, claimOf } from '../store/visits_taken.ts';
import { type Context, type Ready, ready, staffOf } from './context.ts';
import { reportToCsv } from './report_csv.ts';
import { giftExceptions, unusualVisits } from './report_marks.ts';
import {
  type DayKnown,
  figuresByClerk,
  figuresByHour,
  figuresByOffer,
  figuresOf,
  lineOfDay,
} from './report_figures.ts';
import { giftLeftOf } from './visit_view.ts';

const MAX_DAYS = 800;

export const createReportHandlers = (
  context: Context,
): Pick<Handlers, 'report.day' | 'report.days' | 'report.csv'> => ({
  'report.day'({ day }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    return ok(dayReport(found.value, day ?? cache.timeOf(device.clock.now()).day));
  },

  'report.days'() {
    const found = ready(context);
    if (!found.ok) return found;
    return ok(daysWithEvents(found.value.device.ledger, MAX_DAYS));
  },

  'report.csv'({ day, language }, { session }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const { contents, timeOf } = cache;
    const names = namesOf(found.value);
    const inLanguage = (text: LocalText): string => (language === 'en' ? text.en : text.zh);
    const rows = reportRowsOfDay(device.ledger, day);
    const text = reportToCsv(rows, claimsOf(device.ledger, rows), {
      day,
      language,
      staff: names.staff,
      offer: (id) => inLanguage(names.offer(id)),
      gift: (id) => inLanguage(names.gift(id)),
      time: (at) => clockTime(timeOf(at).minuteOfDay),
    });
    device.audit.record({
      at: device.clock.now(),
      staff: staffOf(session),
      action: 'export',
      customer: null,
      detail: { day },
    });
    return ok({ fileName: `${contents.branch.code}-${day}.csv`, text });
  },
});

function dayReport(found: Ready, day: Day): DayReport {
  const { device, cache } = found;
  const { ledger } = device;
  const rows = reportRowsOfDay(ledger, day);
  const minuteOf = (at: number): number => cache.timeOf(at).minuteOfDay;
  const present = cache.timeOf(device.clock.now());
  // A morning is not compared with a whole day.
  const before = reportRowsOfDay(ledger, addDays(day, -7)).filter(
    (row) => day !== present.day || minuteOf(row.at) <= present.minuteOfDay,
  );
  const names = namesOf(found);
  const waiting = unsent(ledger);
  const known = knownOf(found, rows);
  return {
    day,
    computedAt: device.clock.now(),
    total: figuresOf(rows, known),
    weekBefore: before.length === 0 ? null : figuresOf(before, knownOf(found, before)),
    byClerk: figuresByClerk(rows, known, names.staff),
    byOffer: figuresByOffer(rows, known, names.offer),
    byHour: figuresByHour(rows, known, minuteOf),
    line: lineOfDay(rows, known, minuteOf),
    gifts: giftsOfDay(found, rows),
    unusual: unusualVisits(rows, names),
    exceptions: giftExceptions(rows, names),
    unsent: waiting.count,
    oldestUnsent: waiting.oldest,
  };
}

function knownOf({ device, cache }: Ready, rows: readonly ReportRow[]): DayKnown {
  const care = cache.contents.catalog.offers.filter(({ promotional }) => !promotional);
  const ids = new Set(care.map(({ id }) => id));
  return { claims: claimsOf(device.ledger, rows), isCare: (offer) => ids.has(offer) };
}

/** A claim rests on the sentences as they were read out, whatever the catalog says today. */
function claimsOf(ledger: ReadableDB, rows: readonly ReportRow[]): ReadonlyMap<string, Claim> {
  const textOf = (decision: string): DecisionText => readDecisionText(ledger, decision);
  const claims = new Map<string, Claim>();
  for (const { kind, payload } of rows) {
    if (kind !== 'visit.finished' || payload.prepaid === null) continue;
    const visit = readVisit(ledger, payload.visit);
    const claim = visit === undefined ? null : claimOf(textOf, visit);
    if (claim !== null) claims.set(payload.visit, claim);
  }
  return claims;
}

function giftsOfDay({ device, cache }: Ready, rows: readonly ReportRow[]): DayReport['gifts'] {
  const { gifts } = cache.contents;
  const left = giftsLeft(gifts, drawnByGift(device.ledger));
  const today = new Map<string, number>();
  for (const row of rows) {
    if (row.kind !== 'visit.finished') continue;
    for (const { gift, count } of row.payload.gifts) {
      today.set(gift, (today.get(gift) ?? 0) + count);
    }
  }
  return gifts.flatMap((gift) => {
    const view = giftLeftOf(gift.id, gifts, left);
    return view === null ? [] : [{ ...view, drawnToday: today.get(gift.id) ?? 0 }];
  });
}

/** Those whom HQ has taken away since are shown by their code. */
function namesOf({ cache }: Ready): {
  readonly staff: (id: string) => string;
  readonly offer: (id: string) => LocalText;
  readonly gift: (id: string) => LocalText;
  readonly customer: (id: number) => UnusualVisit['customer'];
} {
  const { staff, gifts, catalog } = cache.contents;
  return {
    staff: (id) => staff.find((member) => member.id === id)?.name ?? id,
    offer: (id) => catalog.offers.find((offer) => offer.id === id)?.name ?? sameInBoth(id),
    gift: (id) => gifts.find((gift) => gift.id === id)?.name ?? sameInBoth(id),
    customer(id) {
      const { name, phone } = readCustomer(cache.reader, id) ?? { name: '', phone: '' };
      return { name: maskName(name), phone: maskPhone(phone) };
    },
  };
}

const clockTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
