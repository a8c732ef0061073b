import { describe, expect, it } from 'vitest';
import { zoomAfter } from './keyboard.ts';

const press = (key: string, level = 0, control = true, alt = false): number | null =>
  zoomAfter({ key, control, alt, meta: false }, level, 1.25);

describe('the size of the page', () => {
  it('grows, shrinks and returns, within bounds', () => {
    expect(press('=')).toBe(0.5);
    expect(press('+', 4)).toBe(4);
    expect(press('-')).toBe(-0.5);
    expect(press('-', -2)).toBe(-2);
    expect(press('0', 3)).toBe(1.25);
  });

  it('is left alone by every other key', () => {
    expect(press('=', 0, false)).toBeNull();
    expect(press('0', 0, true, true)).toBeNull();
    expect(press('l')).toBeNull();
  });
});
