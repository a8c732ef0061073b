// Feeds as HQ makes and serves them, read by the counter's own reader.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { createLine } from '#electron/line/line.ts';
import { readFeed } from '#electron/main/update/feed.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { endOfFeed } from '#shared/wire/update.ts';
import { secretFromMaster } from './secret.ts';
import { updatesRoute } from './serve/updates_route.ts';
import { writeFeeds } from './updates.ts';

const secret = secretFromMaster(randomBytes(32));
const now = Date.UTC(2026, 10, 29, 8);
let outside: string;
let folder: string;
const server = () => {
  const made = fastify();
  updatesRoute(made, folder);
  return made;
};

beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'hub-updates-'));
  folder = join(outside, 'updates');
  mkdirSync(folder);
});
afterEach(() => rmSync(outside, { recursive: true, force: true }));

it('signs the newest package of each system, which a counter of this HQ alone believes', async () => {
  for (const name of [
    'counter-assist_0.9.9_amd64.deb',
    'counter-assist_0.10.0_amd64.deb',
    'counter-assist_0.11.0+standin33.2.1_amd64.deb',
    'cn.counter-assist.desktop_0.12.0_amd64.deb',
    'Counter Assist Setup 0.9.0.exe',
  ])
    writeFileSync(join(folder, name), `the bytes of ${name}`);
  expect(await writeFeeds(folder, secret, 10, now)).toEqual([
    { feed: 'latest-linux.yml', version: '0.10.0', file: 'counter-assist_0.10.0_amd64.deb' },
    { feed: 'latest.yml', version: '0.9.0', file: 'Counter Assist Setup 0.9.0.exe' },
  ]);
  const serving = server();
  const base = new URL(`${await serving.listen({ host: '127.0.0.1', port: 0 })}/updates/`);
  const line = createLine({ authority: null, proxy: null });
  try {
    const feed = await readFeed(base, 'latest-linux.yml', secret.publicKey, line);
    expect(feed).toMatchObject({ version: '0.10.0', stagingPercentage: 10 });
    expect(endOfFeed(feed)).toBe(now + 90 * 86_400_000);
    const other = secretFromMaster(randomBytes(32)).publicKey;
    await expect(readFeed(base, 'latest-linux.yml', other, line)).rejects.toMatchObject({
      what: 'forged',
    });
    expect(await writeFeeds(folder, secret, null, now, 7)).toHaveLength(2);
    const all = await readFeed(base, 'latest-linux.yml', secret.publicKey, line);
    expect(all.stagingPercentage).toBeUndefined();
    expect(endOfFeed(all)).toBe(now + 7 * 86_400_000);
  } finally {
    await serving.close();
  }
});

it('makes no feed of a folder without a package', async () => {
  writeFileSync(join(folder, 'counter-assist_1.0_amd64.deb'), '');
  expect(await writeFeeds(folder, secret, null, now)).toEqual([]);
});

it('serves files of its folder, and nothing beside it', async () => {
  writeFileSync(join(folder, 'latest.yml'), '{}');
  writeFileSync(join(folder, '.hidden'), 'x');
  writeFileSync(join(outside, 'secret.key'), 'x');
  mkdirSync(join(folder, 'below'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'broken'));
  const serving = server();
  const status = async (url: string): Promise<number> => (await serving.inject({ url })).statusCode;
  expect((await serving.inject({ url: '/updates/latest.yml' })).body).toBe('{}');
  for (const name of [
    'none.deb',
    '.hidden',
    'below',
    'broken',
    '..%2fsecret.key',
    '%2e%2e%2fsecret.key',
    '../secret.key',
    'latest.yml%00',
    '',
  ])
    expect([name, await status(`/updates/${name}`)]).toEqual([name, 404]);
  await serving.close();
});
