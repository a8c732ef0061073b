// What HQ signed is read for its signature alone, over the exact bytes, whatever else is right about it.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { z } from 'zod';
import { hubKey, openSigned } from './signed_document.ts';

const schema = z.strictObject({ protocol: z.int(), number: z.int() });
const hq = generateKeyPairSync('ed25519');
const key = hubKey(hq.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'));
const signedBy = (by: KeyObject, said: unknown) => {
  const body = Buffer.from(JSON.stringify(said));
  return { body: body.toString('base64'), signature: sign(null, body, by).toString('base64') };
};
const DOCUMENT = { protocol: PROTOCOL_VERSION, number: 7 };

it('is opened as HQ signed it', () => {
  expect(openSigned(signedBy(hq.privateKey, DOCUMENT), schema, key)).toEqual({
    ok: true,
    value: DOCUMENT,
  });
});

it('is refused by the hand of another, with another body, and without a signature', () => {
  const right = signedBy(hq.privateKey, DOCUMENT);
  const other = signedBy(generateKeyPairSync('ed25519').privateKey, DOCUMENT);
  const { body } = signedBy(hq.privateKey, { ...DOCUMENT, number: 8 });
  for (const forged of [other, { ...right, body }, { ...right, signature: '' }])
    expect(openSigned(forged, schema, key)).toMatchObject({ error: { type: 'forged' } });
});

it('is told apart where it is of another protocol, or signed and odd', () => {
  const later = signedBy(hq.privateKey, { ...DOCUMENT, protocol: PROTOCOL_VERSION + 1 });
  expect(openSigned(later, schema, key)).toMatchObject({
    error: { type: 'other-protocol', hubProtocol: PROTOCOL_VERSION + 1 },
  });
  for (const odd of [{ ...DOCUMENT, more: 1 }, null, []])
    expect(openSigned(signedBy(hq.privateKey, odd), schema, key)).toMatchObject({
      error: { type: 'forged' },
    });
});
