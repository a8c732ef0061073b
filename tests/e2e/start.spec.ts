// `npm start` itself, on a data folder whose demo province is made already: from the command line to a picture.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newDataFolder } from '#tests/fixtures/app_process.ts';
import { removeFolder } from '#tests/fixtures/folder.ts';
import { copyHubTemplate } from '#tests/fixtures/hub_template.ts';
import { ROOT } from '#tools/setup/paths.mjs';
import { expect, test } from '@playwright/test';

const run = promisify(execFile);

test('npm start opens the demo, takes a picture without a display, and starts again', async () => {
  test.setTimeout(240_000);
  const data = await newDataFolder('start');
  await rename(await copyHubTemplate(), join(data, 'hub'));
  const picture = join(await newDataFolder('picture'), 'window.png');
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const start = (...args: readonly string[]) =>
    run(process.execPath, [join(ROOT, 'tools/start.mjs'), '--data', data, ...args], { env });
  try {
    const first = await start('--shot', picture);
    expect(first.stdout).toContain('no display: a virtual one was started');
    expect(first.stdout).toContain('picture saved');
    const png = readFileSync(picture);
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(1000);
    // Enrolled by itself, and the hub has let go of its database.
    expect(existsSync(join(data, 'device.key'))).toBe(true);
    expect(existsSync(join(data, 'running.json'))).toBe(false);

    const second = await start('--shot', picture, '--lang', 'en');
    expect(second.stdout).toContain('picture saved');
    await expect(start('--lang', 'fr')).rejects.toMatchObject({ code: 1 });
  } finally {
    await removeFolder(data);
  }
});
