// A pack over lines that break, stall and are thin: nothing of what came is fetched again.
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Instant } from '#shared/base/month.ts';
import type { PackManifest } from '#shared/wire/pack.ts';
import { temporaryFolder } from '#tests/fixtures/data_process.ts';
import { createHubClient } from './hub_client.ts';
import { downloadPack } from './pack_download.ts';

const CHUNK = 64 * 1024;
const pack = randomBytes(10 * CHUNK + 1_000);
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const chunks = Array.from({ length: 11 }, (_, index) =>
  pack.subarray(index * CHUNK, (index + 1) * CHUNK),
);
const manifest: PackManifest = {
  kind: 'pack',
  protocol: 2,
  branch: 'B001',
  number: 1,
  schema: 2,
  epoch: 0,
  cipher: 'aegis',
  asOf: null,
  issuedAt: 0 as Instant,
  expiresAt: 1 as Instant,
  bytes: pack.length,
  chunkBytes: CHUNK,
  chunks: chunks.map(hashOf),
  customers: 1,
  digest: '0'.repeat(16),
};

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Serve = (
  body: Buffer,
  answer: ServerResponse,
  asked: { readonly from: number; readonly path: string },
) => void;

async function hubThat(serve: Serve): Promise<string> {
  server = createServer((request, answer) => {
    const path = request.url ?? '';
    const { pathname } = new URL(path, 'http://hub');
    const chunk = chunks[manifest.chunks.indexOf(pathname.split('/').at(-1) ?? '')];
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (chunk === undefined) answer.writeHead(404).end();
    else serve(chunk, answer, { from, path });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

const download = (url: string, folder: string, signal = new AbortController().signal) =>
  downloadPack({
    client: createHubClient(url, { token: 't'.repeat(40), voice: null }),
    manifest,
    part: join(folder, 'pack.part'),
    signal,
    onProgress: () => undefined,
  });

const answerFrom = (body: Buffer, answer: ServerResponse, from: number): Buffer => {
  const rest = body.subarray(from);
  answer.writeHead(from === 0 ? 200 : 206, {
    'content-length': rest.length,
    ...(from > 0 && { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` }),
  });
  return rest;
};

it('goes on within a chunk after every cut, also after a restart', async () => {
  const folder = temporaryFolder();
  let cuts = 20;
  let sent = 0;
  const url = await hubThat((body, answer, { from }) => {
    const rest = answerFrom(body, answer, from);
    const isCut = cuts > 0;
    const part = isCut ? rest.subarray(0, Math.ceil(rest.length / 3)) : rest;
    if (isCut) cuts -= 1;
    answer.write(part, () => {
      sent += part.length;
      // The bytes leave before the line does.
      setTimeout(() => (isCut ? answer.destroy() : answer.end()), 20);
    });
  });
  let tries = 1;
  while (!(await download(url, folder)).ok) tries += 1;
  expect(tries).toBeGreaterThanOrEqual(5);
  expect(readFileSync(join(folder, 'pack.part')).equals(pack)).toBe(true);
  expect(sent / pack.length).toBeLessThanOrEqual(1.05);
  expect(readdirSync(folder)).toEqual(['pack.part']);
});

it('takes what begins at 0 although the rest was asked for, and refuses what is damaged', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, `pack.part.${manifest.chunks[0]}`), pack.subarray(0, 500));
  writeFileSync(join(folder, `pack.part.${manifest.chunks[1]}`), Buffer.alloc(CHUNK));
  writeFileSync(join(folder, `pack.part.${'0'.repeat(64)}`), 'of an older pack');
  const url = await hubThat((body, answer) => void answer.end(body));
  expect(await download(url, folder)).toEqual({ ok: true, value: null });
  expect(readFileSync(join(folder, 'pack.part')).equals(pack)).toBe(true);
  expect(readdirSync(folder)).toEqual(['pack.part']);
  const forged = await hubThat((body, answer) => void answer.end(Buffer.from(body).fill(7, 9, 10)));
  const refused = await download(forged, temporaryFolder());
  expect(refused).toMatchObject({ ok: false, error: { type: 'bad-pack' } });
});

it('asks for one chunk at a time while the line is thin', async () => {
  let open = 0;
  let most = 0;
  const stop = new AbortController();
  const url = await hubThat((body, answer) => {
    open += 1;
    most = Math.max(most, open);
    answer.on('close', () => (open -= 1));
    answer.writeHead(200, { 'content-length': body.length });
    answer.write(body.subarray(0, 1_000));
    setTimeout(() => stop.abort(), 300);
  });
  const stopped = await download(url, temporaryFolder(), stop.signal);
  expect(stopped).toMatchObject({ ok: false, error: { type: 'unreachable' } });
  expect(most).toBe(1);
});

it('gets past a cache on the way that holds a chunk wrong', async () => {
  const kept = new Map<string, Buffer>();
  const url = await hubThat((body, answer, { path }) => {
    const wrong = path.endsWith(manifest.chunks[4] ?? '') ? Buffer.alloc(body.length) : body;
    if (!kept.has(path)) kept.set(path, wrong);
    answer.end(kept.get(path));
  });
  const folder = temporaryFolder();
  expect(await download(url, folder)).toEqual({ ok: true, value: null });
  expect(readFileSync(join(folder, 'pack.part')).equals(pack)).toBe(true);
  expect(kept.size).toBe(manifest.chunks.length + 1);
});

it('takes nothing that does not begin where the last ended: what lies between would be memory of this process', async () => {
  const folder = temporaryFolder();
  const offset = { of: CHUNK - 1_000 };
  const url = await hubThat((body, answer) => {
    answer.writeHead(206, {
      'content-range': `bytes ${offset.of}-${body.length - 1}/${body.length}`,
    });
    answer.write(body.subarray(-1_000), () => setTimeout(() => answer.destroy(), 20));
  });
  expect(await download(url, folder)).toMatchObject({ error: { type: 'unreachable' } });
  expect(readdirSync(folder)).toEqual(['pack.part']);
  // Far behind its end.
  offset.of = 100 * CHUNK;
  expect(await download(url, folder)).toMatchObject({ error: { type: 'unreachable' } });
  const whole = await hubThat((body, answer) => {
    answer.writeHead(206, { 'content-range': `bytes 999999999-${body.length - 1}/${body.length}` });
    answer.end(body);
  });
  expect(await download(whole, folder)).toMatchObject({ error: { type: 'bad-pack' } });
  expect(readdirSync(folder)).toEqual(['pack.part']);
});
