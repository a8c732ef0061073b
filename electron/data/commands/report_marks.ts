// Visits of a day that the manager may want to look at.
import type { GiftException, UnusualVisit } from '#shared/contract/view_report.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { ReportRow } from '../store/report_rows.ts';
import { groupBy } from './group_by.ts';

export type MarkNames = {
  readonly staff: (id: string) => string;
  readonly gift: (id: string) => LocalText;
  /** Masked. */
  readonly customer: (id: number) => UnusualVisit['customer'];
};

/** One line a visit: of the finish, or else of the words that stand at its end. */
export const unusualVisits = (
  rows: readonly ReportRow[],
  names: MarkNames,
): readonly UnusualVisit[] =>
  [...groupBy(rows, (row) => row.payload.visit).values()].flatMap((visit) => {
    const last = visit.findLast((row) => row.kind !== 'answer.recorded');
    if (last === undefined) return [];
    const { payload } = last;
    const field = last.kind === 'visit.finished' ? 'prepaid' : 'intended';
    const amount = last.kind === 'visit.finished' ? last.payload.prepaid : payload.intended;
    if (payload.askedBack === undefined || amount === null) return [];
    return [
      {
        visit: payload.visit,
        at: last.at,
        clerk: names.staff(last.staff),
        customer:
          payload.customer === null ? { name: '', phone: '' } : names.customer(payload.customer),
        field,
        amount,
        ...payload.askedBack,
      },
    ];
  });

export const giftExceptions = (
  rows: readonly ReportRow[],
  names: MarkNames,
): readonly GiftException[] =>
  rows.flatMap((row) => {
    if (row.kind !== 'visit.finished') return [];
    const { visit, customer, exception } = row.payload;
    if (customer === null || exception === undefined) return [];
    const { gift, manager, reason, words } = exception;
    return [
      {
        visit,
        at: row.at,
        clerk: names.staff(row.staff),
        customer: names.customer(customer),
        gift: names.gift(gift),
        manager: names.staff(manager),
        reason,
        words,
      },
    ];
  });
