// Who has not the key of the pair gets nothing, learns nothing and takes no room; who has it is known by it.
import { connect, type Socket } from 'node:net';
import { connect as connectSecure, type TLSSocket } from 'node:tls';
import { afterEach, expect, it, vi } from 'vitest';
import { freePort } from '#tests/fixtures/neighbours.ts';
import { createNeighbour } from '#tests/fixtures/sheets.ts';
import { createFrames } from './link.ts';
import { allowedIn } from './networks.ts';
import type { Roster } from './roster.ts';
import { callNeighbour, type Listener, listenTo } from './secure_line.ts';

vi.setConfig({ testTimeout: 30_000 });

const one = createNeighbour('w1');
const two = createNeighbour('w2');
const open: { destroy(): void }[] = [];
let listener: Listener | null = null;
let joined: string[] = [];
let roster: Roster | null;

/** w1 listens, and knows w2. */
async function listen(networks = ['127.0.0.0/8']): Promise<number> {
  joined = [];
  roster = one.rosterOf(two.told());
  const port = await freePort();
  listener = await listenTo({
    hosts: ['127.0.0.1'],
    port,
    isAllowed: allowedIn(networks),
    roster: () => roster,
    onNeighbour(id, socket) {
      joined.push(id);
      open.push(socket);
      socket.on('error', () => undefined);
      socket.write('hello');
    },
  });
  return Number(listener.addresses[0]?.split(':')[1] ?? port);
}
afterEach(() => {
  for (const each of open.splice(0)) each.destroy();
  listener?.close();
});

const known = (of: Roster, id: string) => {
  const found = of.neighbours.get(id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};

async function call(port: number, caller = two): Promise<TLSSocket | null> {
  const socket = await callNeighbour(
    { host: '127.0.0.1', port },
    known(caller.rosterOf(one.told()), 'w1'),
  );
  if (socket !== null) open.push(socket);
  return socket;
}

/** What a stranger hears until the line ends. */
const heardBy = (socket: Socket): Promise<Buffer> =>
  new Promise((resolve) => {
    const pieces: Buffer[] = [];
    open.push(socket);
    socket.on('data', (piece: Buffer) => pieces.push(piece));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(pieces)));
  });

const knock = (port: number, localAddress = '127.0.0.1'): Socket =>
  connect({ host: '127.0.0.1', port, localAddress });

it('knows its neighbour by the key of the pair', async () => {
  const port = await listen();
  const socket = await call(port);
  expect(socket?.getCipher().name).toBe('ECDHE-PSK-CHACHA20-POLY1305');
  const word = await new Promise((resolve) =>
    socket?.once('data', (data) => resolve(String(data))),
  );
  expect(word).toBe('hello');
  expect(joined).toEqual(['w2']);
});

it('lets nobody in under a neighbour’s name, or as one that HQ turned away', async () => {
  const port = await listen();
  // The same name, and keys of its own.
  expect(await call(port, createNeighbour('w2'))).toBeNull();
  // Of another branch, with the right keys.
  expect(
    await call(port, { ...two, rosterOf: (...others) => two2.rosterOf(...others) }),
  ).toBeNull();
  roster = one.rosterOf(two.told({ keys: null }));
  expect(await call(port)).toBeNull();
  expect(joined).toEqual([]);
});
const two2 = createNeighbour('w2', 'b2');

it('is not taken in by who listens in a neighbour’s place', async () => {
  const port = await listen();
  roster = createNeighbour('w1').rosterOf(two.told());
  expect(await call(port)).toBeNull();
});

it('lets no certificate and no other key exchange in', async () => {
  const port = await listen();
  for (const options of [{}, { ciphers: 'PSK-AES128-CBC-SHA', maxVersion: 'TLSv1.2' as const }]) {
    const socket = connectSecure({
      host: '127.0.0.1',
      port,
      rejectUnauthorized: false,
      ...options,
    });
    const heard = await heardBy(socket);
    expect(heard).toHaveLength(0);
  }
  expect(joined).toEqual([]);
});

it('sends who only connects away after seconds, and has said nothing', async () => {
  const port = await listen();
  const socket = knock(port);
  const drip = setInterval(() => socket.write(Buffer.from([0x16])), 300);
  const heard = await heardBy(socket);
  clearInterval(drip);
  expect(heard.toString('latin1')).not.toMatch(/w1|w2|b1/);
  expect(joined).toEqual([]);
});

it('has room for six strangers of one address at a time', async () => {
  const port = await listen();
  const strangers = Array.from({ length: 10 }, () => knock(port, '127.0.0.9'));
  let gone = 0;
  for (const stranger of strangers) stranger.on('close', () => (gone += 1));
  // Those that are taken in are sent away after four seconds; the others at once.
  await vi.waitUntil(() => gone >= 4, { timeout: 3_500, interval: 5 });
  expect(gone).toBe(4);
  for (const stranger of strangers) stranger.destroy();
});

it('has room for a neighbour while a thousand strangers knock', async () => {
  const port = await listen();
  const strangers = Array.from({ length: 1_000 }, () => heardBy(knock(port, '127.0.0.9')));
  const begun = performance.now();
  let socket: TLSSocket | null = null;
  while (socket === null && performance.now() - begun < 20_000) socket = await call(port);
  expect(socket).not.toBeNull();
  expect(joined).toEqual(['w2']);
  const ends = await Promise.all(strangers);
  expect(ends.every((heard) => heard.length === 0)).toBe(true);
  // When they are gone another one may knock.
  expect(await heardBy(knock(port, '127.0.0.9'))).toHaveLength(0);
});

it('answers nobody from a network that HQ did not name', async () => {
  const port = await listen(['10.0.0.0/8']);
  expect(await call(port)).toBeNull();
  const isAllowed = allowedIn(['8.8.8.0/24', '10.1.0.0/16']);
  expect(['8.8.8.8', '10.2.0.1', '10.1.0.1', '::ffff:10.1.2.3', 'x'].map(isAllowed)).toEqual([
    false,
    false,
    true,
    true,
    false,
  ]);
});

function frame(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, Buffer.from(text)]);
}

it('reads messages across pieces, and none that is too long', () => {
  const bytes = Buffer.concat([frame('one'), frame(''), frame('three')]);
  const read = createFrames();
  const found = [...bytes].flatMap((byte) => read(Buffer.from([byte])));
  expect(found.map(String)).toEqual(['one', '', 'three']);
  const all = createFrames()(bytes);
  expect(all.map(String)).toEqual(['one', '', 'three']);
  const broken = createFrames();
  expect(broken(Buffer.from([0xff, 0xff, 0xff, 0xff, 1]))).toEqual([null]);
  expect(broken(frame('more'))).toEqual([]);
});
