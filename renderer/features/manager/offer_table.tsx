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

/** What each count counts. */
const BEHIND: Readonly<Record<(typeof COUNTS)[number], (isCare: boolean) => Partial<VisitFilter>>> =
  {
    said: (isCare) => ({ shown: isCare ? 'care' : 'said' }),
    accepted: () => ({ answer: 'accepted' }),
    later: () => ({ answer: 'later' }),
    declined: () => ({ answer: 'declined' }),
    hasIt: () => ({ answer: 'has-it' }),
    notSaid: () => ({ answer: 'not-said' }),
  };

const behindCount = (row: OfferRow, key: (typeof COUNTS)[number]) => (
  <Behind offer={row.id} {...BEHIND[key](row.isCare)}>
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
    { key: 'name', header: t('offers.name'), value: (row) => row.name, isFigure: false },
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
