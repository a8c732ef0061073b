import { expect, test } from 'vitest';
import { scrollStep } from './scroll_step.ts';

const press = (key: string, ctrl = false) => ({ key, ctrl, alt: false });

test('arrows move a few lines, page keys nearly a page', () => {
  expect(scrollStep(press('ArrowDown'), 600)).toBe(60);
  expect(scrollStep(press('PageUp'), 600)).toBe(-552);
  expect(scrollStep(press('PageDown'), 20)).toBe(60);
});

test('other keys edit the text', () => {
  expect(scrollStep(press('ArrowLeft'), 600)).toBe(0);
  expect(scrollStep(press('ArrowDown', true), 600)).toBe(0);
});
