// What the history chart draws, as plain data: spend and top-ups large, voice and data each on a scale of its own.
import { type Currency, type Fen, formatMoney } from '#shared/base/money.ts';
import type { Language } from '#shared/model/text.ts';
import type { ChartOption } from './echarts_core.ts';
import { historyWords, monthFullName, monthName } from './history_words.ts';
import type { MonthSlot } from './month_slots.ts';
import { AXIS_SIZE, CHART_FONT, chartColors, VALUE_SIZE } from './palette.ts';
import { dataUnitFor, fenToYuan, kbToUnit, plainNumber, zeroBasedScale } from './units.ts';

export type HistoryInput = {
  readonly slots: readonly MonthSlot[];
  readonly currency: Currency;
  readonly language: Language;
  readonly usualTopUp: Fen | null;
  readonly width: number;
  readonly height: number;
};

type Box = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

const TITLE = 30;
const MONTHS = 26;
const Y_LABELS = 46;
const GAP = 20;
/** Of a title. */
const LINE = 21;
/** Room at the right for the label of the usual top-up; of all plots, so that their months stand above each other. */
const USUAL = 60;
/** Voice and data stand below the money only where it is narrow and there is height for three plots. */
const SIDE_BY_SIDE = 560;
const STACKED = 380;

const plot = (left: number, top: number, w: number, h: number, right = 8): Box => ({
  left: left + Y_LABELS,
  top: top + TITLE,
  width: Math.max(0, w - Y_LABELS - right),
  height: Math.max(0, h - TITLE - MONTHS),
});

/** Whether any month tells of it. */
type Told = { readonly voice: boolean; readonly data: boolean };

/** Where the plots of money, voice and data lie, axis labels not counted; of what no month tells only a title, below. */
export function historyBoxes(
  width: number,
  whole: number,
  hasUsual: boolean,
  told: Told = { voice: true, data: true },
): readonly [Box, Box, Box] {
  const right = hasUsual ? USUAL : 8;
  const untold = [told.voice, told.data].filter((each) => !each).length;
  const height = whole - untold * TITLE;
  const titleAt = (place: number): Box => ({
    left: Y_LABELS,
    top: height + (place + 1) * TITLE,
    width: Math.max(0, width - Y_LABELS - 8),
    height: 0,
  });
  if (untold === 2) return [plot(0, 0, width, height, right), titleAt(0), titleAt(1)];
  if (untold === 1) {
    const isBeside = width >= SIDE_BY_SIDE || height < STACKED;
    const money = Math.round((isBeside ? width : height) * 0.56);
    const first = isBeside ? plot(0, 0, money, height, right) : plot(0, 0, width, money, right);
    const other = isBeside
      ? plot(money + GAP, 0, width - money - GAP, height)
      : plot(0, money, width, height - money, right);
    return told.voice ? [first, other, titleAt(0)] : [first, titleAt(0), other];
  }
  if (width >= SIDE_BY_SIDE || height < STACKED) {
    const first = Math.round(width * 0.56);
    const second = width - first - GAP;
    const half = Math.round(height / 2);
    return [
      plot(0, 0, first, height, right),
      plot(first + GAP, 0, second, half),
      plot(first + GAP, half, second, height - half),
    ];
  }
  const money = Math.round(height * 0.44);
  const rest = Math.round((height - money) / 2);
  return [
    plot(0, 0, width, money, right),
    plot(0, money, width, rest, right),
    plot(0, money + rest, width, height - money - rest, right),
  ];
}

/** Every how many months a label fits, counted from the newest. */
const monthLabelStep = (slotWidth: number): number =>
  slotWidth >= 38 ? 1 : slotWidth >= 20 ? 2 : 3;

/** About how wide a title is, CSS px: its marks of style are not seen. */
const widthOf = (title: string): number =>
  [...title.replaceAll(/\{\w+\||\}/g, '')].reduce(
    (sum, each) => sum + VALUE_SIZE * (/[\u2E80-\uFFFF■●]/.test(each) ? 1.05 : 0.58),
    0,
  );

const largest = (values: readonly (number | null)[]): number =>
  values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);

const isTold = (values: readonly (number | null)[]): boolean =>
  values.some((each) => each !== null);

/** A figure that is not known is no point of a line and no bar. */
const ifKnown = <T, R>(figure: T | null | undefined, show: (value: T) => R): R | null =>
  figure === null || figure === undefined ? null : show(figure);

const line = (index: number, name: string, color: string, values: (number | null)[]) => ({
  type: 'line' as const,
  name,
  xAxisIndex: index,
  yAxisIndex: index,
  data: values,
  connectNulls: false,
  symbol: 'circle',
  symbolSize: 5,
  showAllSymbol: true,
  lineStyle: { width: 2.5, color },
  itemStyle: { color },
});

export function historyOption(input: HistoryInput): ChartOption {
  const { slots, currency, language, usualTopUp } = input;
  const words = historyWords(language, currency);
  const newest = slots.at(-1);
  const yuan = (amount: Fen): number => fenToYuan(amount, currency);
  const spend = slots.map(({ usage }) => ifKnown(usage?.spend, yuan));
  const topUp = slots.map(({ usage }) => ifKnown(usage?.topUp, yuan));
  const voice = slots.map(({ usage }) => usage?.voiceMinutes ?? null);
  const unit = dataUnitFor(largest(slots.map(({ usage }) => usage?.dataKb ?? null)));
  const data = slots.map(({ usage }) => ifKnown(usage?.dataKb, (kb) => kbToUnit(kb, unit)));
  const told = { voice: isTold(voice), data: isTold(data) };
  const isDrawn = [true, told.voice, told.data];
  const whole = historyBoxes(input.width, input.height, usualTopUp !== null, told);
  const usual = usualTopUp === null ? 0 : yuan(usualTopUp);
  const money = (amount: Fen | null | undefined) =>
    ifKnown(amount, (value) => formatMoney(value, currency, language)) ?? words.unknown;
  const amountOf = (values: readonly (number | null)[], after: string): string =>
    ifKnown(values.at(-1), (value) => plainNumber(value) + after) ?? words.unknown;
  const monthSaid = newest === undefined ? '' : `  {month|${monthName(newest.month, language)}}`;
  const spendSaid = `{spend|■} ${words.spend} {value|${money(newest?.usage?.spend)}}`;
  const topUpSaid = `{topUp|■} ${words.topUp} {value|${money(newest?.usage?.topUp)}}`;
  const isMoneyOneLine =
    widthOf(`${spendSaid}   ${topUpSaid}${monthSaid}`) <= whole[0].width + Y_LABELS;
  const lower = isMoneyOneLine ? 0 : LINE;
  const boxes: readonly [Box, Box, Box] = [
    { ...whole[0], top: whole[0].top + lower, height: whole[0].height - lower },
    whole[1],
    whole[2],
  ];
  const moneySlot = boxes[0].width / Math.max(1, slots.length);
  const space = language === 'en' ? ' ' : '';

  const steps = boxes.map((box) => monthLabelStep(box.width / Math.max(1, slots.length)));
  const isStacked = boxes[0].left === boxes[1].left;
  const xAxis = boxes.map((_, index) => {
    // One above the other, the same months carry their names.
    const step = isStacked ? Math.max(...steps) : (steps[index] ?? 1);
    return {
      type: 'category' as const,
      gridIndex: index,
      show: isDrawn[index] ?? true,
      data: slots.map((slot) => monthFullName(slot.month, language)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: chartColors.line } },
      axisLabel: {
        interval: (at: number) => (slots.length - 1 - at) % step === 0,
        formatter: (_: string, at: number) => {
          const slot = slots[at];
          return slot === undefined ? '' : monthName(slot.month, language);
        },
        color: chartColors.quiet,
        fontSize: AXIS_SIZE,
        fontFamily: CHART_FONT,
        hideOverlap: true,
      },
    };
  });

  const yAxis = [largest([...spend, ...topUp, usual]), largest(voice), largest(data)].map(
    (most, index) => {
      const scale = zeroBasedScale(most);
      return {
        type: 'value' as const,
        gridIndex: index,
        show: isDrawn[index] ?? true,
        min: 0,
        max: scale.max,
        interval: scale.interval,
        splitLine: { lineStyle: { color: chartColors.grid } },
        axisLabel: {
          color: chartColors.quiet,
          fontSize: AXIS_SIZE,
          fontFamily: CHART_FONT,
          formatter: plainNumber,
        },
      };
    },
  );

  const title = [
    spendSaid + (isMoneyOneLine ? '   ' : '\n') + topUpSaid,
    `{voice|●} ${words.voice} {value|${amountOf(voice, `${space}${words.minutes}`)}}`,
    `{data|●} ${words.data} {value|${amountOf(data, ` ${unit}`)}}`,
  ].map((text, index) => ({
    text: isDrawn[index] === false ? text : text + monthSaid,
    left: (boxes[index]?.left ?? 0) - Y_LABELS + 6,
    top: (whole[index]?.top ?? 0) - TITLE,
    padding: 0,
    itemGap: 0,
    textStyle: {
      color: chartColors.text,
      fontFamily: CHART_FONT,
      fontSize: VALUE_SIZE,
      lineHeight: LINE,
      fontWeight: 'normal' as const,
      rich: {
        spend: { color: chartColors.main, fontSize: VALUE_SIZE },
        topUp: { color: chartColors.second, fontSize: VALUE_SIZE },
        voice: { color: chartColors.main, fontSize: VALUE_SIZE },
        data: { color: chartColors.third, fontSize: VALUE_SIZE },
        value: { fontSize: VALUE_SIZE + 1, fontWeight: 'bold' as const, color: chartColors.text },
        month: { fontSize: AXIS_SIZE, color: chartColors.quiet },
      },
    },
  }));

  return {
    animation: false,
    textStyle: { fontFamily: CHART_FONT },
    title,
    grid: boxes.map((box) => ({ ...box, containLabel: false })),
    xAxis,
    yAxis,
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: chartColors.paper,
      axisPointer: { type: 'line', lineStyle: { color: chartColors.line } },
      textStyle: { fontSize: AXIS_SIZE, fontFamily: CHART_FONT, color: chartColors.text },
      formatter: (params) => tooltipText(params, slots, unit, words, money),
    },
    series: [
      {
        type: 'bar',
        name: words.spend,
        data: spend,
        barMaxWidth: 26,
        barCategoryGap: '28%',
        barGap: '8%',
        itemStyle: { color: chartColors.main, borderRadius: [2, 2, 0, 0] },
      },
      {
        type: 'bar',
        name: words.topUp,
        data: topUp,
        barMaxWidth: 16,
        itemStyle: { color: chartColors.second, borderRadius: [2, 2, 0, 0] },
        ...(usualTopUp === null
          ? {}
          : {
              markLine: {
                silent: true,
                symbol: 'none',
                lineStyle: { type: 'dashed' as const, width: 1.5, color: chartColors.second },
                label: {
                  position: 'end' as const,
                  formatter: `${words.usual}\n${money(usualTopUp)}`,
                  color: chartColors.text,
                  fontSize: AXIS_SIZE,
                  fontFamily: CHART_FONT,
                  lineHeight: 18,
                },
                data: [{ yAxis: usual }],
              },
            }),
      },
      {
        // A missing month is told apart from a month of zero.
        type: 'line',
        name: words.noData,
        data: slots.map(({ usage }) => (usage === null ? 0 : null)),
        symbol: 'circle',
        symbolSize: 1,
        showAllSymbol: true,
        silent: true,
        lineStyle: { width: 0 },
        itemStyle: { color: chartColors.line },
        label: {
          show: true,
          position: 'top',
          formatter: moneySlot >= 32 ? words.noData.replace(/^(no |无)/, '$1\n') : '—',
          color: chartColors.quiet,
          fontSize: 12,
          fontFamily: CHART_FONT,
        },
      },
      line(1, words.voice, chartColors.main, voice),
      line(2, words.data, chartColors.third, data),
    ],
  };
}

/** All figures of the month under the pointer, whichever panel it is in. */
function tooltipText(
  params: unknown,
  slots: readonly MonthSlot[],
  unit: 'GB' | 'MB',
  words: ReturnType<typeof historyWords>,
  money: (amount: Fen | null | undefined) => string,
): string {
  const first: unknown = Array.isArray(params) ? params[0] : params;
  if (typeof first !== 'object' || first === null) return '';
  const at = 'dataIndex' in first && typeof first.dataIndex === 'number' ? first.dataIndex : -1;
  const heading = 'name' in first && typeof first.name === 'string' ? first.name : '';
  const usage = slots[at]?.usage;
  if (!usage) return `${heading}\n${words.noData}`;
  return [
    heading,
    `${words.spend}  ${money(usage.spend)}`,
    `${words.topUp}  ${money(usage.topUp)}`,
    `${words.voice}  ${ifKnown(usage.voiceMinutes, (value) => `${plainNumber(value)} ${words.minutes}`) ?? words.unknown}`,
    `${words.data}  ${ifKnown(usage.dataKb, (kb) => `${plainNumber(kbToUnit(kb, unit))} ${unit}`) ?? words.unknown}`,
  ].join('\n');
}
