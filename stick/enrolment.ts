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
  verify,
} from 'node:crypto';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { PublicKeys } from '#shared/wire/public_keys.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import {
  type StickAnswer,
  type StickEnrolled,
  stickEnrolledSchema,
  type StickRequest,
} from '#shared/wire/stick.ts';
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

/** The device's own keys, and what signs with them. */
export type OwnKeys = {
  readonly keys: PublicKeys;
  readonly sign: (text: Buffer) => Buffer;
};

/** @param code as typed or read out */
export function createRequest(
  about: Pick<StickRequest, 'branch' | 'deviceName' | 'at'>,
  code: string,
  keys: Keys,
  own: OwnKeys,
): StickRequest {
  const request = {
    kind: 'enrol-request' as const,
    protocol: PROTOCOL_VERSION,
    ...about,
    publicKey: keys.publicKey,
    keys: own.keys,
  };
  return {
    ...request,
    signature: own.sign(textOfRequest(request)).toString('base64'),
    proof: proofOf(request, code).toString('base64'),
  };
}

/** Whether who wrote the request knew this code, and holds the keys that it names. */
export function isProven(request: StickRequest, code: string): boolean {
  const given = Buffer.from(request.proof, 'base64');
  const proof = proofOf(request, code);
  if (given.length !== proof.length || !timingSafeEqual(given, proof)) return false;
  return request.keys === undefined || isSigned(request, request.keys);
}

function isSigned(request: StickRequest, keys: PublicKeys): boolean {
  try {
    const [signKey, sealKey] = [keys.sign, keys.seal].map((key) =>
      createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }),
    );
    if (signKey?.asymmetricKeyType !== 'ed25519' || sealKey?.asymmetricKeyType !== 'x25519') {
      return false;
    }
    const signature = Buffer.from(request.signature ?? '', 'base64');
    return verify(null, textOfRequest(request), signKey, signature);
  } catch {
    return false;
  }
}

/** For the key of the request, and for who knows the code: neither a stranger's key nor a stranger's HQ gets between. */
export function sealAnswer(
  request: StickRequest,
  code: string,
  response: StickEnrolled,
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
export function openAnswer(answer: StickAnswer, code: string, keys: Keys): StickEnrolled {
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
    return stickEnrolledSchema.parse(JSON.parse(body.toString('utf8')));
  } catch {
    throw new StickProblem('altered', 'the answer does not open with this code');
  }
}

type Unproven = Omit<StickRequest, 'proof' | 'signature'>;

function proofOf(request: Unproven, code: string): Buffer {
  const key = codeKey(request.branch, request.publicKey, code);
  return createHmac('sha256', key).update(textOfRequest(request)).digest();
}

/** Without keys as programs of before have it. */
function textOfRequest(request: Unproven): Buffer {
  const { kind, protocol, branch, deviceName, at, publicKey, keys } = request;
  const text = { kind, protocol, branch, deviceName, at, publicKey };
  return textOf(keys === undefined ? text : { ...text, keys });
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
