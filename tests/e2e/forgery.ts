// What somebody on the line, or a bad line, can do to a pack.
import type { Answer, ProxyMode } from '#tests/fixtures/proxy.ts';

type Alter = (path: string, answer: Answer) => Answer;

/** The manifest is not as HQ sealed it. */
export const forgedManifest: Alter = (path, answer) =>
  path.startsWith('/v1/packs/latest') ? { ...answer, body: oneBitOther(answer.body) } : answer;

export const truncatedChunk: Alter = (path, answer) =>
  path.startsWith('/v1/chunks/')
    ? { ...answer, body: answer.body.subarray(0, Math.floor(answer.body.length / 2)) }
    : answer;

/** One bit of a chunk is another. */
export const forgedChunk: Alter = (path, answer) =>
  path.startsWith('/v1/chunks/') ? { ...answer, body: oneBitOther(answer.body) } : answer;

function oneBitOther(body: Buffer): Buffer {
  const other = Buffer.from(body);
  other[other.length >> 1] = (other[other.length >> 1] ?? 0) ^ 1;
  return other;
}

export const altered = (...alters: readonly Alter[]): ProxyMode => ({
  kind: 'alter-answers',
  alter: (path, answer) => alters.reduce((now, alter) => alter(path, now), answer),
});
