// The day as a picture, loaded when first shown, with the hours as a table below it whose figures open their visits.
import { lazy, type MouseEvent, type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Fen, formatMoney, subtractFen } from '#shared/base/money.ts';
import type { DayReport } from '#shared/contract/view_report.ts';
import type { VisitsShown } from '#shared/contract/view_visits.ts';
import type { Figures } from '#shared/model/figures.ts';
import { ChartFrame } from '#renderer/ui/charts/chart_frame.tsx';
import type { DayChartInput } from '#renderer/ui/charts/day_option.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { Behind } from './behind.tsx';
import tableStyles from './table.module.css';

const DayChart = lazy(async () => ({
  default: (await import('#renderer/ui/charts/day_chart.tsx')).DayChart,
}));

type DayFigureProps = {
  readonly report: Pick<DayReport, 'line' | 'byHour'>;
  /** Newer figures are on their way: the chart, which takes longer than all else, is drawn of them alone. */
  readonly isAwaited?: boolean;
  /** Minutes since midnight; null for a past day. */
  readonly nowMinute: number | null;
  /** CSS px. */
  readonly height: number;
};

export function DayFigure({ report, isAwaited = false, nowMinute, height }: DayFigureProps) {
  const { t } = useTranslation('manager');
  const { language, currency } = useLocale();
  const input = useMemo<DayChartInput>(
    () => ({
      line: report.line.map(withRest),
      hours: report.byHour.map(withRest),
      nowMinute,
      currency,
      language,
      words: {
        prepaid: t('figures.prepaid'),
        rest: t('figures.rest'),
        claimed: t('clerks.claimed'),
        throughDay: t('chart.throughDay'),
        byHour: t('chart.byHour'),
      },
    }),
    [report.line, report.byHour, nowMinute, currency, language, t],
  );
  return (
    <figure>
      <ChartFrame height={height} loading={t('chart.loading')} failed={t('chart.failed')}>
        {isAwaited ? (
          <p style={{ height }}>{t('chart.loading')}</p>
        ) : (
          <DayChart input={input} height={height} />
        )}
      </ChartFrame>
      <HourTable report={report} />
    </figure>
  );
}

/** What was put on without being claimed for a sentence. */
const withRest = <T extends Pick<Figures, 'prepaid' | 'claimed'>>(figures: T) => ({
  ...figures,
  rest: subtractFen(figures.prepaid, figures.claimed),
});

function HourTable({ report }: { readonly report: Pick<DayReport, 'byHour'> }) {
  const { t } = useTranslation('manager');
  const [isOpen, setIsOpen] = useState(false);
  const turn = (event: MouseEvent): void => {
    event.preventDefault();
    setIsOpen(!isOpen);
  };
  // Closed, nobody sees or hears it, and its figures need not be made.
  return (
    <details open={isOpen}>
      <summary onClick={turn}>{t('chart.hours')}</summary>
      {isOpen && <Hours report={report} />}
    </details>
  );
}

function Hours({ report }: { readonly report: Pick<DayReport, 'byHour'> }) {
  const { t } = useTranslation('manager');
  const { language, currency } = useLocale();
  const money = (amount: Fen): string => formatMoney(amount, currency, language);
  const columns: readonly (readonly [string, VisitsShown, (figures: Figures) => ReactNode])[] = [
    [t('figures.visits'), 'finished', ({ visits }) => visits],
    [t('figures.prepaid'), 'money', ({ prepaid }) => money(prepaid)],
    [t('figures.rest'), 'money', (figures) => money(withRest(figures).rest)],
    [t('clerks.claimed'), 'claimed', ({ claimed }) => money(claimed)],
    [t('figures.said'), 'said', ({ said }) => said],
    [t('figures.accepted'), 'accepted', ({ accepted }) => accepted],
  ];
  return (
    <table className={tableStyles['table']}>
      <caption className="visually-hidden">{t('chart.byHour')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('chart.hour')}</th>
          {columns.map(([name]) => (
            <th key={name} scope="col" className={tableStyles['figure']}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {report.byHour.map((hour) => (
          <tr key={hour.hour}>
            <th scope="row">{t('chart.hourRange', { from: hour.hour, to: hour.hour + 1 })}</th>
            {columns.map(([name, shown, figure]) => (
              <td key={name} className={tableStyles['figure']}>
                <Behind shown={shown} hour={hour.hour}>
                  {figure(hour)}
                </Behind>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
