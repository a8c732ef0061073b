// Enrolment by stick: a request that only who knows the code can make, and an answer that only that computer can open.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { type EnrolResponse, enrolResponseSchema } from '#shared/wire/enrol.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { StickAnswer, StickRequest } from '#shared/wire/stick.ts';
import { StickProblem } from './stick_problem.ts';

/** 2^40 codes at this price are thousands of years of a core: the code cannot be tried out from a stolen stick. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type Keys = {
  /** base64url */
  readonly publicKey: string;
  readonly privateKey: string;
};

export function createKeys(): Keys {
  const jwk = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  return { publicKey: jwk.x ?? '', privateKey: jwk.d ?? '' };
}

/** Of HQ, by its public key (SPKI DER in base64): in every file that it concerns. */
export const hubNameOf = (hubPublicKey: string): string =>
  createHash('sha256').update(Buffer.from(hubPublicKey, 'base64')).digest('hex').slice(0, 16);

/** @param code as typed or read out */
export function createRequest(
  about: Pick<StickRequest, 'branch' | 'deviceName' | 'at'>,
  code: string,
  keys: Keys,
): StickRequest {
  const request = {
    kind: 'enrol-request' as const,
    protocol: PROTOCOL_VERSION,
    ...about,
    publicKey: keys.publicKey,
  };
  return { ...request, proof: proofOf(request, code).toString('base64') };
}

/** Whether who wrote the request knew this code. */
export function isProven(request: StickRequest, code: string): boolean {
  const given = Buffer.from(request.proof, 'base64');
  const proof = proofOf(request, code);
  return given.length === proof.length && timingSafeEqual(given, proof);
}

/** For the key of the request, and for who knows the code: neither a stranger's key nor a stranger's HQ gets between. */
export function sealAnswer(
  request: StickRequest,
  code: string,
  response: EnrolResponse,
  at: StickAnswer['at'],
): StickAnswer {
  const own = createKeys();
  const head = {
    kind: 'enrol-answer' as const,
    protocol: PROTOCOL_VERSION,
    hub: hubNameOf(response.hubPublicKey),
    branch: request.branch,
    at,
    to: request.publicKey,
    publicKey: own.publicKey,
  };
  const key = answerKey(own, request.publicKey, codeKey(request.branch, request.publicKey, code));
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(textOf(head));
  const body = Buffer.concat([cipher.update(JSON.stringify(response)), cipher.final()]);
  return {
    ...head,
    sealed: Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64'),
  };
}

/** @throws StickProblem `altered`: another code, or another's answer */
export function openAnswer(answer: StickAnswer, code: string, keys: Keys): EnrolResponse {
  const { sealed, ...head } = answer;
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const key = answerKey(keys, answer.publicKey, codeKey(answer.branch, keys.publicKey, code));
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAAD(textOf(head)).setAuthTag(bytes.subarray(-TAG_BYTES));
    const body = Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)),
      decipher.final(),
    ]);
    return enrolResponseSchema.parse(JSON.parse(body.toString('utf8')));
  } catch {
    throw new StickProblem('altered', 'the answer does not open with this code');
  }
}

type Unproven = Omit<StickRequest, 'proof'>;

function proofOf(request: Unproven, code: string): Buffer {
  const { kind, protocol, branch, deviceName, at, publicKey } = request;
  const key = codeKey(branch, publicKey, code);
  const text = textOf({ kind, protocol, branch, deviceName, at, publicKey });
  return createHmac('sha256', key).update(text).digest();
}

const codeKey = (branch: string, publicKey: string, code: string): Buffer =>
  scryptSync(plainCode(code), `counter-assist stick ${branch} ${publicKey}`, 32, SCRYPT);

/** As `hub enrol-code` writes it and as people type it. */
const plainCode = (code: string): string =>
  code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

const answerKey = (own: Keys, other: string, code: Buffer): Buffer =>
  Buffer.from(
    hkdfSync(
      'sha256',
      Buffer.concat([
        diffieHellman({ privateKey: privateOf(own), publicKey: publicOf(other) }),
        code,
      ]),
      Buffer.from([own.publicKey, other].toSorted().join(' ')),
      'stick answer',
      32,
    ),
  );

const publicOf = (x: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' });
const privateOf = ({ publicKey: x, privateKey: d }: Keys): KeyObject =>
  createPrivateKey({ key: { kty: 'OKP', crv: 'X25519', x, d }, format: 'jwk' });

const textOf = (value: Json): Buffer => Buffer.from(canonicalJson(value));
