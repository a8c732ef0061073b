// Enrolment: one code, one device; each refusal has its name.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enrolResponseSchema } from '#shared/wire/enrol.ts';
import { CLOCK_TOLERANCE_MS, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { sql } from '#hub/db/database.ts';
import { ENROL_TRIES, ENROL_WINDOW_MS } from './enrol.ts';
import {
  bearer,
  enrolRequest,
  enrolTestDevice,
  newCode,
  openTestHub,
  type TestHub,
} from './test_hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const enrol = async (payload: object) => {
  const answer = await hub.server.inject({ method: 'POST', url: '/v1/enrol', payload });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
};

test('a code makes a device, however it was typed; its token then works', async () => {
  const code = await newCode(hub);
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(code.endsWith(hub.secret.fingerprint())).toBe(true);
  const typed = ` ${code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`;
  const { status, body } = await enrol(enrolRequest(hub, typed));
  expect(status).toBe(200);
  const device = enrolResponseSchema.parse(body);
  expect(device.packKey).toBe(hub.secret.packKey('b1'));
  expect(device.ledgerKey).toBe(hub.secret.ledgerKey(device.device));
  const answer = await hub.server.inject({ url: '/v1/changes?since=0', headers: bearer(device) });
  expect(answer.json()).toEqual({ latest: 0, changes: [] });
});

test('a name that the database cannot hold does not stop a device', async () => {
  const deviceName = '柜台\0\ud800 1';
  const { status, body } = await enrol(enrolRequest(hub, await newCode(hub), { deviceName }));
  expect([status, body.error]).toEqual([200, undefined]);
});

test('a device without keys of its own is none', async () => {
  const strict = await openTestHub({ takesKeyless: false });
  const payload = enrolRequest(strict, await newCode(strict));
  const refused = await strict.server.inject({ method: 'POST', url: '/v1/enrol', payload });
  expect([refused.statusCode, refused.json<{ error: string }>().error]).toEqual([
    400,
    'bad-request',
  ]);
  await strict.close();
});

test('a name makes no line of its own where HQ lists devices', async () => {
  const deviceName = '1\u001b[8m\nb1 device-0 2: enrolled today\u202e';
  const { body } = await enrol(enrolRequest(hub, await newCode(hub), { deviceName }));
  const [stored] = await hub.db.query<{ name: string }>(
    sql`select name from device where id = ${body.device}`,
  );
  expect(stored?.name).toBe('1�[8m�b1 device-0 2: enrolled today�');
});

test('neither token nor code stands in the database', async () => {
  const code = await newCode(hub);
  const { body } = await enrol(enrolRequest(hub, code));
  const [dump] = await hub.db.query<{ text: string }>(sql`
    select (select json_agg(d) from device d)::text || (select json_agg(c) from enrol_code c)::text as text`);
  expect(dump?.text).toContain(body.device);
  expect(dump?.text).not.toContain(body.token);
  expect(dump?.text).not.toContain(code.replace('-', ''));
});

test('wrong, used and expired codes, and unknown branches, are told apart', async () => {
  const used = await newCode(hub);
  await enrol(enrolRequest(hub, used));
  expect(await enrol(enrolRequest(hub, used))).toMatchObject({
    status: 403,
    body: { error: 'used-code' },
  });
  expect(await enrol(enrolRequest(hub, 'ZZZZ-ZZZZ'))).toMatchObject({
    status: 403,
    body: { error: 'wrong-code' },
  });
  const fresh = await newCode(hub);
  expect(await enrol(enrolRequest(hub, fresh, { branch: 'b2' }))).toMatchObject({
    status: 403,
    body: { error: 'wrong-code' },
  });
  expect(await enrol(enrolRequest(hub, fresh, { branch: 'nowhere' }))).toMatchObject({
    status: 404,
    body: { error: 'unknown-branch' },
  });
  hub.now += 25 * 3_600_000;
  expect(await enrol(enrolRequest(hub, fresh))).toMatchObject({
    status: 403,
    body: { error: 'expired-code' },
  });
});

test('a wrong clock is refused with the hub time, and costs neither code nor try', async () => {
  const code = await newCode(hub);
  for (const by of [CLOCK_TOLERANCE_MS + 1, -CLOCK_TOLERANCE_MS - 1]) {
    expect(await enrol(enrolRequest(hub, code, { now: (hub.now + by) as never }))).toMatchObject({
      status: 409,
      body: { error: 'wrong-clock', now: hub.now },
    });
  }
  const inTime = enrolRequest(hub, code, { now: (hub.now + CLOCK_TOLERANCE_MS) as never });
  expect((await enrol(inTime)).status).toBe(200);
});

test('one code tried by many at once makes one device', async () => {
  hub.now += ENROL_WINDOW_MS;
  const code = await newCode(hub);
  const second = await hub.secondCopy();
  const answers = await Promise.all(
    [hub.server, second, hub.server, second, hub.server].map((server) =>
      server.inject({ method: 'POST', url: '/v1/enrol', payload: enrolRequest(hub, code) }),
    ),
  );
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 403, 403, 403, 403]);
});

test('after too many wrong tries a branch rests, for every copy; others go on', async () => {
  hub.now += ENROL_WINDOW_MS;
  const second = await hub.secondCopy();
  const tries = Array.from({ length: ENROL_TRIES + 3 }, (_, index) =>
    (index % 2 ? hub.server : second).inject({
      method: 'POST',
      url: '/v1/enrol',
      payload: enrolRequest(hub, 'ZZZZ-ZZZZ'),
    }),
  );
  const statuses = (await Promise.all(tries)).map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 403)).toHaveLength(ENROL_TRIES);
  const right = await enrol(enrolRequest(hub, await newCode(hub)));
  expect(right).toMatchObject({ status: 429, body: { error: 'too-many' } });
  expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
  await expect(enrolTestDevice(hub, 'b2')).resolves.toMatchObject({ branch: 'b2' });
  hub.now += ENROL_WINDOW_MS;
  expect((await enrol(enrolRequest(hub, await newCode(hub)))).status).toBe(200);
});

test('devices that enrol rightly one after another are not held up', async () => {
  hub.now += ENROL_WINDOW_MS;
  for (let count = 0; count < ENROL_TRIES + 2; count += 1) {
    expect((await enrol(enrolRequest(hub, await newCode(hub)))).status).toBe(200);
  }
});

test('another protocol, a malformed and an oversized body are refused', async () => {
  const code = await newCode(hub);
  const later = { ...enrolRequest(hub, code, { protocol: PROTOCOL_VERSION + 1 }), shift: 'late' };
  expect(await enrol(later)).toMatchObject({
    status: 409,
    body: { error: 'protocol', protocol: PROTOCOL_VERSION },
  });
  expect(await enrol({ branch: 'b1' })).toMatchObject({
    status: 400,
    body: { error: 'bad-request' },
  });
  expect(await enrol(enrolRequest(hub, code, { branch: "b1' or 1=1" }))).toMatchObject({
    status: 400,
  });
  expect(await enrol({ filler: 'x'.repeat(20_000) })).toMatchObject({
    status: 413,
    body: { error: 'too-large' },
  });
  const broken = await hub.server.inject({
    method: 'POST',
    url: '/v1/enrol',
    headers: { 'content-type': 'application/json' },
    payload: '{"branch":',
  });
  expect(broken.json()).toMatchObject({ error: 'bad-request' });
});
