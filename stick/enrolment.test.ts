// Enrolment by stick: nobody gets between request and answer who does not know the code.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Instant } from '#shared/base/month.ts';
import { createKeys, createRequest, isProven, openAnswer, sealAnswer } from './enrolment.ts';

const at = Date.UTC(2026, 10, 1) as Instant;
const RESPONSE = {
  device: 'device-1',
  branch: 'B001',
  token: 't'.repeat(43),
  hubPublicKey: 'MCowBQYDK2VwAyEA',
  packKey: '1'.repeat(64),
  ledgerKey: '2'.repeat(64),
};
const CODE = 'ABCD-EFG1';
const spki = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'spki' }).toString('base64');
const signing = generateKeyPairSync('ed25519');
const sealing = generateKeyPairSync('x25519');
const OWN = {
  keys: { sign: spki(signing.publicKey), seal: spki(sealing.publicKey) },
  sign: (text: Buffer) => sign(null, text, signing.privateKey),
};

test('the request is proven by the code, however it is typed, and the answer opens with both', () => {
  const keys = createKeys();
  const request = createRequest({ branch: 'B001', deviceName: 'counter', at }, CODE, keys, OWN);
  expect(isProven(request, 'abcd efgi')).toBe(true);
  expect(isProven(request, 'ABCD-EFG2')).toBe(false);
  const answer = sealAnswer(request, CODE, RESPONSE, at);
  expect(openAnswer(answer, 'abcdefgl', keys)).toEqual(RESPONSE);
  expect(JSON.stringify(answer)).not.toContain(RESPONSE.token);
});

test('a changed request, another code, key or answer is refused', () => {
  const keys = createKeys();
  const request = createRequest({ branch: 'B001', deviceName: 'counter', at }, CODE, keys, OWN);
  expect(isProven({ ...request, publicKey: createKeys().publicKey }, CODE)).toBe(false);
  expect(isProven({ ...request, branch: 'B002' }, CODE)).toBe(false);
  const answer = sealAnswer(request, CODE, RESPONSE, at);
  expect(() => openAnswer(answer, 'ABCD-EFG2', keys)).toThrow('does not open');
  expect(() => openAnswer(answer, CODE, createKeys())).toThrow('does not open');
  expect(() => openAnswer({ ...answer, branch: 'B002' }, CODE, keys)).toThrow('does not open');
  expect(() => openAnswer({ ...answer, sealed: 'AAAA' }, CODE, keys)).toThrow('does not open');
  // A stranger who took the request from the stick does not know the code.
  const strangers = sealAnswer(request, 'ZZZZ-ZZZZ', { ...RESPONSE, device: 'mine' }, at);
  expect(() => openAnswer(strangers, CODE, keys)).toThrow('does not open');
});

test('nobody asks with keys that are another’s, or exchanges them', () => {
  const keys = createKeys();
  const about = { branch: 'B001', deviceName: 'counter', at };
  const request = createRequest(about, CODE, keys, OWN);
  const stranger = generateKeyPairSync('ed25519');
  expect(isProven(request, CODE)).toBe(true);
  const theirs = { ...OWN.keys, sign: spki(stranger.publicKey) };
  expect(isProven({ ...request, keys: theirs }, CODE)).toBe(false);
  expect(isProven(createRequest(about, CODE, keys, { ...OWN, keys: theirs }), CODE)).toBe(false);
  expect(isProven({ ...request, keys: undefined }, CODE)).toBe(false);
  const swapped = { sign: OWN.keys.seal, seal: OWN.keys.sign };
  expect(isProven(createRequest(about, CODE, keys, { ...OWN, keys: swapped }), CODE)).toBe(false);
});
