import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Display,
  NO_PLACES,
  placeFor,
  type Places,
  placesSchema,
  remember,
} from './window_place.ts';

const display = (x: number, y: number, width: number, height: number): Display => ({
  bounds: { x, y, width, height },
  workArea: { x, y, width, height: height - 40 },
  scaleFactor: 1,
});

const desk = display(0, 0, 1920, 1080);
const second = display(1920, 0, 2560, 1440);
const branchPc = display(0, 0, 1366, 768);

const bounds = { x: 2000, y: 100, width: 1400, height: 900 };
const onSecond: Places = remember(NO_PLACES, second, { bounds, isMaximized: false });

describe('the place of the window', () => {
  it('is the middle of the primary display at first', () => {
    expect(placeFor(NO_PLACES, [desk], desk)).toEqual({
      bounds: { x: 277, y: 90, width: 1366, height: 860 },
      isMaximized: false,
    });
  });

  it('is the whole of a small display at first', () => {
    expect(placeFor(NO_PLACES, [branchPc], branchPc)).toEqual({
      bounds: { x: 0, y: 0, width: 1366, height: 728 },
      isMaximized: true,
    });
  });

  it('is where it was on the display where it was', () => {
    expect(placeFor(onSecond, [desk, second], desk)).toEqual({ bounds, isMaximized: false });
  });

  it('falls back to what is remembered of the primary display when the other is gone', () => {
    const home = { x: 10, y: 10, width: 1200, height: 800 };
    const both = remember(onSecond, desk, { bounds: home, isMaximized: true });
    const last = remember(both, second, { bounds, isMaximized: false });
    expect(placeFor(last, [desk], desk)).toEqual({ bounds: home, isMaximized: true });
  });

  it('always reaches into the screen, with a bar to hold it by', () => {
    const int = fc.integer({ min: -9000, max: 9000 });
    const size = fc.integer({ min: 1, max: 9000 });
    fc.assert(
      fc.property(int, int, size, size, (x, y, width, height) => {
        const places = remember(NO_PLACES, branchPc, {
          bounds: { x, y, width, height },
          isMaximized: false,
        });
        const { bounds } = placeFor(places, [branchPc], branchPc);
        expect(bounds.x).toBeGreaterThanOrEqual(0);
        expect(bounds.y).toBeGreaterThanOrEqual(0);
        expect(bounds.x + bounds.width).toBeLessThanOrEqual(1366);
        expect(bounds.y + bounds.height).toBeLessThanOrEqual(728);
      }),
    );
  });
});

describe('the places on the disk', () => {
  const place = { bounds, isMaximized: true };
  it.each([[NO_PLACES], [onSecond], [{ last: null, byDisplay: { a: place, b: place } }]])(
    'are read as they were written: %j',
    (places) => {
      expect(placesSchema.parse(JSON.parse(JSON.stringify(places)))).toEqual(places);
    },
  );

  it.each([
    [null],
    [[]],
    [{ last: null }],
    [{ last: 1, byDisplay: {} }],
    [{ last: null, byDisplay: [] }],
    [{ last: null, byDisplay: { a: null } }],
    [{ last: null, byDisplay: { a: { ...place, isMaximized: 'no' } } }],
    [{ last: null, byDisplay: { a: { isMaximized: true } } }],
    [{ last: null, byDisplay: { a: { ...place, bounds: { ...bounds, x: 0.5 } } } }],
    [{ last: null, byDisplay: { a: { ...place, bounds: { ...bounds, y: '1' } } } }],
    [{ last: null, byDisplay: { a: { ...place, bounds: { ...bounds, width: 0 } } } }],
    [{ last: null, byDisplay: { a: { ...place, bounds: { ...bounds, height: 1e300 } } } }],
    [{ last: null, byDisplay: { a: place, b: { ...place, bounds: [] } } }],
  ])('are none when they are something else: %j', (value) => {
    expect(() => placesSchema.parse(value)).toThrow(TypeError);
  });
});
