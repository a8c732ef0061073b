// What a question to the hub comes to when the line, or whoever answers, does not keep to the rules.
import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { createHubClient, type HubClient } from './hub_client.ts';

const SIGNAL = new AbortController().signal;
const WANTED = { from: 0, isPastCaches: false };
const untilAllCame = () => new Promise((resolve) => setTimeout(resolve, 200));
let server: Server | TcpServer | null = null;
afterEach(() => void server?.close());

const listen = (listening: Server | TcpServer): Promise<void> =>
  new Promise((resolve) => listening.listen(0, '127.0.0.1', resolve));

function clientOf(listening: Server | TcpServer): HubClient {
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  return createHubClient(url, { token: 't'.repeat(40), voice: null });
}

/** Answers each question with these bytes, and closes the line as it says. */
async function serveRaw(answer: Buffer, close: (line: Socket) => void): Promise<HubClient> {
  const raw = createTcpServer((line) => {
    line.on('error', () => undefined);
    line.once('data', () => line.write(answer, () => close(line)));
  });
  server = raw;
  await listen(raw);
  return clientOf(raw);
}

const HALF_CLOSE = (line: Socket): void => void line.end();
const BODY = Buffer.alloc(400_000, 'x');

it.each([
  ['as long as it said', `content-length: ${BODY.length}`],
  ['as long as the line lasts', 'connection: close'],
])('takes an answer, %s, whose line is closed while it is read slowly', async (_, header) => {
  const head = Buffer.from(`HTTP/1.1 200 OK\r\n${header}\r\n\r\n`);
  const client = await serveRaw(Buffer.concat([head, BODY]), HALF_CLOSE);
  let bytes = 0;
  const take = async (piece: Uint8Array): Promise<void> => {
    bytes += piece.length;
    await pause(5);
  };
  expect(await client.chunk('c', WANTED, take, SIGNAL)).toEqual({ ok: true, value: null });
  expect(bytes).toBe(BODY.length);
});

it.each([
  ['cut', 'content-length: 400000', BODY.subarray(0, 100_000)],
  ['of a chunk that is cut', 'transfer-encoding: chunked', Buffer.from('61a80\r\nhalf')],
])('does not take an answer for whole that was %s', async (_, header, sent) => {
  const head = Buffer.from(`HTTP/1.1 200 OK\r\n${header}\r\n\r\n`);
  const client = await serveRaw(Buffer.concat([head, sent]), HALF_CLOSE);
  const answer = await client.chunk('c', WANTED, async () => undefined, SIGNAL);
  expect(answer).toMatchObject({ ok: false, error: { type: 'unreachable' } });
});

it('is offline, and nothing more, when what answers is no HTTP, is reset or redirects', async () => {
  for (const said of [
    'SSH-2.0-x\r\n',
    'HTTP/1.1 200',
    'HTTP/1.1 302 F\r\nlocation: /x\r\ncontent-length: 0\r\n\r\n',
  ]) {
    const client = await serveRaw(Buffer.from(said), (line) => line.resetAndDestroy());
    const answer = await client.held(SIGNAL);
    expect(answer).toMatchObject({ ok: false, error: { type: 'unreachable' } });
    server?.close();
  }
});

it('asks once more when the line that it kept was closed meanwhile', async () => {
  let lines = 0;
  const held = JSON.stringify({ through: 0, total: 0, highest: 0 });
  server = createServer((_, answer) => answer.end(held));
  server.on('connection', (line) => {
    lines += 1;
    // Gone by the time that the next question comes, which the client cannot know yet.
    line.once('data', () => setTimeout(() => line.resetAndDestroy(), 50));
  });
  await listen(server);
  const client = clientOf(server);
  for (let round = 0; round < 5; round += 1) {
    expect(await client.held(SIGNAL)).toMatchObject({ ok: true });
    // The reset arrives while this turn still runs.
    const until = performance.now() + 70;
    while (performance.now() < until);
  }
  expect(lines).toBeGreaterThan(1);
});

it('ends when it is aborted after the last byte came and before it was taken', async () => {
  let sendLast: (() => void) | undefined;
  server = createServer((_, answer) => {
    answer.writeHead(200).write('first');
    sendLast = () => void answer.end('last');
  });
  await listen(server);
  const client = clientOf(server);
  const stop = new AbortController();
  const taken: string[] = [];
  const answer = await client.chunk(
    'c',
    WANTED,
    async (piece) => {
      taken.push(Buffer.from(piece).toString());
      sendLast?.();
      await untilAllCame();
      stop.abort();
    },
    stop.signal,
  );
  expect(answer).toMatchObject({ ok: false, error: { type: 'unreachable' } });
  expect(taken).toEqual(['first']);
});

/** Goes on with its answer for as long as it is heard. @returns how much left */
async function serveWithoutEnd(status: number): Promise<{ client: HubClient; sent: () => number }> {
  const piece = Buffer.alloc(1024 * 1024, ' ');
  let sent = 0;
  const endless = createServer((_request, answer) => {
    answer.writeHead(status, { 'content-type': 'application/json' });
    const go = (): void => {
      if (answer.destroyed || sent > 400 * piece.length) return void answer.end();
      sent += piece.length;
      return answer.write(piece) ? void setImmediate(go) : void answer.once('drain', go);
    };
    go();
  });
  server = endless;
  await listen(endless);
  return { client: clientOf(endless), sent: () => sent };
}

it.each([
  [200, 'unreadable', 64],
  [403, 'unreachable', 32],
])('is not made to keep an answer of %i without an end', async (status, type, mostMB) => {
  const { client, sent } = await serveWithoutEnd(status);
  expect(await client.held(SIGNAL)).toMatchObject({ ok: false, error: { type } });
  expect(sent()).toBeLessThan(mostMB * 1024 * 1024);
});
