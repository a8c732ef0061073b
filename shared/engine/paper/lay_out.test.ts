// The 48 columns: no line is wider, no character is cut, amounts stand at the right edge, nothing orders the printer about.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PaperBlock } from '#shared/model/paper.ts';
import { columnsOf, pairLines, PAPER_COLUMNS, printable, wrap } from './columns.ts';
import { LARGE_COLUMNS, layOut } from './lay_out.ts';

const without = (text: string): string => text.replaceAll(' ', '');

/** Han, rare Han beyond the first plane, Latin, full-width signs, orders to a printer, marks, halves of a pair. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'充值元送伞，。“”（）A1 .-¥₹−𠮷𫖯é\u001b\u001d\n\u200b\u0301\ud800😀'),
    fc.string({ minLength: 1, maxLength: 1 }),
  ),
  maxLength: 120,
});
const anyBlock: fc.Arbitrary<PaperBlock> = fc.oneof(
  fc.record({ kind: fc.constant('title' as const), text: anyText }),
  fc.record({ kind: fc.constant('centre' as const), text: anyText }),
  fc.record({ kind: fc.constant('text' as const), text: anyText, isStrong: fc.boolean() }),
  fc.record({ kind: fc.constant('pair' as const), term: anyText, value: anyText }),
  fc.record({ kind: fc.constant('qr' as const), content: anyText, caption: anyText }),
);

describe('layOut', () => {
  it('makes no line wider than the paper, and keeps every character whole and in order', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 6 }), (paper) => {
        for (const line of layOut(paper)) {
          if (line.kind === 'qr') continue;
          const most = line.look === 'large' ? LARGE_COLUMNS : PAPER_COLUMNS;
          expect(columnsOf(line.text)).toBeLessThanOrEqual(most);
          expect(line.text).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('loses nothing but blanks at the ends of lines', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 60 }), (text, columns) => {
        expect(without(wrap(text, columns).join(''))).toBe(without(printable(text)));
      }),
      { numRuns: 300 },
    );
  });

  it('puts values at the right edge', () => {
    fc.assert(
      fc.property(anyText, anyText, (term, value) => {
        fc.pre(printable(value).trim() !== '');
        const lines = pairLines(term, value, PAPER_COLUMNS);
        expect(columnsOf(lines.at(-1) ?? '')).toBe(PAPER_COLUMNS);
      }),
    );
  });

  it('is laid out as a clerk expects', () => {
    const lines = layOut([
      { kind: 'title', text: '草堂路营业厅' },
      { kind: 'pair', term: '实际充值', value: '100元' },
      {
        kind: 'text',
        text: '再多存50元，凑满100元，就送您一把晴雨伞，活动到十二月三十一日',
        isStrong: true,
      },
      { kind: 'pair', term: 'Paid', value: '¥100' },
    ]).map((line) => (line.kind === 'text' ? line.text : line.content));
    expect(lines).toEqual([
      '      草堂路营业厅',
      `实际充值${' '.repeat(35)}100元`,
      '再多存50元，凑满100元，就送您一把晴雨伞，活动到',
      '十二月三十一日',
      `Paid${' '.repeat(39)}￥100`,
    ]);
  });
});
