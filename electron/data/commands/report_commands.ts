// The manager's day and month: figures, days on record, and a file for a spreadsheet.
import { CURRENCIES } from '#shared/base/currencies.ts';
import type { Handlers } from '#electron/port/handlers.ts';
import { type Day, isDay } from '#shared/base/month.ts';
import { ok } from '#shared/base/result.ts';
import type { Language, LocalText } from '#shared/model/text.ts';
import { daysWithVisits, visitsBetween, visitsOfDay } from '../store/visit_rows.ts';
import { followVisits, namesOf } from './branch_visits.ts';
import { type Context, type Ready, ready, staffOf } from './context.ts';
import { AMOUNTS, tableToCsv, type TableNames, visitTable } from './report_csv.ts';
import { dayReport } from './report_day.ts';
import { isLateIn } from './report_restated.ts';
import { monthReport } from './report_month.ts';
import { sheetToXlsx } from './xlsx.ts';

const MAX_DAYS = 800;

export const createReportHandlers = (
  context: Context,
): Pick<Handlers, 'report.day' | 'report.days' | 'report.month' | 'report.file'> => ({
  'report.day'({ day }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    return ok(dayReport(found.value, day ?? cache.timeOf(device.clock.now()).day));
  },

  'report.days'() {
    const found = ready(context);
    if (!found.ok) return found;
    followVisits(found.value);
    return ok(daysWithVisits(found.value.device.ledger, MAX_DAYS));
  },

  'report.month'({ month }) {
    const found = ready(context);
    return found.ok ? ok(monthReport(found.value, month)) : found;
  },

  'report.file'({ period, format, language }, { session }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    followVisits(found.value);
    const visits = isDay(period)
      ? visitsOfDay(device.ledger, period)
      : visitsBetween(device.ledger, `${period}-01` as Day, `${period}-31` as Day);
    const { currency } = cache.contents.branch;
    const table = visitTable(visits, tableNamesOf(found.value, language));
    const bytes =
      format === 'csv'
        ? Buffer.from(tableToCsv(table, currency))
        : sheetToXlsx({
            ...table,
            name: period,
            amounts: AMOUNTS,
            digits: CURRENCIES[currency].digits,
          });
    device.audit.record({
      at: device.clock.now(),
      staff: staffOf(session),
      action: 'export',
      customer: null,
      detail: { period, format },
    });
    const fileName = `${cache.contents.branch.code}-${period}.${format}`;
    return ok({ fileName, bytes: bytes.toString('base64') });
  },
});

function tableNamesOf(found: Ready, language: Language): TableNames {
  const names = namesOf(found);
  const inLanguage = (text: LocalText): string => (language === 'en' ? text.en : text.zh);
  return {
    language,
    currency: found.cache.contents.branch.currency,
    staff: names.staff,
    offer: (id) => inLanguage(names.offer(id)),
    gift: (id) => inLanguage(names.gift(id)),
    device: names.device,
    isLate: isLateIn(found),
    time(at, of) {
      const { day, minuteOfDay } = found.cache.timeOf(at);
      return day === of ? clockTime(minuteOfDay) : `${day} ${clockTime(minuteOfDay)}`;
    },
  };
}

const clockTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
