// The .deb as dpkg installs it: an errand as an ordinary user with the sandbox on, an upgrade with an answer that has not
// been sent, an update from HQ's own feed, and removal. dpkg works in a folder of its own; the machine is left as it was.
// The installing itself asks for an administrator: what the program has pkexec do is done here by dpkg in that folder.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitProblems } from '#tests/fixtures/fit.ts';
import { hubCommand } from '#tests/fixtures/hub_process.ts';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { DEMO_BRANCH, demoCustomers } from '#tests/fixtures/hub_template.ts';
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
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
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

/** In the place of pkexec: notes what it was to run, and ends as this test says. */
const makeAgent = (): string => {
  const agent = join(folder, 'agent');
  mkdirSync(agent);
  chmodSync(agent, 0o777);
  const script = `#!/bin/sh
printf '%s\\n' "$*" > ${agent}/asked.new && mv ${agent}/asked.new ${agent}/asked
while [ ! -e ${agent}/answer ]; do sleep 0.1; done
exit "$(cat ${agent}/answer)"
`;
  writeFileSync(join(agent, 'pkexec'), script, { mode: 0o755 });
  return agent;
};

/** Processes of the installed program. */
const running = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/exe`).startsWith(join(root, LAYOUTS.debian.files));
      } catch {
        return false;
      }
    });

/** One that ended with its parent is as good. */
function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

test('installs, serves, is updated with an answer unsent and by HQ, and leaves', async ({
  openDesk,
}) => {
  test.setTimeout(300_000);
  const runtime = await prepareRuntime();
  const installed = join(root, LAYOUTS.debian.files);
  const [first, second] = affordable(await demoCustomers());
  if (first === undefined || second === undefined) throw new Error('too few customers');

  dpkg('--install', await makePackage('debian', '1.0.0'));
  expect(statSync(join(installed, 'chrome-sandbox')).mode & 0o7777).toBe(0o4755);
  const packaged = launcherScript(runtime.runAs, join(installed, 'counter-assist'));
  const updates = join(folder, 'updates');
  mkdirSync(updates);
  const desk = await openDesk({ hubArgs: ['--updates', updates] });
  // Nobody is asked for anything: where HQ is, and as whose window this one enrols, lay there before.
  const set = { hub: desk.proxy.url, enrol: `${DEMO_BRANCH}:${desk.code}`, updates: 'hub' };
  writeFileSync(join(desk.data, 'admin.json'), JSON.stringify(set));
  const app = await desk.launch({ packaged, hub: undefined });
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

  // HQ lays it out, and signs it; on the way down it loses its end.
  const offered = join(updates, 'counter-assist_1.0.1_amd64.deb');
  renameSync(update, offered);
  const signed = ['updates', '--data', desk.hubFolder, '--folder', updates];
  expect(await hubCommand(signed)).toContain('version 1.0.1, to all computers');
  const { size } = statSync(offered);
  copyFileSync(offered, update);
  truncateSync(offered, size - 1);
  await desk.startHub();
  const agent = makeAgent();
  const path = process.env['PATH'] ?? '';
  process.env['PATH'] = `${agent}:${path}`;
  const old = await desk.launch({ packaged });
  process.env['PATH'] = path;
  await signInToCounter(old.page, 'manager');
  await expectAllSent(old.page);
  await old.page.keyboard.press('F4');
  await old.page.getByRole('button', { name: '检查更新' }).click();
  await expect(old.page.getByText(/下载的不完整/)).toBeVisible({ timeout: 60_000 });
  await expect(old.page.getByRole('button', { name: '安装并重开程序' })).toBeHidden();
  copyFileSync(update, offered);
  await old.page.getByRole('button', { name: '检查更新' }).click();
  await expect(old.page.getByText('新版本 1.0.1 已下载好')).toBeVisible({ timeout: 60_000 });
  expect(await fitProblems(old.page)).toEqual([]);
  const ended = old.electron.waitForEvent('close');
  await old.page.getByRole('button', { name: '安装并重开程序' }).click();
  const asked = join(agent, 'asked');
  await expect.poll(() => existsSync(asked), { timeout: 30_000 }).toBe(true);
  const [, downloaded = ''] = /dpkg -i (\S+\.deb)/.exec(readFileSync(asked, 'utf8')) ?? [];
  expect(downloaded).toBe(join(desk.data, 'updates', 'pending', 'counter-assist_1.0.1_amd64.deb'));
  dpkg('--install', downloaded);
  expect(dpkg('--list', LAYOUTS.debian.package)).toContain('1.0.1');
  writeFileSync(join(agent, 'answer'), '0');
  await ended;
  // It has begun again by itself, outside this test's hands.
  const log = (): string => readFileSync(join(desk.data, 'logs', 'counter-assist.log'), 'utf8');
  await expect
    .poll(() => log().split('is to be replaced by')[1] ?? '', { timeout: 60_000 })
    .toContain('painted');
  for (const pid of running()) end(pid);
  await expect.poll(running).toEqual([]);
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
