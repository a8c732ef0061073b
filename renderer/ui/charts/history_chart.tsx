// Twelve months of a customer at a glance: spend and top-ups, voice, data. Load it lazily: it brings ECharts.
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type Currency, type Fen, formatMoney } from '#shared/base/money.ts';
import type { UsageMonth } from '#shared/model/customer.ts';
import type { Language } from '#shared/model/text.ts';
import { afterFrame } from '../after_frame.ts';
import { EChart } from './echart.tsx';
import { historyOption } from './history_option.ts';
import { historyWords, monthFullName } from './history_words.ts';
import styles from './history_chart.module.css';
import { type MonthSlot, monthSlots } from './month_slots.ts';
import { dataUnitFor, kbToUnit, plainNumber } from './units.ts';

type HistoryChartProps = {
  readonly months: readonly UsageMonth[];
  readonly currency: Currency;
  readonly language: Language;
  readonly usualTopUp: Fen | null;
  /** CSS px; 220 or more reads well beside, 420 or more when narrower than 560 px. */
  readonly height: number;
};

export function HistoryChart({
  months,
  currency,
  language,
  usualTopUp,
  height,
}: HistoryChartProps) {
  const slots = useMemo(() => monthSlots(months), [months]);
  const optionFor = useCallback(
    (width: number) => historyOption({ slots, currency, language, usualTopUp, width, height }),
    [slots, currency, language, usualTopUp, height],
  );
  const [isTable, setIsTable] = useState(false);
  const [isPainted, setIsPainted] = useState(false);
  useEffect(() => afterFrame(() => setIsPainted(true)), []);
  const words = historyWords(language, currency);
  if (slots.length === 0) return <p>{words.noMonths}</p>;
  return (
    <figure className={styles['chart']}>
      {!isTable && <EChart optionFor={optionFor} height={height} />}
      {(isTable || isPainted) && (
        <div className={isTable ? styles['table'] : 'visually-hidden'}>
          <HistoryTable slots={slots} currency={currency} language={language} />
        </div>
      )}
      <button
        type="button"
        className={styles['turn']}
        aria-pressed={isTable}
        onClick={() => setIsTable(!isTable)}
      >
        {isTable ? words.asChart : words.asTable}
      </button>
    </figure>
  );
}

type HistoryTableProps = {
  readonly slots: readonly MonthSlot[];
  readonly currency: Currency;
  readonly language: Language;
};

/** The same figures, for screen readers and for who wants to read them. */
function HistoryTable({ slots, currency, language }: HistoryTableProps) {
  const words = historyWords(language, currency);
  const money = (amount: Fen): string => formatMoney(amount, currency, language);
  const known = <T,>(figure: T | null, show: (value: T) => string): string =>
    figure === null ? words.unknown : show(figure);
  return (
    <table>
      <caption>{words.title}</caption>
      <thead>
        <tr>
          <th scope="col">{words.month}</th>
          <th scope="col">{words.spend}</th>
          <th scope="col">{words.topUp}</th>
          <th scope="col">{`${words.voice} (${words.minutes})`}</th>
          <th scope="col">{words.data}</th>
        </tr>
      </thead>
      <tbody>
        {slots.map(({ month, usage }) => (
          <tr key={month}>
            <th scope="row">{monthFullName(month, language)}</th>
            {usage === null ? (
              <td colSpan={4}>{words.noData}</td>
            ) : (
              <>
                <td>{known(usage.spend, money)}</td>
                <td>{known(usage.topUp, money)}</td>
                <td>{known(usage.voiceMinutes, plainNumber)}</td>
                <td>{known(usage.dataKb, dataText)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function dataText(kb: number): string {
  const unit = dataUnitFor(kb);
  return `${plainNumber(kbToUnit(kb, unit))} ${unit}`;
}
