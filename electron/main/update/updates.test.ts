// The real electron-updater against a feed on loopback: two versions, and every way in which a download breaks. What is not
// whole and signed is never ready.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLine } from '#electron/line/line.ts';
import { FEED_DAYS, type UpdateFeed, updatePreamble } from '#shared/wire/update.ts';
import type { UpdateProblem } from '#shared/contract/shell.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { jsonFile } from '../atomic_file.ts';
import { createFreshness, seenFeedSchema } from './freshness.ts';
import { createLibrary } from './library.ts';
import { createUpdates, type Updates } from './updates.ts';
import { z } from 'zod';

const FEED = 'latest-linux.yml';
const PACKAGE = 'counter-assist_1.0.1_amd64.deb';
const bytes = Buffer.alloc(3_000_000, 'a package of the next version ');
const SIGNED = Date.parse('2026-11-29T08:00:00.000Z');
const HOUR_MS = 3_600_000;
const hq = generateKeyPairSync('ed25519');
const key = hq.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

let folder: string;
let server: Server;
let files: Map<string, Buffer>;
let now: number;
/** How the package is answered; undefined: whole. */
let broken: ((answer: ServerResponse, whole: Buffer) => void) | undefined;
let fetched: string[];

const put = (change: Partial<UpdateFeed> = {}, by: KeyObject = hq.privateKey): void => {
  const feed: UpdateFeed = {
    version: '1.0.1',
    files: [
      {
        url: PACKAGE,
        sha512: createHash('sha512').update(bytes).digest('base64'),
        size: bytes.length,
      },
    ],
    releaseDate: new Date(SIGNED).toISOString(),
    ...change,
  };
  const body = Buffer.from(JSON.stringify(feed));
  const signed = sign(null, Buffer.concat([Buffer.from(updatePreamble(FEED)), body]), by);
  files.set(`/updates/${FEED}`, body);
  files.set(`/updates/${FEED}.sig`, Buffer.from(`${signed.toString('base64')}\n`));
  files.set(`/updates/${PACKAGE}`, bytes);
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'updates-'));
  writeFileSync(join(folder, 'updater.yml'), 'updaterCacheDirName: updates\n');
  files = new Map();
  fetched = [];
  broken = undefined;
  now = SIGNED + HOUR_MS;
  server = createServer(({ url = '' }, answer) => {
    fetched.push(url);
    const file = files.get(url);
    if (file === undefined) answer.writeHead(404).end();
    else if (url.endsWith('.deb') && broken !== undefined) broken(answer, file);
    else answer.writeHead(200, { 'content-length': file.length }).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  put();
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

type Begun = { readonly updates: Updates; readonly ended: string[] };

/** As after a start of the program. */
function begin({ version = '1.0.0', install = (): string | null => null } = {}): Begun {
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/updates/`;
  const ended: string[] = [];
  const seen = jsonFile(join(folder, 'update-feed.json'), seenFeedSchema, null);
  const freshness = createFreshness(seen, () => now);
  const updates = createUpdates({
    version,
    feed: base,
    dataDir: folder,
    lastProblem: jsonFile<UpdateProblem | null>(
      join(folder, 'update.json'),
      z.custom<UpdateProblem>().nullable(),
      null,
    ),
    freshness,
    now: () => now,
    log: () => undefined,
    stopData: () => Promise.resolve(),
    startAnew: () => ended.push('anew'),
    load: (onProgress) =>
      Promise.resolve({
        ...createLibrary({
          app: {
            version,
            name: 'Counter Assist',
            isPackaged: true,
            appUpdateConfigPath: join(folder, 'updater.yml'),
            userDataPath: folder,
            baseCachePath: folder,
            whenReady: () => Promise.resolve(),
            quit: () => ended.push('quit'),
            relaunch: () => ended.push('relaunch'),
            onQuit: () => ended.push('on quit'),
          },
          kind: 'deb',
          freshness,
          line: createLine({ authority: null, proxy: null }),
          feed: () => ({ base: new URL(base), name: FEED, key }),
          log: () => undefined,
          onProgress,
        }),
        install,
      }),
  });
  return { updates, ended };
}

const bodyOfFeed = (): Buffer => {
  const body = files.get(`/updates/${FEED}`);
  if (body === undefined) throw new Error('there is no feed');
  return body;
};

const pending = (): string => join(folder, 'updates', 'pending', PACKAGE);

it('downloads the newer version, is ready with it, and finds it again after a start', async () => {
  const { updates, ended } = begin();
  await updates.look();
  expect(updates.view()).toMatchObject({
    state: 'ready',
    found: '1.0.1',
    lookedAt: SIGNED + HOUR_MS,
    file: pending(),
    problem: null,
  });
  expect(readFileSync(pending()).equals(bytes)).toBe(true);
  const again = begin();
  await again.updates.look();
  expect(again.updates.view().state).toBe('ready');
  expect(fetched.filter((url) => url.endsWith('.deb'))).toHaveLength(1);
  await again.updates.install();
  // Nothing is hung on the end of the program: a person says when.
  expect([ended, again.ended]).toEqual([[], []]);
});

it.each(['1.0.1', '1.0.2', '2.0.0'])('leaves version %s as it is', async (version) => {
  const { updates } = begin({ version });
  await updates.look();
  expect(updates.view()).toMatchObject({ state: 'idle', found: null, problem: null });
  expect(fetched).not.toContain(`/updates/${PACKAGE}`);
});

const cut = (part: number) => (answer: ServerResponse, whole: Buffer) => {
  answer.writeHead(200, { 'content-length': whole.length });
  answer.write(whole.subarray(0, part), () => answer.destroy());
};
const answerWith =
  (change: (whole: Buffer) => Buffer) => (answer: ServerResponse, whole: Buffer) => {
    answer.end(change(Buffer.from(whole)));
  };

it.each<[string, UpdateProblem['what'], NonNullable<typeof broken>]>([
  ['is cut off at its first byte', 'damaged', cut(1)],
  ['is cut off in the middle', 'damaged', cut(1_500_000)],
  ['ends early in good order', 'damaged', answerWith((whole) => whole.subarray(0, 2_999_999))],
  ['has a byte more', 'damaged', answerWith((whole) => Buffer.concat([whole, Buffer.of(0)]))],
  [
    'has a bit that turned',
    'damaged',
    answerWith((whole) => {
      whole.writeUInt8(whole.readUInt8(1_234_567) ^ 1, 1_234_567);
      return whole;
    }),
  ],
  ['is not there', 'unreachable', (answer) => void answer.writeHead(404).end()],
  [
    'is somewhere else',
    'unreachable',
    (answer) => void answer.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  ],
])('does not take a package that %s, and takes it once it is whole', async (_how, what, how) => {
  broken = how;
  const { updates, ended } = begin();
  await updates.look();
  expect(updates.view()).toMatchObject({ state: 'idle', file: null, problem: { what } });
  expect(existsSync(pending())).toBe(false);
  await updates.install();
  expect(ended).toEqual([]);
  broken = undefined;
  await updates.look();
  expect(updates.view()).toMatchObject({ state: 'ready', problem: null });
});

it('believes no feed but one that its HQ signed for this system', async () => {
  const { updates } = begin();
  put({}, generateKeyPairSync('ed25519').privateKey);
  await updates.look();
  expect(updates.view()).toMatchObject({ state: 'idle', problem: { what: 'forged' } });
  put();
  const body = bodyOfFeed();
  files.set(`/updates/${FEED}`, Buffer.from(body.toString().replace('1.0.1', '9.0.1')));
  await updates.look();
  expect(updates.view().problem?.what).toBe('forged');
  put();
  // What HQ signs of other things is no feed, nor is its own of another system.
  const other = sign(null, bodyOfFeed(), hq.privateKey);
  files.set(`/updates/${FEED}.sig`, Buffer.from(other.toString('base64')));
  await updates.look();
  expect(updates.view().problem?.what).toBe('forged');
  files.delete(`/updates/${FEED}.sig`);
  await updates.look();
  expect(updates.view().problem?.what).toBe('unreachable');
  expect(fetched).not.toContain(`/updates/${PACKAGE}`);
});

const later = (days: number): string => new Date(SIGNED + days * 24 * HOUR_MS).toISOString();

it('takes no feed that is older than one that it saw, through restarts, and the newest at any time', async () => {
  const feedOf = () => new Map(files);
  put({ version: '1.0.2', stagingPercentage: 0, releaseDate: later(1) });
  const stopped = feedOf();
  put();
  const old = feedOf();
  now = SIGNED + 2 * 24 * HOUR_MS;
  files = stopped;
  const { updates } = begin();
  await updates.look();
  expect(updates.view()).toMatchObject({ state: 'idle', isStaged: true, problem: null });
  files = old;
  await updates.look();
  expect(updates.view()).toMatchObject({ state: 'idle', file: null, problem: { what: 'stale' } });
  const again = begin();
  await again.updates.look();
  expect(again.updates.view().problem?.what).toBe('stale');
  expect(fetched).not.toContain(`/updates/${PACKAGE}`);
  files = stopped;
  await again.updates.look();
  expect(again.updates.view()).toMatchObject({ found: '1.0.2', problem: null });
  // A version that HQ takes back by a later word is HQ's word.
  put({ releaseDate: later(2) });
  await again.updates.look();
  expect(again.updates.view()).toMatchObject({ state: 'ready', found: '1.0.1' });
});

it.each([
  ['says', { expires: later(30) }, 30],
  ['of a hub of before must be assumed', {}, FEED_DAYS],
])('takes a feed until the end that it %s, and not a minute longer', async (_how, more, days) => {
  put(more);
  const { updates } = begin();
  now = Date.parse(later(days));
  await updates.look();
  expect(updates.view()).toMatchObject({ state: 'idle', problem: { what: 'stale' } });
  expect(fetched).not.toContain(`/updates/${PACKAGE}`);
  now -= 60_000;
  await updates.look();
  expect(updates.view()).toMatchObject({ state: 'ready', problem: null });
});

it('installs without a line what it has, while the word of HQ holds', async () => {
  let installed = 0;
  const install = (): string | null => ((installed += 1), null);
  put({ expires: later(30) });
  const kept = begin({ install });
  await kept.updates.look();
  now = Date.parse(later(31));
  await kept.updates.install();
  expect(kept.updates.view()).toMatchObject({ state: 'idle', problem: { what: 'stale' } });
  expect(installed).toBe(0);
  now = Date.parse(later(20));
  const { updates } = begin({ install });
  await updates.look();
  server.closeAllConnections();
  now = Date.parse(later(29));
  await updates.install();
  expect(installed).toBe(1);
});

it('is not shut out of all later feeds by one that HQ signed with a clock far ahead', async () => {
  put({ releaseDate: later(4_000) });
  const { updates } = begin();
  await updates.look();
  expect(updates.view().problem).toBeNull();
  put({ releaseDate: later(0.02) });
  await updates.look();
  expect(updates.view().problem).toBeNull();
});

it('asks nothing of the feeds of another HQ', async () => {
  const seen = { key: 'another', signedAt: later(0.03), version: '3.0.0' };
  writeFileSync(join(folder, 'update-feed.json'), JSON.stringify(seen));
  const { updates } = begin();
  await updates.look();
  expect(updates.view()).toMatchObject({ state: 'ready', problem: null });
});

it('reads no feed that names another folder or host, or is cut off', async () => {
  const { updates } = begin();
  for (const url of ['../secret.deb', 'http://127.0.0.1:1/x.deb', '/etc/x.deb']) {
    const [file] = JSON.parse(bodyOfFeed().toString()).files;
    put({ files: [{ ...file, url }] });
    await updates.look();
    expect(updates.view().problem?.what).toBe('unread');
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await updates.look();
  expect(updates.view()).toMatchObject({ state: 'idle', problem: { what: 'unreachable' } });
});

it('waits for its turn, and says that there is something to wait for', async () => {
  put({ stagingPercentage: 0 });
  const { updates } = begin();
  await updates.look();
  expect(updates.view()).toMatchObject({
    state: 'idle',
    found: '1.0.1',
    isStaged: true,
    file: null,
  });
  put({ stagingPercentage: 100 });
  await updates.look();
  expect(updates.view()).toMatchObject({ state: 'ready', isStaged: false });
});

it('installs nothing that was changed on the disk after it came', async () => {
  let installed = 0;
  const { updates, ended } = begin({ install: () => ((installed += 1), null) });
  await updates.look();
  writeFileSync(pending(), Buffer.alloc(bytes.length));
  await updates.install();
  expect(updates.view()).toMatchObject({ state: 'idle', problem: { what: 'damaged' } });
  expect([installed, ended]).toEqual([0, []]);
});

it('installs nothing while entries are unsent, begins again as it was, and says so once', async () => {
  let installed = 0;
  const install = (): string | null => ((installed += 1), null);
  const { updates, ended } = begin({ install });
  await updates.look();
  writeFileSync(join(folder, 'ledger-D1.unsent'), '{"unsaved":1}\n');
  await updates.install();
  expect([installed, ended]).toEqual([0, ['anew']]);
  expect(begin().updates.view().problem?.what).toBe('unsent');
  expect(begin().updates.view().problem).toBeNull();
  rmSync(join(folder, 'ledger-D1.unsent'));
  const later = begin({ install });
  await later.updates.look();
  await later.updates.install();
  expect([installed, later.ended]).toEqual([1, []]);
});

it('begins again as it was where the system does not install it', async () => {
  const { updates, ended } = begin({ install: () => 'Command pkexec exited with code 126' });
  await updates.look();
  await updates.install();
  expect(ended).toEqual(['anew']);
  expect(begin().updates.view().problem).toEqual({
    what: 'not-installed',
    detail: 'Command pkexec exited with code 126',
  });
});
