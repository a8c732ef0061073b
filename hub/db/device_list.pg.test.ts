// What HQ sees of its devices, and that a revoked one is answered no more.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bearer, enrolTestDevice, openTestHub, type TestHub } from '#hub/serve/test_hub.ts';
import { readKeyEpoch } from './key_epoch.ts';
import { readDevices, renameDevice, revokeDevice } from './device_list.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

test('devices are listed by branch, renamed, and revoked for good', async () => {
  const one = await enrolTestDevice(hub, 'b1');
  const other = await enrolTestDevice(hub, 'b2');
  expect((await readDevices(hub.db, null)).map(({ id }) => id)).toEqual([one.device, other.device]);
  const said = {
    'counter-assist-app': '1.4.0',
    'counter-assist-host': 'win32 dpapi',
    'counter-assist-unsent': '3',
  };
  const ask = () =>
    hub.server.inject({ url: '/v1/changes?since=0&told=1', headers: { ...bearer(one), ...said } });
  expect((await ask()).statusCode).toBe(200);
  expect(await renameDevice(hub.db, one.device, '2号台席')).toBe(true);
  expect(await readDevices(hub.db, 'b1')).toMatchObject([
    { app: '1.4.0', host: 'win32 dpapi', unsent: 3 },
  ]);
  expect(await readDevices(hub.db, 'b1')).toMatchObject([
    { name: '2号台席', heardAt: hub.now, number: 0, events: 0, hasKeys: false, revokedAt: null },
  ]);
  expect(await revokeDevice(hub.db, one.device, hub.now)).toBe(true);
  expect(await revokeDevice(hub.db, one.device, hub.now + 5)).toBe(true);
  expect(await readDevices(hub.db, 'b1')).toMatchObject([{ revokedAt: hub.now }]);
  expect([await readKeyEpoch(hub.db, 'b1'), await readKeyEpoch(hub.db, 'b2')]).toEqual([1, 0]);
  expect((await ask()).json()).toMatchObject({ error: 'revoked' });
  expect((await hub.server.inject({ url: '/v1/keys', headers: bearer(one) })).statusCode).toBe(401);
  expect(await revokeDevice(hub.db, 'device-none', hub.now)).toBe(false);
  expect(await renameDevice(hub.db, 'device-none', 'x')).toBe(false);
});
