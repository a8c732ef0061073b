import { expect, test } from 'vitest';
import { keyName } from './use_keys.ts';

test.each([
  ['1', 'Digit1', false, '1'],
  ['W', 'KeyW', false, 'w'],
  ['Enter', 'Enter', false, 'Enter'],
  ['/', 'Slash', false, '/'],
  ['１', 'Digit1', false, '1'],
  ['End', 'Numpad1', false, 'End'],
])('%s is itself', (key, code, alt, name) => {
  expect(keyName(key, code, alt)).toBe(name);
});

test('an input method or Alt hides the character: the place of the key tells', () => {
  expect(keyName('Process', 'KeyR')).toBe('r');
  expect(keyName('¡', 'Digit1', true)).toBe('1');
  expect(keyName('2', 'Numpad2', true)).toBe('2');
});
