import { expect, it } from 'vitest';
import { oneLine, plainLines } from './one_line.ts';

/** A colour, a clipboard, a line of its own, a name read backwards. */
const ODD = '1\u001b[2K\u009b2J\u001b]52;c;eA==\u0007\r\nB-01 ok\u2028\u202etxe\u2066台';

it('leaves one line that drives nothing', () => {
  expect(oneLine(ODD)).toBe('1�[2K�2J�]52;c;eA==���B-01 ok��txe�台');
  expect(oneLine('1号 柜台 — é 😀')).toBe('1号 柜台 — é 😀');
});

it('leaves lines where lines are meant', () => {
  expect(plainLines(`a\tb\r\nc\rd\n${ODD}`)).toBe(
    'a\tb\r\nc�d\n1�[2K�2J�]52;c;eA==�\r\nB-01 ok��txe�台',
  );
});
