// What somebody on the line, or a bad line, can do to a pack.
import type { Answer, ProxyMode } from '#tests/fixtures/proxy.ts';

type Alter = (path: string, answer: Answer) => Answer;

/** The manifest says something else than what HQ signed. */
export const forgedManifest: Alter = (path, answer) => {
  if (!path.startsWith('/v1/packs/latest')) return answer;
  const signed = JSON.parse(answer.body.toString()) as { body: string; signature: string };
  const text = Buffer.from(signed.body, 'base64')
    .toString()
    .replace(/"customers":\d+/, '"customers":1');
  const body = { ...signed, body: Buffer.from(text).toString('base64') };
  return { ...answer, body: Buffer.from(JSON.stringify(body)) };
};

export const truncatedChunk: Alter = (path, answer) =>
  path.startsWith('/v1/chunks/')
    ? { ...answer, body: answer.body.subarray(0, Math.floor(answer.body.length / 2)) }
    : answer;

/** One bit of a chunk is another. */
export const forgedChunk: Alter = (path, answer) => {
  if (!path.startsWith('/v1/chunks/')) return answer;
  const body = Buffer.from(answer.body);
  body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
  return { ...answer, body };
};

/** As if a branch that has just enrolled were too far behind for changes: it must fetch the next pack. */
const withoutChanges: Alter = (path, answer) =>
  /^\/v1\/changes\?since=[12](&told=1)?$/.test(path)
    ? {
        status: 410,
        body: Buffer.from(JSON.stringify({ error: 'pack-needed', message: 'too far behind' })),
      }
    : answer;

export const altered = (...alters: readonly Alter[]): ProxyMode => ({
  kind: 'alter-answers',
  alter: (path, answer) => alters.reduce((now, alter) => alter(path, now), answer),
});

export const onlyPacks = (...alters: readonly Alter[]): ProxyMode =>
  altered(withoutChanges, ...alters);
