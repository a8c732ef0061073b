import { createHash, createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { secretFromMaster } from './secret.ts';

const master = Buffer.alloc(32, 7);
const secret = secretFromMaster(master);

test('the same secret gives the same keys for ever', () => {
  const again = secretFromMaster(Buffer.from(master));
  expect(again.publicKey).toBe(secret.publicKey);
  const keys = [secret.publicKey, secret.packKey('b1'), secret.ledgerKey('d1')].join('\n');
  // Another hash here means that no branch could read its packs any more.
  expect(createHash('sha256').update(keys).digest('hex').slice(0, 16)).toBe('d229b2cc3bebce26');
});

test('every branch and device has a key of its own', () => {
  const keys = [
    secret.packKey('b1'),
    secret.packKey('b2'),
    secret.ledgerKey('b1'),
    secret.ledgerKey('b2'),
    secretFromMaster(Buffer.alloc(32, 8)).packKey('b1'),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
});

test('signatures hold for the signed bytes only', () => {
  const key = createPublicKey({
    key: Buffer.from(secret.publicKey, 'base64'),
    format: 'der',
    type: 'spki',
  });
  const body = Buffer.from('{"number":1}');
  const signature = secret.sign(body);
  expect(signature).toHaveLength(64);
  expect(verify(null, body, key, signature)).toBe(true);
  expect(verify(null, Buffer.from('{"number":2}'), key, signature)).toBe(false);
});

test('an enrolment code hashes differently in another branch and under another secret', () => {
  const hashes = [
    secret.enrolCodeHash('b1', 'ABCD1234'),
    secret.enrolCodeHash('b2', 'ABCD1234'),
    secretFromMaster(Buffer.alloc(32, 8)).enrolCodeHash('b1', 'ABCD1234'),
  ];
  expect(new Set(hashes.map((hash) => hash.toString('hex'))).size).toBe(3);
});
