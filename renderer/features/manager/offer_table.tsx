// Which sentence works: answers and claims by offer.
import { useTranslation } from 'react-i18next';
import type { DayReport } from '#shared/contract/view_report.ts';
import type { VisitFilter } from '#shared/contract/view_visits.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { Behind } from './behind.tsx';
import { rateCell, claimedCell } from './cells.tsx';
import { type OfferRow, offerRows } from './report_rows.ts';
import { type Column, SortableTable } from './sortable_table.tsx';

const COUNTS = ['said', 'accepted', 'later', 'declined', 'hasIt', 'notSaid'] as const;

/** What each count counts; a void visit is part of none. */
const ANSWER_OF: Readonly<Record<(typeof COUNTS)[number], VisitFilter['answer']>> = {
  said: null,
  accepted: 'accepted',
  later: 'later',
  declined: 'declined',
  hasIt: 'has-it',
  notSaid: 'not-said',
};

const behindCount = (row: OfferRow, key: (typeof COUNTS)[number]) => (
  <Behind
    offer={row.id}
    shown={key === 'notSaid' ? 'not-said' : row.isCare ? 'care' : 'said'}
    answer={ANSWER_OF[key]}
  >
    {row[key]}
  </Behind>
);
const behindClaim = (row: OfferRow) => (
  <Behind shown="claimed" offer={row.id}>
    {claimedCell(row)}
  </Behind>
);

export function OfferTable({ report }: { readonly report: Pick<DayReport, 'byOffer'> }) {
  const { t } = useTranslation('manager');
  const { language } = useLocale();
  const rows = offerRows(report, language);
  if (rows.length === 0) return <p>{t('offers.none')}</p>;
  const columns: readonly Column<OfferRow>[] = [
    {
      key: 'name',
      header: t('offers.name'),
      value: (row) => (row.isCare ? t('offers.care', { name: row.name }) : row.name),
      isFigure: false,
    },
    ...COUNTS.map((key) => ({
      key,
      header: t(`offers.${key}`),
      value: (row: OfferRow) => row[key],
      cell: (row: OfferRow) => behindCount(row, key),
      isFigure: true,
    })),
    {
      key: 'rate',
      header: t('offers.rate'),
      value: (row) => row.rate,
      cell: rateCell,
      isFigure: true,
    },
    {
      key: 'claimed',
      header: t('offers.claimed'),
      value: (row) => row.claimed,
      cell: behindClaim,
      isFigure: true,
    },
  ];
  return (
    <SortableTable
      caption={t('offers.title')}
      columns={columns}
      rows={rows}
      initialSort={{ column: 'said', isDescending: true }}
    />
  );
}
