// What a device says of itself with any question is kept for HQ's page; one that says nothing is only heard.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { APP_HEADER, CLOCK_HEADER, UNSENT_HEADER } from '#shared/wire/protocol.ts';
import { readOverview } from '#hub/db/overview.ts';
import { readPageDevices } from '#hub/db/page_branch.ts';
import { bearer, enrolTestDevice, openTestHub, type TestHub } from './test_hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

test('program and unsent events, as last said', async () => {
  const device = await enrolTestDevice(hub);
  const heard = async () => (await readPageDevices(hub.db, 'b1'))[0];
  const ask = async (said: Readonly<Record<string, string>>): Promise<void> => {
    const headers = { ...bearer(device), ...said };
    expect((await hub.server.inject({ url: '/v1/held', headers })).statusCode).toBe(200);
  };
  expect(await heard()).toMatchObject({ heardAt: null, unsent: null, app: null });
  await ask({ [APP_HEADER]: '1.2.3', [UNSENT_HEADER]: '12' });
  expect(await heard()).toMatchObject({ heardAt: hub.now, unsent: 12, app: '1.2.3' });
  hub.now += 1_000;
  await ask({ [APP_HEADER]: '1.2.3', [UNSENT_HEADER]: '0' });
  expect(await heard()).toMatchObject({ heardAt: hub.now, unsent: 0 });
  hub.now += 60_000;
  await ask({ [APP_HEADER]: '<b>odd</b>', [UNSENT_HEADER]: '-1' });
  expect(await heard()).toMatchObject({ heardAt: hub.now, unsent: null, app: null });
});

test('a clock that is off is named until it is right', async () => {
  const device = await enrolTestDevice(hub);
  const clocks = async () => (await readOverview(hub.db))[0]?.wrongClocks;
  const ask = async (clock: string): Promise<void> => {
    const headers = { ...bearer(device), [CLOCK_HEADER]: clock };
    expect((await hub.server.inject({ url: '/v1/held', headers })).statusCode).toBe(200);
  };
  await ask(String(hub.now - 86_400_000));
  expect(await clocks()).toEqual([{ name: expect.any(String), minutesAhead: -1_440 }]);
  await ask(String(hub.now + 365 * 86_400_000));
  expect(await clocks()).toEqual([{ name: expect.any(String), minutesAhead: 525_600 }]);
  await ask(String(hub.now + 30_000));
  expect(await clocks()).toEqual([]);
  await ask('soon');
  expect(await clocks()).toEqual([]);
});
