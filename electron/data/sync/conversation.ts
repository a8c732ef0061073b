// The device's side of a conversation with the hub: questions sealed and signed, answers checked and opened.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  diffieHellman,
  hkdfSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import type { DeviceKeys } from '#electron/port/parent.ts';
import {
  answerText,
  NONCE_HEADER,
  questionText,
  SEAL_INFO,
  SEAL_KEY_HEADER,
  SEALED_TYPE,
  SIGNATURE_HEADER,
} from '#shared/wire/conversation.ts';
import type { PublicKeys } from '#shared/wire/public_keys.ts';
import type { AnswerHeaders } from './ask_http.ts';
import { privateKey, publicKey, publicKeysOf } from './device_keys.ts';

type Asked = {
  readonly headers: Readonly<Record<string, string>>;
  /** Sealed; null: the question has none. */
  readonly body: Buffer | null;
  /** SHA-256 (hex) of the body as it travels. */
  readonly sha256: string;
  /** What the hub said, or null when it was not the hub, or not to this question. */
  readonly hear: (status: number, headers: AnswerHeaders, body: Buffer) => Buffer | null;
};

export type Voice = {
  /** @param path from `/v1` on */
  ask(method: string, path: string, body: string | null): Asked;
};

/** @param hub its keys, as the fingerprint in the code confirmed them */
export function createVoice(keys: DeviceKeys, hub: PublicKeys): Voice {
  const signKey = privateKey(keys.sign);
  const hubKey = publicKey(hub.sign);
  const shared = diffieHellman({
    privateKey: privateKey(keys.seal),
    publicKey: publicKey(hub.seal),
  });
  const ownSealKey = publicKeysOf(keys).seal;

  return {
    ask(method, path, text) {
      const nonce = randomBytes(16).toString('hex');
      const keyFor = (direction: keyof typeof SEAL_INFO): Buffer =>
        Buffer.from(
          hkdfSync('sha256', shared, Buffer.from(nonce, 'hex'), SEAL_INFO[direction], 32),
        );
      const body = text === null ? null : seal(Buffer.from(text), keyFor('question'));
      const sha256 = digest(body ?? Buffer.alloc(0));
      const said = Buffer.from(questionText({ method, path, nonce, sha256 }));
      return {
        headers: {
          [NONCE_HEADER]: nonce,
          [SIGNATURE_HEADER]: sign(null, said, signKey).toString('base64'),
          [SEAL_KEY_HEADER]: ownSealKey,
          ...(body === null ? {} : { 'content-type': SEALED_TYPE }),
        },
        body,
        sha256,
        hear(status, headers, answer) {
          const heard = answerText({ nonce, status, sha256: digest(answer) });
          const signature = Buffer.from(headers.get(SIGNATURE_HEADER) ?? '', 'base64');
          if (!verify(null, Buffer.from(heard), hubKey, signature)) return null;
          if (headers.get('content-type') !== SEALED_TYPE) return answer;
          return open(answer, keyFor('answer'));
        },
      };
    },
  };
}

const digest = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

const TAG_BYTES = 16;
/** Each key seals one body. */
const IV = Buffer.alloc(12);

function seal(body: Buffer, key: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, IV);
  return Buffer.concat([cipher.update(body), cipher.final(), cipher.getAuthTag()]);
}

function open(body: Buffer, key: Buffer): Buffer | null {
  if (body.length < TAG_BYTES) return null;
  const cipher = createDecipheriv('aes-256-gcm', key, IV);
  cipher.setAuthTag(body.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([cipher.update(body.subarray(0, -TAG_BYTES)), cipher.final()]);
  } catch {
    return null;
  }
}
