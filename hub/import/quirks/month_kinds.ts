// Figures of a month with the many ways to write them.
import { type Kind, pickMostlyFirst, text } from './cell.ts';

export const MONTH_KINDS: readonly (Omit<Kind, 'headers'> & { readonly template: string })[] = [
  {
    field: 'spend',
    isFigure: true,
    template: '消费_{month}',
    value: (random) => random.int(50_000),
    write: (value: number, random) =>
      pickMostlyFirst(
        [
          text((value / 100).toFixed(2)),
          { text: (value / 100).toFixed(2), number: { value: String(value / 100) } },
          {
            text: (value / 100).toFixed(2),
            number: { value: String(value / 100), format: 'literal' },
          },
          { text: (value / 100).toFixed(2), isFormula: true },
          text((value / 100).toFixed(2).replace('.', ',')),
          text(`${value}分`),
        ],
        random,
      ),
  },
  {
    field: 'voice_minutes',
    isFigure: true,
    template: '通话分钟_{month}',
    value: (random) => random.int(3_000),
    write: (value: number, random) =>
      pickMostlyFirst(
        [
          text(String(value)),
          text(`${value}分钟`),
          text(String(value).replace(/\B(?=(\d{3})+$)/g, ',')),
          text(`${Math.floor(value / 60)}时${value % 60}分0秒`),
          text(`${Math.floor(value / 60)}小时${value % 60}分`),
          text(`${Math.floor(value / 60)}:${String(value % 60).padStart(2, '0')}:00`),
          text(`${Math.floor(value / 60)}:${String(value % 60).padStart(2, '0')}`),
          text(`${value * 60}秒`),
        ],
        random,
      ),
  },
  {
    field: 'data_kb',
    isFigure: true,
    template: '流量MB_{month}',
    value: (random) => random.int(50_000) * 1024,
    write: (value: number, random) =>
      pickMostlyFirst(
        [
          text(String(value / 1024)),
          text(`${value / 1024}MB`),
          text(`${value / 1024} mb`),
          text(`${value / 1024}兆`),
          text(`${value * 1024}B`),
          text(`${String(value / 1024).replace(/\B(?=(\d{3})+$)/g, ',')}`),
          text(`${value}KB`),
          text(`${value / 1024 ** 2}G`),
        ],
        random,
      ),
  },
];
