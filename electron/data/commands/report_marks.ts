// Visits of a day that the manager may want to look at.
import type { GiftException, UnusualVisit } from '#shared/contract/view_report.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { VisitRow } from '../store/visit_rows.ts';

export type MarkNames = {
  readonly staff: (id: string) => string;
  readonly gift: (id: string) => LocalText;
  /** Masked; null is a walk-in. */
  readonly customer: (id: number | null) => UnusualVisit['customer'];
};

const marked = (row: VisitRow, names: MarkNames) => ({
  visit: row.visit,
  at: row.ended ?? row.at,
  clerk: names.staff(row.staff),
  customer: names.customer(row.customer),
});

/** Void ones are left out: what a manager has put right needs no second look. */
export const unusualVisits = (
  visits: readonly VisitRow[],
  names: MarkNames,
): readonly UnusualVisit[] =>
  visits.flatMap((row) =>
    row.asked === null || row.state === 'void' ? [] : [{ ...marked(row, names), ...row.asked }],
  );

/** Gifts that no offer brought; those of void visits are left out. */
export const giftExceptions = (
  visits: readonly VisitRow[],
  names: MarkNames,
): readonly GiftException[] =>
  visits.flatMap((row) => {
    if (row.exception === null || row.state === 'void') return [];
    const { gift, manager, reason, words } = row.exception;
    return [
      {
        ...marked(row, names),
        gift: names.gift(gift),
        manager: names.staff(manager),
        reason,
        words,
      },
    ];
  });
