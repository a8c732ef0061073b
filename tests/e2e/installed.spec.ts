// The .deb as dpkg installs it: an errand as an ordinary user with the sandbox on, an upgrade with an answer that has not
// been sent, and removal. dpkg works in a folder of its own; the machine is left as it was.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { APP_ID, LAYOUTS, makeDeb } from '#tools/package/deb.mjs';
import { packagedAppForTest, unpackedForTest } from '#tools/package/for-test.mjs';
import { launcherScript, prepareRuntime } from '#tools/setup/prepare.mjs';
import { expect, test } from './desk.ts';
import { expectAllSent, findAndOpen, finish, mean, sentence, signInToCounter } from './hands.ts';
import { affordable } from './people.ts';

/** UOS 20 and Kylin V10. */
const OLDEST_C_LIBRARY = 28;

const folder = mkdtempSync(join(tmpdir(), 'counter-assist-installed-'));
chmodSync(folder, 0o755);
const root = join(folder, 'root');
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dpkg = (...args: string[]): string =>
  execFileSync(
    'dpkg',
    [`--root=${root}`, '--force-not-root', '--force-depends', '--force-script-chrootless', ...args],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );

/** What the package says as it goes. */
const removeAndHear = (): string =>
  spawnSync(
    'dpkg',
    [
      `--root=${root}`,
      '--force-not-root',
      '--force-script-chrootless',
      '--remove',
      LAYOUTS.debian.package,
    ],
    { encoding: 'utf8' },
  ).stderr;

const makePackage = async (layout: keyof typeof LAYOUTS, version: string): Promise<string> => {
  await packagedAppForTest(await prepareRuntime());
  return makeDeb({ unpacked: unpackedForTest, folder, version, layout, isQuick: true });
};

/** Names of the package's files, without the `./` in front. */
const contentsOf = (deb: string): string[] =>
  execFileSync('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar --list', 'sh', deb], {
    encoding: 'utf8',
  })
    .split('\n')
    .map((line) => line.replace(/^\.\//, ''))
    .filter((line) => line !== '' && !line.endsWith('/'));

const controlFilesOf = (deb: string): string[] =>
  execFileSync('sh', ['-c', 'dpkg-deb --ctrl-tarfile "$1" | tar --list', 'sh', deb], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((line) => line !== '' && line !== './');

test.beforeAll(() => {
  for (const part of ['info', 'updates', 'triggers', 'parts'])
    mkdirSync(join(root, 'var/lib/dpkg', part), { recursive: true });
  execFileSync('touch', [join(root, 'var/lib/dpkg/status'), join(root, 'var/lib/dpkg/available')]);
});

test('installs, serves, is upgraded with an answer unsent, and leaves', async ({ openDesk }) => {
  test.setTimeout(300_000);
  const runtime = await prepareRuntime();
  const installed = join(root, LAYOUTS.debian.files);
  const [first, second] = affordable(await demoCustomers());
  if (first === undefined || second === undefined) throw new Error('too few customers');

  dpkg('--install', await makePackage('debian', '1.0.0'));
  expect(statSync(join(installed, 'chrome-sandbox')).mode & 0o7777).toBe(0o4755);
  const packaged = launcherScript(runtime.runAs, join(installed, 'counter-assist'));
  const desk = await openDesk();
  const app = await desk.launchEnrolled({ packaged });
  const facts = await app.electron.evaluate(({ app: shell }) => ({
    path: shell.getAppPath(),
    user: process.getuid?.(),
    switches: process.argv,
  }));
  expect(facts.path).toBe(join(installed, 'resources', 'app.asar'));
  expect(facts.user).not.toBe(0);
  expect(facts.switches).not.toContain('--no-sandbox');
  await signInToCounter(app.page);
  await desk.stopHub();
  await findAndOpen(app.page, first.phone);
  await mean(app.page, '50');
  await expect(sentence(app.page)).toContainText('100元');
  await app.page.keyboard.press('1');
  await finish(app.page);
  await expect(app.page.getByText(/未上送 \d+ 笔/)).toBeVisible();
  await app.close();

  const update = await makePackage('debian', '1.0.1');
  // Where the account's data lie as a rule: the update is refused, and leaves the program that is there.
  mkdirSync(join(root, 'home/lina/.local/share'), { recursive: true });
  mkdirSync(join(root, 'etc'), { recursive: true });
  symlinkSync(desk.data, join(root, 'home/lina/.local/share/counter-assist'));
  writeFileSync(join(root, 'etc/passwd'), 'lina:x:1000:1000::/home/lina:/bin/sh\n');
  expect(() => dpkg('--install', update)).toThrow(/写到U盘/);
  expect(dpkg('--list', LAYOUTS.debian.package)).toMatch(/^ii .*1\.0\.0/m);
  rmSync(join(root, 'etc/passwd'));
  dpkg('--install', update);
  expect(dpkg('--list', LAYOUTS.debian.package)).toContain('1.0.1');
  await desk.startHub();
  const upgraded = await desk.launch({ packaged });
  await signInToCounter(upgraded.page);
  await expectAllSent(upgraded.page);
  await upgraded.close();
  await desk.stopHub();
  const events = await readEvents(desk.hubFolder);
  expect(events.filter(({ kind }) => kind === 'visit.finished')).toHaveLength(1);

  writeFileSync(join(root, 'etc/passwd'), 'lina:x:1000:1000::/home/lina:/bin/sh\n');
  expect(removeAndHear()).toContain('/home/lina/.local/share/counter-assist');
  expect(existsSync(installed)).toBe(false);
  expect(readdirSync(desk.data).length).toBeGreaterThan(0);
});

test('asks for no newer C library than branches have', async () => {
  await packagedAppForTest(await prepareRuntime());
  const found = execFileSync('sh', [
    '-c',
    'find "$1" -type f \\( -name "*.node" -o -name "*.so*" -o -perm -100 \\) -exec objdump -p {} + 2>/dev/null',
    'sh',
    unpackedForTest,
  ]).toString('utf8');
  const asked = [...found.matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor));
  expect(asked.length).toBeGreaterThan(20);
  expect(Math.max(...asked)).toBeLessThanOrEqual(OLDEST_C_LIBRARY);
  expect(found).not.toMatch(/NEEDED +libstdc\+\+/);
});

test('for UOS lies below its own folder and brings no script', async () => {
  const deb = await makePackage('uos', '1.0.0');
  const contents = contentsOf(deb);
  const home = `opt/apps/${APP_ID}/`;
  expect(contents.filter((file) => !file.startsWith(home))).toEqual([]);
  expect(contents).toEqual(
    expect.arrayContaining([
      `${home}info`,
      `${home}entries/applications/${APP_ID}.desktop`,
      `${home}entries/icons/hicolor/512x512/apps/${APP_ID}.png`,
      `${home}files/counter-assist`,
      `${home}files/resources/native/better_sqlite3.node`,
    ]),
  );
  expect(controlFilesOf(deb)).toEqual(['./control']);
  dpkg('--install', deb);
  const info = execFileSync('cat', [join(root, home, 'info')], { encoding: 'utf8' });
  expect(JSON.parse(info)).toMatchObject({ appid: APP_ID, version: '1.0.0' });
  dpkg('--remove', APP_ID);
  expect(existsSync(join(root, home, 'files'))).toBe(false);
});
