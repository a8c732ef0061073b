// What an aborted question to the hub comes to.
import { createServer, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { createHubClient } from './hub_client.ts';

const untilAllCame = () => new Promise((resolve) => setTimeout(resolve, 200));
let server: Server | null = null;
afterEach(() => void server?.close());

it('ends when it is aborted after the last byte came and before it was taken', async () => {
  let sendLast: (() => void) | undefined;
  server = createServer((_, answer) => {
    answer.writeHead(200).write('first');
    sendLast = () => void answer.end('last');
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const client = createHubClient(`http://127.0.0.1:${address.port}`, {
    token: 't'.repeat(40),
    voice: null,
  });
  const stop = new AbortController();
  const taken: string[] = [];
  const answer = await client.chunk(
    'c',
    0,
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
