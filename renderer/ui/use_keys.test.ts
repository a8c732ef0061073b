import { expect, test } from 'vitest';
import { isOfInputMethod, keyName } from './use_keys.ts';

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
  expect(keyName('Process', 'Numpad2')).toBe('2');
});

test.each([
  ['т', 'KeyN', 'n'],
  ['Ф', 'KeyA', 'a'],
  ['ى', 'KeyN', 'n'],
  ['१', 'Digit1', '1'],
  ['٢', 'Numpad2', '2'],
  ['ᠨ', 'KeyN', 'n'],
  // A letter that stands where no Latin one does; letters of Latin layouts mean themselves wherever they stand.
  ['ж', 'Semicolon', 'ж'],
  ['é', 'Digit2', 'é'],
  ['q', 'KeyA', 'q'],
])('the key that types %s at %s is %s', (key, code, name) => {
  expect(keyName(key, code)).toBe(name);
});

test('numbers at the side with Alt are the code of a character, and no key', () => {
  expect(keyName('4', 'Digit4', true)).toBe('4');
  expect(keyName('4', 'Numpad4', true)).toBe('Numpad4');
});

const key = (name: string, keyCode: number, isComposing = false): boolean =>
  isOfInputMethod({ key: name, keyCode, isComposing });

test("an Enter that ends a composition is not the page's, however it is reported", () => {
  expect([key('Enter', 229), key('Enter', 13, true), key('Enter', 13)]).toEqual([
    true,
    true,
    false,
  ]);
  expect([key('Process', 229), key('1', 49)]).toEqual([false, false]);
});
