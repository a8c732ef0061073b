// What `hub device list` says of a computer whose key store protects nothing.
import { expect, test } from 'vitest';
import type { DeviceOverview } from '#hub/db/device_list.ts';
import { deviceText, nextSteps } from './device.ts';
import { createGiftsCommand } from './gifts.ts';
import { createPointsCommand } from './points.ts';

const DEVICE: DeviceOverview = {
  id: 'D1',
  branch: 'B001',
  name: '1号窗口',
  enrolledAt: Date.UTC(2026, 10, 1),
  heardAt: null,
  revokedAt: null,
  hasKeys: true,
  app: '1.0.0',
  host: 'linux gnome_libsecret',
  unsent: 0,
  number: 3,
  events: 12,
  quarantined: 0,
  breaks: 0,
  lookUpBreaks: 0,
};

test('an open key store is named, and that the policy lets it open no customers', () => {
  const open = { ...DEVICE, host: 'linux basic_text open' };
  expect(deviceText(DEVICE, true)).not.toContain('key store');
  expect(deviceText(open, false)).toMatch(/key store only hides the key.*files opens them$/m);
  expect(deviceText(open, true)).toMatch(
    /only hides the key.*by the policy it opens no customers$/m,
  );
});

test('the steps after a revocation name all that their commands ask for', () => {
  const [gifts = '', points = '', publish = ''] = nextSteps(DEVICE);
  expect(publish).toBe('hub publish --branch B001');
  const lease = createPointsCommand().commands.find((each) => each.name() === 'lease');
  for (const [step, command] of [
    [gifts, createGiftsCommand()],
    [points, lease],
  ] as const) {
    const options = command?.options ?? [];
    const asked = options.filter(({ mandatory }) => mandatory).map(({ long }) => long ?? '');
    expect(asked).toContain('--branch');
    for (const name of asked) expect(step).toContain(`${name} `);
    for (const name of step.match(/--[a-z]+/g) ?? [])
      expect(options.map(({ long }) => long)).toContain(name);
  }
});
