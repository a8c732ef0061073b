import { expect, it } from 'vitest';
import { zoomFor } from './text_size.ts';

it('is what was chosen where there is room', () => {
  expect(zoomFor(150, { width: 1920, height: 1040 })).toBe(1.5);
  expect(zoomFor(125, { width: 1366, height: 728 })).toBe(1.25);
});

it('leaves the page the room that it needs, and makes nothing smaller', () => {
  const zoom = zoomFor(150, { width: 1280, height: 680 });
  expect(zoom).toBeCloseTo(1.36);
  expect(1280 / zoom).toBeGreaterThanOrEqual(900);
  expect(680 / zoom).toBeGreaterThanOrEqual(499.9);
  expect(zoomFor(110, { width: 800, height: 480 })).toBe(1);
});
