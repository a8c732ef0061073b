// What is said in HQ's name is HQ's for its signature alone: over the status and the body, and in answer to this question.
import { createHash, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import { answerText, NONCE_HEADER, SIGNATURE_HEADER } from '#shared/wire/conversation.ts';
import { createVoice } from './conversation.ts';
import { createDeviceKeys, privateKey, publicKeysOf } from './device_keys.ts';

const hq = createDeviceKeys();
const voice = createVoice(createDeviceKeys(), publicKeysOf(hq));
/** In the open, as whoever stands on the line may answer: what is sealed proves itself. */
const BODY = Buffer.from('{"error":"revoked","message":"go away"}');

function heard(by: string, { status = 401, said = 401, nonce = '' } = {}) {
  const asked = voice.ask('GET', '/v1/held', null);
  const sha256 = createHash('sha256').update(BODY).digest('hex');
  const own = asked.headers[NONCE_HEADER] ?? '';
  const text = answerText({ nonce: nonce === '' ? own : nonce, status: said, sha256 });
  const signature = sign(null, Buffer.from(text), privateKey(by)).toString('base64');
  const get = (name: string): string | null => (name === SIGNATURE_HEADER ? signature : null);
  return asked.hear(status, { get }, BODY);
}

it('is heard as HQ signed it', () => {
  expect(heard(hq.sign)).toEqual(BODY);
});

it('is not heard from another hand, under another status, to another question, or unsigned', () => {
  expect(heard(createDeviceKeys().sign)).toBeNull();
  expect(heard(hq.sign, { status: 403 })).toBeNull();
  expect(heard(hq.sign, { nonce: 'a'.repeat(32) })).toBeNull();
  const asked = voice.ask('GET', '/v1/held', null);
  expect(asked.hear(401, { get: () => null }, BODY)).toBeNull();
});
