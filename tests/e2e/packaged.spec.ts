// The packaged app: app.asar, fuses, its own resources and database module; and one whole errand in it.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { packagedAppForTest } from '#tools/package/for-test.mjs';
import { prepareRuntime } from '#tools/setup/prepare.mjs';
import { expect, test } from './desk.ts';
import {
  done,
  expectAllSent,
  findAndOpen,
  finish,
  mean,
  sentence,
  signInToCounter,
} from './hands.ts';
import { affordable } from './people.ts';

const run = promisify(execFile);

test('the packaged app serves a customer', async ({ openDesk }) => {
  test.setTimeout(180_000);
  const packaged = await packagedAppForTest(await prepareRuntime());
  const desk = await openDesk();
  const app = await desk.launchEnrolled({ packaged });
  const facts = await app.electron.evaluate(({ app: shell }) => ({
    isPackaged: shell.isPackaged,
    appPath: shell.getAppPath(),
    executable: process.execPath,
    user: process.getuid?.(),
    switches: process.argv,
  }));
  expect(facts.isPackaged).toBe(true);
  expect(facts.appPath).toMatch(/app\.asar$/);
  expect(facts.user).not.toBe(0);
  expect(facts.switches).not.toContain('--no-sandbox');

  await signInToCounter(app.page);
  const customer = affordable(await demoCustomers())[0];
  await findAndOpen(app.page, customer.phone);
  await mean(app.page, '50');
  await expect(sentence(app.page)).toContainText('100元');
  await app.page.keyboard.press('1');
  await finish(app.page);
  await expect(done(app.page)).toContainText('50元');
  await expectAllSent(app.page);

  await app.page.keyboard.press('F1');
  const module = app.page.getByText(/^better-sqlite3-multiple-ciphers .* MIT$/);
  await module.click();
  await expect(app.page.getByText('SQLite, which is in the public domain')).toBeVisible();
  const notices = readFileSync(join(dirname(facts.executable), 'NOTICES.txt'), 'utf8');
  for (const name of ['react', 'zod', 'echarts', 'better-sqlite3-multiple-ciphers'])
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+`, 'm'));
  expect(app.errors).toEqual([]);

  // As it is packed for this test it may be driven; what opens it further is refused all the same.
  for (const dangerous of ['--js-flags=--expose-gc', '--disable-web-security'])
    await expect(
      run(packaged, [dangerous, `--data=${desk.data}`], { timeout: 30_000 }),
    ).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`${dangerous.split('=')[0]} is refused`),
    });

  // Of the shipped fuses, only the inspector's is on here: Playwright drives the app through it.
  const fuses = await getCurrentFuseWire(facts.executable);
  const isOn = (fuse: FuseV1Options): boolean => fuses[fuse] === '1'.codePointAt(0);
  expect({
    runAsNode: isOn(FuseV1Options.RunAsNode),
    cookies: isOn(FuseV1Options.EnableCookieEncryption),
    nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspector: isOn(FuseV1Options.EnableNodeCliInspectArguments),
    integrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
    ownSnapshot: isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
    fileProtocol: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: false,
    cookies: true,
    nodeOptions: false,
    inspector: true,
    integrity: true,
    onlyAsar: true,
    ownSnapshot: false,
    fileProtocol: false,
  });
  // One that Electron adds is to be decided on. Of WebAssembly's traps (8) nothing hangs: the page's policy runs none of it.
  const decided = new Set<string>(Object.values(FuseV1Options).map(String)).add('8');
  expect(Object.keys(fuses).filter((key) => /^\d+$/.test(key) && !decided.has(key))).toEqual([]);
  const version = readFileSync(join(dirname(facts.executable), 'version'), 'utf8');
  expect(version.trim()).toBe((await prepareRuntime()).electronVersion);
});
