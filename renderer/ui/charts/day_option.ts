// What the chart of a branch's day draws: prepaid, and prepaid without what is claimed, adding up by the minute, and by the hour below.
import { type Currency, type Fen, formatMoney } from '#shared/base/money.ts';
import type { Language } from '#shared/model/text.ts';
import type { ChartOption } from './echarts_core.ts';
import { AXIS_SIZE, CHART_FONT, chartColors, VALUE_SIZE } from './palette.ts';
import { fenToYuan, plainNumber, zeroBasedScale } from './units.ts';

export type DayPoint = { readonly minute: number; readonly prepaid: Fen; readonly rest: Fen };
type HourAmount = { readonly hour: number; readonly prepaid: Fen; readonly rest: Fen };

type DayWords = {
  readonly prepaid: string;
  readonly rest: string;
  readonly claimed: string;
  readonly throughDay: string;
  readonly byHour: string;
};

export type DayChartInput = {
  /** Cumulative, by minute since midnight, in order. */
  readonly line: readonly DayPoint[];
  readonly hours: readonly HourAmount[];
  /** Up to when the day is known: minutes since midnight; null for a whole past day. */
  readonly nowMinute: number | null;
  readonly currency: Currency;
  readonly language: Language;
  readonly words: DayWords;
};

const OPENING = 8;
const CLOSING = 18;

/** Hours shown, `to` excluded: opening time at least, and whatever was done outside it. */
export function hourRange(
  hours: readonly number[],
  nowMinute: number | null,
): { readonly from: number; readonly to: number } {
  const nowHour = nowMinute === null ? null : Math.min(23, Math.floor(nowMinute / 60));
  const all = nowHour === null || hours.length === 0 ? hours : [...hours, nowHour];
  return { from: Math.min(OPENING, ...all), to: Math.max(CLOSING, ...all.map((hour) => hour + 1)) };
}

/** `9:05`. */
export const clockText = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** The line from zero at the left edge to its last value now, so that a quiet afternoon reads as a flat line. */
export function linePoints(
  line: readonly DayPoint[],
  fromMinute: number,
  toMinute: number,
): readonly DayPoint[] {
  const zero = { prepaid: 0 as Fen, rest: 0 as Fen };
  const last = line.at(-1);
  const start = { ...zero, minute: fromMinute };
  if (last === undefined) return [];
  return [start, ...line, ...(toMinute > last.minute ? [{ ...last, minute: toMinute }] : [])];
}

const axisText = { color: chartColors.quiet, fontSize: AXIS_SIZE, fontFamily: CHART_FONT };

export function dayOption(input: DayChartInput, width: number, height: number): ChartOption {
  const { currency, language, words, nowMinute } = input;
  const { from, to } = hourRange(
    input.hours.map((one) => one.hour),
    nowMinute,
  );
  const points = linePoints(input.line, from * 60, nowMinute ?? to * 60);
  const hours = Array.from({ length: to - from }, (_, index) => from + index);
  const ofHour = new Map(input.hours.map((one) => [one.hour, one]));
  const last = points.at(-1);
  const yuan = (amount: Fen): number => fenToYuan(amount, currency);
  const money = (amount: Fen | undefined) => formatMoney(amount ?? (0 as Fen), currency, language);

  const left = 52;
  const plotWidth = width - left - 16;
  const barsHeight = Math.round(height * 0.24);
  const barsTop = height - barsHeight - 24;
  const lineTop = 32;
  const lineHeight = barsTop - 38 - lineTop;

  const lineScale = zeroBasedScale(
    Math.max(0, ...points.map((point) => yuan(Math.max(point.prepaid, point.rest) as Fen))),
  );
  const hourScale = zeroBasedScale(
    Math.max(0, ...input.hours.map((one) => yuan(Math.max(one.prepaid, one.rest) as Fen))),
  );

  const rich = {
    prepaid: { color: chartColors.main },
    rest: { color: chartColors.second },
    value: { fontWeight: 'bold' as const, fontSize: VALUE_SIZE },
    quiet: { color: chartColors.quiet, fontSize: AXIS_SIZE },
  };
  const textStyle = {
    rich,
    color: chartColors.text,
    fontSize: VALUE_SIZE,
    fontWeight: 'normal' as const,
    fontFamily: CHART_FONT,
  };

  return {
    animation: false,
    textStyle: { fontFamily: CHART_FONT },
    title: [
      {
        left: 0,
        top: 0,
        padding: 0,
        text: `${words.throughDay}   {prepaid|━} ${words.prepaid} {value|${money(last?.prepaid)}}   {rest|┅} ${words.rest} {value|${money(last?.rest)}}`,
        textStyle,
      },
      { left: 0, top: barsTop - 26, padding: 0, text: words.byHour, textStyle },
    ],
    grid: [
      { left, top: lineTop, width: plotWidth, height: lineHeight },
      { left, top: barsTop, width: plotWidth, height: barsHeight },
    ],
    xAxis: [
      {
        type: 'value',
        gridIndex: 0,
        min: from * 60,
        max: to * 60,
        interval: 60,
        axisLabel: { show: false },
        axisTick: { show: false },
        splitLine: { show: true, lineStyle: { color: chartColors.grid } },
        axisLine: { lineStyle: { color: chartColors.line } },
      },
      {
        type: 'category',
        gridIndex: 1,
        data: hours.map(String),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: chartColors.line } },
        axisLabel: {
          ...axisText,
          interval: plotWidth / hours.length >= 34 ? 0 : 1,
          formatter: (hour: string) => (language === 'zh-CN' ? `${hour}点` : `${hour}:00`),
        },
      },
    ],
    yAxis: [lineScale, hourScale].map((scale, index) => ({
      type: 'value' as const,
      gridIndex: index,
      min: 0,
      max: scale.max,
      interval: index === 0 ? scale.interval : scale.max,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: chartColors.grid } },
      axisLabel: { ...axisText, formatter: plainNumber },
    })),
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: chartColors.paper,
      borderColor: chartColors.line,
      axisPointer: { type: 'line', lineStyle: { color: chartColors.quiet } },
      textStyle: { fontSize: AXIS_SIZE, fontFamily: CHART_FONT, color: chartColors.text },
      formatter: (params) => tooltipText(params, points, ofHour, words, money),
    },
    series: [
      {
        type: 'line',
        name: words.prepaid,
        step: 'end',
        data: points.map((point) => [point.minute, yuan(point.prepaid)]),
        showSymbol: false,
        lineStyle: { width: 3, color: chartColors.main },
        itemStyle: { color: chartColors.main },
        areaStyle: { color: chartColors.mainSoft },
      },
      {
        type: 'line',
        name: words.rest,
        step: 'end',
        data: points.map((point) => [point.minute, yuan(point.rest)]),
        showSymbol: false,
        lineStyle: { width: 2.5, type: 'dashed', color: chartColors.second },
        itemStyle: { color: chartColors.second },
      },
      {
        type: 'bar',
        name: words.prepaid,
        xAxisIndex: 1,
        yAxisIndex: 1,
        barMaxWidth: 18,
        barGap: '10%',
        data: hours.map((hour) => yuan(ofHour.get(hour)?.prepaid ?? (0 as Fen))),
        itemStyle: { color: chartColors.main },
      },
      {
        type: 'bar',
        name: words.rest,
        xAxisIndex: 1,
        yAxisIndex: 1,
        barMaxWidth: 18,
        data: hours.map((hour) => yuan(ofHour.get(hour)?.rest ?? (0 as Fen))),
        itemStyle: { color: chartColors.second },
      },
    ],
  };
}

/** Time and the two sums with their difference, for the minute or the hour under the pointer. */
function tooltipText(
  params: unknown,
  points: readonly DayPoint[],
  ofHour: ReadonlyMap<number, HourAmount>,
  words: DayWords,
  money: (amount: Fen | undefined) => string,
): string {
  const first: unknown = Array.isArray(params) ? params[0] : params;
  if (typeof first !== 'object' || first === null) return '';
  const at = 'dataIndex' in first && typeof first.dataIndex === 'number' ? first.dataIndex : -1;
  const isHour = 'seriesType' in first && first.seriesType === 'bar';
  const hour = isHour && 'name' in first ? Number(first.name) : Number.NaN;
  const amounts = isHour ? ofHour.get(hour) : points[at];
  const heading = isHour ? `${hour}:00–${hour + 1}:00` : clockText(points[at]?.minute ?? 0);
  if (amounts === undefined) return heading;
  return [
    heading,
    `${words.prepaid}  ${money(amounts.prepaid)}`,
    `${words.rest}  ${money(amounts.rest)}`,
    `${words.claimed}  ${money((amounts.prepaid - amounts.rest) as Fen)}`,
  ].join('\n');
}
