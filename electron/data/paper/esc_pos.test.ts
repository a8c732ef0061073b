// The printer's stream, read back byte by byte: whatever is to be printed, lines fit, characters are whole, orders are ours.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '#shared/engine/paper/columns.ts';
import { layOut } from '#shared/engine/paper/lay_out.ts';
import { readSlip } from '#tests/fixtures/slip_printer.ts';
import { escPosOf } from './esc_pos.ts';

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...'充值元送伞，。“”·（）A1 .-¥₹−𠮷𫖯㐂é\u001b\u001d\u0010\n\u200b\u0301\ud800😀ह',
    ),
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  ),
  maxLength: 90,
});
const read = (...paper: Parameters<typeof layOut>[0]) =>
  readSlip(Buffer.from(escPosOf(layOut(paper))));

describe('escPosOf', () => {
  it('never orders what a text says, nor prints beyond the paper', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const { lines, cuts, codes } = read(
          { kind: 'title', text: one },
          { kind: 'text', text: other, isStrong: true },
          { kind: 'pair', term: one, value: other },
          { kind: 'qr', content: 'A1', caption: other },
        );
        for (const { columns } of lines) expect(columns).toBeLessThanOrEqual(48);
        expect(cuts).toBe(1);
        expect(codes).toEqual(['A1']);
      }),
      { numRuns: 300 },
    );
  });

  it('prints Chinese in GB18030, rare surnames too, and says where it has no letter', () => {
    const { lines } = read({ kind: 'pair', term: '𠮷野㐂·欧阳', value: '¥1,234' });
    expect(lines[0]).toEqual({ text: `𠮷野㐂·欧阳${' '.repeat(29)}￥1,234`, columns: 48 });
    expect(read({ kind: 'text', text: 'a😀ह', isStrong: false }).lines[0]?.text).toBe('a？？');
    expect(printable('1\u001b@2')).toBe('1@2');
  });

  it('hands a QR code over whole', () => {
    const content = JSON.stringify({ seed: 'ab'.repeat(32), tickets: { '-': 6, kettle: 1 } });
    expect(read({ kind: 'qr', content, caption: '验证' }).codes).toEqual([content]);
  });
});
