// Who said how many sentences, and what came of it, by name: days of clerks differ by chance, so no figure ranks them.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayReport } from '#shared/contract/view_report.ts';
import type { VisitsShown } from '#shared/contract/view_visits.ts';
import { MoneyText } from '#renderer/ui/money_text.tsx';
import { Behind } from './behind.tsx';
import { prepaidCell, rateCell, claimedCell } from './cells.tsx';
import { acceptance, type ClerkRow, clerkRows, percentText } from './report_rows.ts';
import { type Column, SortableTable } from './sortable_table.tsx';

export function ClerkTable({ report }: { readonly report: Pick<DayReport, 'total' | 'byClerk'> }) {
  const { t } = useTranslation('manager');
  const { total } = report;
  const columns: readonly Column<ClerkRow>[] = [
    { key: 'name', header: t('clerks.name'), value: (row) => row.name, isFigure: false },
    {
      key: 'visits',
      header: t('clerks.visits'),
      value: (row) => row.visits,
      cell: (row) => behindRow(row, 'finished', row.visits),
      isFigure: true,
      isUnsorted: true,
    },
    {
      key: 'said',
      header: t('clerks.said'),
      value: (row) => row.said,
      cell: (row) => behindRow(row, 'said', row.said),
      isFigure: true,
      isUnsorted: true,
    },
    {
      key: 'accepted',
      header: t('clerks.accepted'),
      value: (row) => row.accepted,
      cell: (row) => behindRow(row, 'accepted', row.accepted),
      isFigure: true,
      isUnsorted: true,
    },
    {
      key: 'rate',
      header: t('clerks.rate'),
      value: (row) => row.rate,
      cell: rateCell,
      isFigure: true,
      isUnsorted: true,
    },
    {
      key: 'prepaid',
      header: t('clerks.prepaid'),
      value: (row) => row.prepaid,
      cell: (row) => behindRow(row, 'money', prepaidCell(row)),
      isFigure: true,
      isUnsorted: true,
    },
    {
      key: 'claimed',
      header: t('clerks.claimed'),
      value: (row) => row.claimed,
      cell: (row) => behindRow(row, 'claimed', claimedCell(row)),
      isFigure: true,
      isUnsorted: true,
    },
  ];
  return (
    <SortableTable
      caption={t('clerks.title')}
      columns={columns}
      rows={clerkRows(report)}
      initialSort={{ column: 'name', isDescending: false }}
      totals={{
        name: t('clerks.total'),
        visits: <Behind shown="finished">{total.visits}</Behind>,
        said: <Behind shown="said">{total.said}</Behind>,
        accepted: <Behind shown="accepted">{total.accepted}</Behind>,
        rate: percentText(acceptance(total.said, total.accepted)),
        prepaid: (
          <Behind shown="money">
            <MoneyText amount={total.prepaid} />
          </Behind>
        ),
        claimed: (
          <Behind shown="claimed">
            <MoneyText amount={total.claimed} isSigned />
          </Behind>
        ),
      }}
    />
  );
}

const behindRow = (row: ClerkRow, shown: VisitsShown, figure: ReactNode) => (
  <Behind shown={shown} staff={row.id}>
    {figure}
  </Behind>
);
