// What a device with keys of its own and the hub sign of every question and answer, and the headers that carry it.
// docs/protocol.md, Conversation, says what each is for.

/** 32 hex digits of chance, new with every question: what a question is sealed with, and what its answer names. */
export const NONCE_HEADER = 'counter-assist-nonce';
/** Base64 of an Ed25519 signature: the device's over its question, the hub's over its answer. */
export const SIGNATURE_HEADER = 'counter-assist-signature';
/** At enrolment, when the hub does not know the device yet: its X25519 key, SPKI DER in base64. */
export const SEAL_KEY_HEADER = 'counter-assist-seal-key';
/** Of a body that only the other side can open. */
export const SEALED_TYPE = 'application/vnd.counter-assist.sealed';

export const NONCE_FORM = /^[0-9a-f]{32}$/;

/** HKDF's info, by direction: one key for each body. */
export const SEAL_INFO = { question: 'counter-assist question', answer: 'counter-assist answer' };

export type Question = {
  readonly method: string;
  /** From `/v1` on, with what follows the question mark. */
  readonly path: string;
  readonly nonce: string;
  /** SHA-256 (hex) of the body as it travels. */
  readonly sha256: string;
};

export const questionText = ({ method, path, nonce, sha256 }: Question): string =>
  ['question', method, path, nonce, sha256].join('\n');

export type AnswerParts = Pick<Question, 'nonce' | 'sha256'> & { readonly status: number };

export const answerText = ({ nonce, status, sha256 }: AnswerParts): string =>
  ['answer', nonce, status, sha256].join('\n');
