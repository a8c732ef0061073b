// Signing in to HQ's page: cookies, waiting, other sites, ends of sessions, the log; no route without a session.
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from '#hub/db/database.ts';
import { readLog, setDisabled, setPassword } from '#hub/db/page_account.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { createTestBranch } from '#hub/db/test_province.ts';
import { hashPassword } from './password.ts';
import {
  addTestAccount,
  CHEAP,
  get,
  LARGE,
  openTestPage,
  OWN,
  PASSWORD,
  post,
  signInAs,
  type TestPage,
} from './test_page.ts';

const MINUTE = 60_000;
let db: TestDatabase;
let page: TestPage;
let accounts = 0;
/** A new one each test. */
let name = '';

beforeAll(async () => {
  db = await openTestDatabase();
  await createTestBranch(db, { code: 'b1', customers: 1 });
});
beforeEach(async () => {
  accounts += 1;
  name = `someone-${accounts}`;
  await addTestAccount(db, { name, role: 'hq', regions: [] });
  page = openTestPage(db);
});
afterAll(() => db.close());

const waits = async (): Promise<number> => (await db.query(sql`select 1 from page_wait`)).length;

const wrong = (who: string) => post(page, '/api/sign-in', { name: who, password: 'not it at all' });

test('no route of figures answers without a session, and every one with it says no-store', async () => {
  const routes = [
    '/api/session',
    '/api/branches',
    '/api/branches?month=2026-10',
    '/api/branches/b1/day',
    '/api/branches/b1/day?day=2026-10-12',
    '/api/branches/b1/month?month=2026-10',
    '/api/looks',
    '/api/branches/b1/looks?month=2026-10',
    '/api/strategies',
    '/api/models',
  ];
  const cookie = await signInAs(page, name);
  for (const url of routes) {
    for (const bad of [undefined, 'hq=', `hq=${'a'.repeat(43)}`, `other=${cookie.slice(3)}`]) {
      const refused = await get(page, url, bad);
      expect([url, refused.statusCode, refused.json()]).toEqual([
        url,
        401,
        { type: 'unauthorised' },
      ]);
    }
    const told = await get(page, url, cookie);
    expect([url, told.statusCode, told.headers['cache-control']]).toEqual([url, 200, 'no-store']);
  }
  // One that forgets it cannot be added.
  expect(() => openTestPage(db).server.get('/api/leak', async () => ({}))).toThrow(
    /open to everybody/,
  );
});

test('the cookie is out of reach of scripts and of other sites; over HTTPS it says so', async () => {
  const answer = await post(page, '/api/sign-in', {
    name: ` ${name.toUpperCase()} `,
    password: PASSWORD,
  });
  expect(answer.headers['set-cookie']).toMatch(
    /^hq=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  const secure = openTestPage(db, 'https://hq.example');
  const own = { host: 'inside', origin: 'https://hq.example' };
  const safe = await post(secure, '/api/sign-in', { name, password: PASSWORD }, own);
  expect(safe.headers['set-cookie']).toMatch(
    /^__Host-hq=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
  );
  expect(safe.headers['strict-transport-security']).toMatch(/^max-age=\d+/);
  const other = { host: 'inside', origin: 'http://inside' };
  expect((await post(secure, '/api/sign-in', { name, password: PASSWORD }, other)).statusCode).toBe(
    403,
  );
});

test('what another site sends changes nothing, even with the cookie', async () => {
  const cookie = await signInAs(page, name);
  for (const headers of [
    { host: OWN['host'] ?? '' },
    { ...OWN, origin: 'http://evil.test' },
    { ...OWN, origin: 'null' },
    { ...OWN, 'sec-fetch-site': 'cross-site' },
    { ...OWN, 'sec-fetch-site': 'same-site' },
  ]) {
    expect((await post(page, '/api/sign-out', {}, { ...headers, cookie })).statusCode).toBe(403);
  }
  expect((await get(page, '/api/session', cookie)).statusCode).toBe(200);
});

test('the same words for a wrong password, no such account and a disabled one', async () => {
  await addTestAccount(db, { name: `${name}-off`, role: 'hq', regions: [] });
  await setDisabled(db, `${name}-off`, page.now);
  const answers = [
    await wrong(name),
    await wrong('nobody-at-all'),
    await post(page, '/api/sign-in', { name: `${name}-off`, password: PASSWORD }),
  ];
  for (const answer of answers)
    expect([answer.statusCode, answer.json(), answer.headers['set-cookie']]).toEqual([
      403,
      { type: 'wrong' },
      undefined,
    ]);
});

test('who fails again and again waits twice as long each time, also at another copy and after a restart', async () => {
  for (const who of [name, `${name}-nobody`]) {
    for (let n = 0; n < 4; n += 1) expect((await wrong(who)).statusCode).toBe(403);
    const waits: number[] = [];
    for (let n = 0; n < (who === name ? 3 : 1); n += 1) {
      const told = await wrong(who);
      expect(told.statusCode).toBe(429);
      const { retryAfterMs } = told.json<{ retryAfterMs: number }>();
      waits.push(retryAfterMs);
      expect(told.headers['retry-after']).toBe(String(Math.ceil(retryAfterMs / 1_000)));
      const { now } = page;
      page = openTestPage(db);
      page.now = now + retryAfterMs - 1;
      // Trying meanwhile costs nothing and helps nothing, not even with the right password.
      expect((await post(page, '/api/sign-in', { name: who, password: PASSWORD })).statusCode).toBe(
        429,
      );
      page.now += 1;
      expect((await wrong(who)).statusCode).toBe(403);
    }
    expect(waits).toEqual([10_000, 20_000, 40_000].slice(0, waits.length));
  }
  page.now += 15 * MINUTE;
  const cookie = await signInAs(page, name);
  expect((await get(page, '/api/session', cookie)).statusCode).toBe(200);
  // What was forgiven begins anew.
  expect((await wrong(name)).statusCode).toBe(403);
  expect((await wrong(name)).statusCode).toBe(403);
});

test('tries of one moment are all counted', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => wrong(name)));
  const counts = answers.map(({ statusCode }) => statusCode);
  expect(counts.filter((code) => code === 403).length).toBeLessThanOrEqual(4);
  expect(counts.filter((code) => code === 429).length).toBeGreaterThanOrEqual(8);
});

test('who is sent away because others keep the passwords busy has tried nothing', async () => {
  const before = await waits();
  const flood = Promise.all(Array.from({ length: 40 }, (_, at) => wrong(`${name}-of-${at}`)));
  const sentAway = await post(page, '/api/sign-in', { name, password: PASSWORD });
  expect(sentAway.statusCode).toBe(429);
  await flood;
  // Two at work and twenty behind them.
  expect(await waits()).toBe(before + 22);
  expect((await post(page, '/api/sign-in', { name, password: PASSWORD })).statusCode).toBe(200);
});

test('a session ends by signing out, an hour of silence, twelve hours in all, another password, and disabling', async () => {
  const isIn = async (cookie: string): Promise<boolean> =>
    (await get(page, '/api/session', cookie)).statusCode === 200;
  const out = await signInAs(page, name);
  expect((await post(page, '/api/sign-out', {}, { ...OWN, cookie: out })).statusCode).toBe(200);
  expect(await isIn(out)).toBe(false);

  const idle = await signInAs(page, name);
  page.now += 59 * MINUTE;
  expect(await isIn(idle)).toBe(true);
  page.now += 59 * MINUTE;
  expect(await isIn(idle)).toBe(true);
  page.now += 61 * MINUTE;
  expect(await isIn(idle)).toBe(false);

  const whole = await signInAs(page, name);
  for (let n = 0; n < 23; n += 1) {
    page.now += 31 * MINUTE;
    expect(await isIn(whole)).toBe(true);
  }
  page.now += 31 * MINUTE;
  expect(await isIn(whole)).toBe(false);

  const old = await signInAs(page, name);
  await setPassword(db, name, await hashPassword(PASSWORD, CHEAP));
  expect(await isIn(old)).toBe(false);
  const last = await signInAs(page, name);
  await setDisabled(db, name, page.now);
  expect(await isIn(last)).toBe(false);
});

test('the log tells who signed in and what was opened, and is only added to', async () => {
  const cookie = await signInAs(page, name);
  await wrong(name);
  await get(page, '/api/branches', cookie);
  await get(page, '/api/branches/b1/day?day=2026-10-12', cookie);
  await post(page, '/api/sign-out', {}, { ...OWN, cookie });
  const log = await readLog(db, name, 10);
  expect(log.map(({ action, detail }) => `${action} ${detail}`.trim()).toReversed()).toEqual([
    'signed-in',
    'sign-in-failed',
    'opened branches',
    'opened branch b1 2026-10-12',
    'signed-out',
  ]);
  await expect(db.execute(sql`delete from page_log`)).rejects.toThrow(/only added to/);
  await expect(db.execute(sql`update page_log set account = 'x'`)).rejects.toThrow(/only added to/);
});

test('tries under names that nobody has take one row an hour, whatever is typed', async () => {
  // An hour that no other test has.
  page.now = Date.UTC(2027, 0, 1, 8, 10);
  const rows = async (): Promise<number> =>
    (await db.query(sql`select 1 from page_log union all select 1 from page_unknown`)).length;
  const before = await rows();
  for (let n = 0; n < 4; n += 1) await wrong(`${name}-nobody-${n}`);
  expect(await rows()).toBe(before + 1);
  page.now += 60 * MINUTE;
  await wrong(`${name}-nobody`);
  const [last, first] = await readLog(db, undefined, 2);
  expect([last?.detail, first?.detail]).toEqual(['1 in this hour', '4 in this hour']);
  expect([last?.account, last?.action]).toEqual(['', 'sign-in-failed']);
  // An account's own failures are few: each makes the next one wait.
  for (let n = 0; n < 40; n += 1) {
    await wrong(name);
    page.now += MINUTE;
  }
  const own = await readLog(db, name, 1_000);
  expect(own.length).toBeLessThan(15);
  // What is older than a year and a month is forgotten.
  page.now += 401 * 24 * 60 * MINUTE;
  await wrong(`${name}-nobody`);
  expect(await db.query(sql`select 1 from page_unknown`)).toHaveLength(1);
});

test('a password is kept as scrypt alone, and the session as a hash', async () => {
  const cookie = await signInAs(page, name);
  expect(await hashPassword(PASSWORD)).toMatch(/^scrypt\$32768\$8\$3\$[\w+/=]+\$[\w+/=]+$/);
  const tokens = await db.query<{ hex: string }>(
    sql`select encode(token_hash, 'escape') as hex from page_session`,
  );
  expect(tokens.some(({ hex }) => hex.includes(cookie.slice(3)))).toBe(false);
});

test('pages and files carry a strict policy; assets are kept for good, the first page is asked for anew', async () => {
  for (const url of ['/', '/assets/main-1234.js', '/api/branches', '/nowhere']) {
    const { headers } = await get(page, url);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|unsafe-eval|https?:|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  }
  expect((await get(page, '/')).headers['cache-control']).toBe('no-cache');
  expect((await get(page, '/assets/main-1234.js')).headers['cache-control']).toBe(
    'public, max-age=31536000, immutable',
  );
  const again = await page.server.inject({ url: '/', headers: { 'if-none-match': '"e"' } });
  expect(again.statusCode).toBe(304);
});

test('long answers travel packed to those who take it, and are the same', async () => {
  const url = '/assets/large-1234.js';
  const ask = (headers: Readonly<Record<string, string>>) => page.server.inject({ url, headers });
  const packed = await ask({ 'accept-encoding': 'gzip, deflate, br' });
  expect(packed.headers).toMatchObject({
    'content-encoding': 'gzip',
    vary: 'accept-encoding',
    etag: 'W/"e"',
    'content-length': String(packed.rawPayload.length),
  });
  expect(packed.rawPayload.length).toBeLessThan(LARGE.length / 10);
  expect(gunzipSync(packed.rawPayload)).toEqual(LARGE);
  for (const encoding of ['', 'br', 'gzip;q=0', 'xgzip']) {
    const plain = await ask({ 'accept-encoding': encoding });
    expect([encoding, plain.headers['content-encoding']]).toEqual([encoding, undefined]);
    expect(plain.rawPayload).toEqual(LARGE);
  }
  const short = { url: '/', headers: { 'accept-encoding': 'gzip' } };
  expect((await page.server.inject(short)).headers['content-encoding']).toBeUndefined();
  const again = await ask({ 'accept-encoding': 'gzip', 'if-none-match': 'W/"e"' });
  expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
});

test('odd bodies and addresses are refused in our words', async () => {
  const bodies = [
    {},
    { name: 1, password: 'x' },
    { name: 'x'.repeat(101), password: 'x' },
    { name: `${name}\0`, password: PASSWORD },
  ];
  for (const body of bodies) expect((await post(page, '/api/sign-in', body)).statusCode).toBe(400);
  const large = await post(page, '/api/sign-in', { name, password: 'x'.repeat(9_000) });
  expect(large.statusCode).toBe(413);
  const cookie = await signInAs(page, name);
  expect((await get(page, '/api/branches/b1%00/day', cookie)).statusCode).toBe(404);
  for (const url of [
    '/api/branches?month=2026-13',
    '/api/branches/b1/day?day=2026-02-30',
    '/api/looks?month=2026-00',
    '/api/looks?month=2026-10&month=2026-11',
    '/api/branches/b1/looks?month=x',
    // Years that PostgreSQL does not have, or not to their end.
    '/api/branches/b1/month?month=0000-01',
    '/api/branches/b1/month?month=9999-12',
    '/api/branches/b1/day?day=0000-01-01',
  ])
    expect((await get(page, url, cookie)).statusCode).toBe(400);
  for (const url of ['/../../etc/passwd', '/assets/..%2findex.html', '/assets/none.js'])
    expect((await get(page, url)).statusCode).toBe(404);
});
