// The day as a picture, loaded when first shown, with the hours as a table for screen readers.
import { lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney, subtractFen } from '#shared/base/money.ts';
import type { DayReport } from '#shared/contract/view_report.ts';
import type { Figures } from '#shared/model/figures.ts';
import { ChartFrame } from '#renderer/ui/charts/chart_frame.tsx';
import type { DayChartInput } from '#renderer/ui/charts/day_option.ts';
import { useLocale } from '#renderer/ui/locale.tsx';

const DayChart = lazy(async () => ({
  default: (await import('#renderer/ui/charts/day_chart.tsx')).DayChart,
}));

type DayFigureProps = {
  readonly report: Pick<DayReport, 'line' | 'byHour'>;
  /** Minutes since midnight; null for a past day. */
  readonly nowMinute: number | null;
  /** CSS px. */
  readonly height: number;
};

export function DayFigure({ report, nowMinute, height }: DayFigureProps) {
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
        <DayChart input={input} height={height} />
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
  const { language, currency } = useLocale();
  return (
    <table className="visually-hidden">
      <caption>{t('chart.byHour')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('chart.hour')}</th>
          <th scope="col">{t('figures.prepaid')}</th>
          <th scope="col">{t('figures.rest')}</th>
          <th scope="col">{t('clerks.claimed')}</th>
          <th scope="col">{t('figures.said')}</th>
          <th scope="col">{t('figures.accepted')}</th>
        </tr>
      </thead>
      <tbody>
        {report.byHour.map((hour) => (
          <tr key={hour.hour}>
            <th scope="row">{t('chart.hourRange', { from: hour.hour, to: hour.hour + 1 })}</th>
            <td>{formatMoney(hour.prepaid, currency, language)}</td>
            <td>{formatMoney(withRest(hour).rest, currency, language)}</td>
            <td>{formatMoney(hour.claimed, currency, language)}</td>
            <td>{hour.said}</td>
            <td>{hour.accepted}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
