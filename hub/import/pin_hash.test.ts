import { scryptSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPin, isPin } from './pin_hash.ts';

test('the text holds all that is needed to check a PIN', async () => {
  const text = await hashPin('1357');
  const [kind, n, r, p, salt = '', hash = ''] = text.split('$');
  expect([kind, n, r, p]).toEqual(['scrypt', '16384', '8', '1']);
  const expected = scryptSync('1357', Buffer.from(salt, 'base64'), 32, { N: 16_384, r: 8, p: 1 });
  expect(Buffer.from(hash, 'base64').equals(expected)).toBe(true);
});

test('one PIN hashes differently each time, unless the salt is given', async () => {
  expect(await hashPin('1357')).not.toBe(await hashPin('1357'));
  const salt = Buffer.alloc(16, 1);
  expect(await hashPin('1357', salt)).toBe(await hashPin('1357', salt));
});

test('a PIN is four to twelve digits', () => {
  expect(['1357', '000000000000'].every(isPin)).toBe(true);
  expect(['', '123', '12a4', '1234567890123', ' 1357', '１３５７'].some(isPin)).toBe(false);
});
