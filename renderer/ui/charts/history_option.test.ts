import { describe, expect, test } from 'vitest';
import { yuanToFen } from '#shared/base/money.ts';
import { addMonths, month } from '#shared/base/month.ts';
import type { UsageMonth } from '#shared/model/customer.ts';
import { historyBoxes, historyOption } from './history_option.ts';
import { monthSlots } from './month_slots.ts';

const months: readonly UsageMonth[] = [0, 1, 2, 4, 5, 6].map((offset) => ({
  month: addMonths(month('2026-01'), offset),
  spend: yuanToFen(40 + offset),
  voiceMinutes: 100 * offset,
  dataKb: offset * 1024 * 1024,
  topUp: yuanToFen(50),
  topUpCount: 1,
  lastTopUp: yuanToFen(50),
}));

const option = historyOption({
  slots: monthSlots(months),
  currency: 'CNY',
  language: 'zh-CN',
  usualTopUp: yuanToFen(120),
  width: 760,
  height: 240,
});

const series = [option.series ?? []].flat();
const seriesData = (name: string) => series.find((one) => one.name === name)?.data;

describe('the option of the history chart', () => {
  test('shows yuan, minutes and GB, and leaves a missing month empty', () => {
    expect(seriesData('消费')).toEqual([40, 41, 42, null, 44, 45, 46]);
    expect(seriesData('语音')).toEqual([0, 100, 200, null, 400, 500, 600]);
    expect(seriesData('流量')).toEqual([0, 1, 2, null, 4, 5, 6]);
    expect(seriesData('无数据')).toEqual([null, null, null, 0, null, null, null]);
  });

  test('every axis begins at zero and reaches its largest value, the usual top-up included', () => {
    const axes = [option.yAxis ?? []].flat();
    expect(axes.map((axis) => axis.min)).toEqual([0, 0, 0]);
    expect(axes.map((axis) => axis.max)).toEqual([150, 600, 6]);
  });

  test('the title names the newest values with their units', () => {
    const titles = [option.title ?? []].flat().map((title) => title.text);
    expect(titles[0]).toContain('46元');
    expect(titles[1]).toContain('600分钟');
    expect(titles[2]).toContain('6 GB');
  });
});

test('a figure that is not known is a gap, and said to be unknown', () => {
  const money = historyOption({
    slots: monthSlots(months.map((row) => ({ ...row, voiceMinutes: null, dataKb: null }))),
    currency: 'CNY',
    language: 'zh-CN',
    usualTopUp: null,
    width: 760,
    height: 240,
  });
  const drawn = [money.series ?? []].flat();
  expect(drawn.find(({ name }) => name === '语音')?.data).toEqual(Array(7).fill(null));
  expect(drawn.find(({ name }) => name === '消费')?.data).toEqual([40, 41, 42, null, 44, 45, 46]);
  const axes = [money.xAxis ?? [], money.yAxis ?? []].flat();
  expect(axes.map(({ show }) => show)).toEqual([true, false, false, true, false, false]);
  const titles = [money.title ?? []].flat().map(({ text }) => text);
  expect(titles[1]).toContain('语音 {value|未知}');
  expect(titles[2]).toContain('流量 {value|未知}');
});

const titled = (width: number) => {
  const { title, grid } = historyOption({
    slots: monthSlots(months),
    currency: 'CNY',
    language: 'en',
    usualTopUp: yuanToFen(120),
    width,
    height: 480,
  });
  const [money] = [title ?? []].flat();
  const [plot] = [grid ?? []].flat();
  return { lines: String(money?.text).split('\n').length, top: Number(plot?.top) };
};

test('the title of the money takes two lines where one is too short, and its plot begins below', () => {
  const wide = titled(400);
  const narrow = titled(245);
  expect([wide.lines, narrow.lines]).toEqual([1, 2]);
  expect(narrow.top - wide.top).toBeGreaterThan(15);
});

const of = (voice: boolean, data: boolean, width = 320, height = 480) =>
  historyBoxes(width, height, true, { voice, data });

test('of what no month tells there is a title and no plot, and the others have the room', () => {
  const [money, ...titles] = of(false, false);
  expect(money.height).toBeGreaterThan(300);
  expect(titles.map(({ height }) => height)).toEqual([0, 0]);
  for (const [voice, data] of [
    [false, false],
    [true, false],
    [false, true],
  ] as const) {
    for (const width of [320, 760]) {
      const boxes = of(voice, data, width);
      expect(boxes.map(({ height }) => height > 30)).toEqual([true, voice, data]);
      for (const box of boxes) {
        expect(box.left + box.width).toBeLessThanOrEqual(width);
        expect(box.top + box.height).toBeLessThanOrEqual(480);
      }
      const tops = boxes.map(({ left, top }) => `${left} ${top}`);
      expect(new Set(tops).size).toBe(3);
    }
  }
});

test('the plots stay inside the picture, beside or stacked', () => {
  for (const [width, height] of [
    [760, 240],
    [420, 440],
    [320, 200],
  ] as const) {
    for (const box of historyBoxes(width, height, true)) {
      expect(box.left + box.width).toBeLessThanOrEqual(width);
      expect(box.top + box.height).toBeLessThanOrEqual(height);
      expect(box.height).toBeGreaterThan(30);
    }
  }
});
