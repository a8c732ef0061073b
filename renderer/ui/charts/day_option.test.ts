import { expect, test } from 'vitest';
import { yuanToFen } from '#shared/base/money.ts';
import { clockText, dayOption, hourRange, linePoints } from './day_option.ts';

const at = (minute: number, prepaid: number, rest: number) => ({
  minute,
  prepaid: yuanToFen(prepaid),
  rest: yuanToFen(rest),
});

test('the picture spans opening hours and whatever was done outside them', () => {
  expect(hourRange([9, 16], null)).toEqual({ from: 8, to: 18 });
  expect(hourRange([6, 21], null)).toEqual({ from: 6, to: 22 });
  expect(hourRange([9], 20 * 60 + 30)).toEqual({ from: 8, to: 21 });
  expect(hourRange([], 23 * 60)).toEqual({ from: 8, to: 18 });
});

test('the line starts from nothing and runs flat to now', () => {
  expect(linePoints([at(600, 100, 50)], 480, 700)).toEqual([
    at(480, 0, 0),
    at(600, 100, 50),
    at(700, 100, 50),
  ]);
  expect(linePoints([], 480, 700)).toEqual([]);
});

test('a clock that is set back does not bend the line backwards', () => {
  const minutes = linePoints([at(600, 100, 50)], 480, 590).map((point) => point.minute);
  expect(minutes).toEqual([480, 600]);
});

test('clock text', () => {
  expect(clockText(9 * 60 + 5)).toBe('9:05');
});

test('draws yuan on axes from zero that hold both sums', () => {
  const option = dayOption(
    {
      line: [at(545, 100, 50), at(700, 250, 130)],
      hours: [
        { hour: 9, prepaid: yuanToFen(100), rest: yuanToFen(50) },
        { hour: 11, prepaid: yuanToFen(150), rest: yuanToFen(80) },
      ],
      nowMinute: null,
      currency: 'CNY',
      language: 'zh-CN',
      words: { prepaid: '预存', rest: '其余', claimed: '申报多存', throughDay: '', byHour: '' },
    },
    600,
    300,
  );
  const axes = [option.yAxis ?? []].flat();
  expect(axes.map((axis) => [axis.min, axis.max])).toEqual([
    [0, 300],
    [0, 150],
  ]);
  const series = [option.series ?? []].flat();
  expect(series[0]?.data).toEqual([
    [480, 0],
    [545, 100],
    [700, 250],
    [1080, 250],
  ]);
  expect(series[2]?.data).toEqual([0, 100, 0, 150, 0, 0, 0, 0, 0, 0]);
});
