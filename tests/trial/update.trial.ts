// npm run trial -- update: an update by the system's own pkexec and polkit, from the installed package as an ordinary user.
// Once refused, since nobody may say yes; once allowed by a rule of an administrator. All of it in a mount namespace with
// layers over /usr, /opt, /etc and /var: the machine has no package afterwards that it did not have.
// Needs root, dbus-daemon, polkitd and pkexec.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expectAllSent, signInToCounter } from '#tests/e2e/hands.ts';
import { type AppProcess, launchApp } from '#tests/fixtures/app_process.ts';
import { hubCommand, newEnrolCode, startHub } from '#tests/fixtures/hub_process.ts';
import { LAYOUTS, makeDeb } from '#tools/package/deb.mjs';
import { packagedAppForTest, unpackedForTest } from '#tools/package/for-test.mjs';
import { freePort } from '#tools/setup/free_port.mjs';
import { createDataFolder, launcherScript, prepareRuntime } from '#tools/setup/prepare.mjs';

const IS_INSIDE = 'COUNTER_ASSIST_OVERLAID';
const LAYERED = ['usr', 'opt', 'etc', 'var'];
const BUS = '/run/dbus';
const RULE = '/etc/polkit-1/rules.d/10-counter-assist.rules';
const BRANCH = 'CD01';
const NAME = LAYOUTS.debian.package;
const INSTALLED = `/${LAYOUTS.debian.files}`;

if (process.env[IS_INSIDE] === undefined) process.exitCode = goInside();
else await whole();

/** Starts this program again where the machine's folders are covered. */
function goInside(): number {
  const [node, program] = process.argv;
  const inside = spawnSync(
    'unshare',
    ['--mount', '--propagation', 'private', node ?? 'node', program ?? ''],
    { stdio: 'inherit', env: { ...process.env, [IS_INSIDE]: '1' } },
  );
  return inside.status ?? 1;
}

async function whole(): Promise<void> {
  const runtime = await prepareRuntime();
  const { runAs } = runtime;
  if (runAs === null) throw new Error('to be started as root: it installs packages');
  if (existsSync(INSTALLED)) throw new Error(`${INSTALLED} is there: this is no machine to try on`);
  const folder = await mkdtemp(join(tmpdir(), 'counter-assist-update-'));
  // Its lock lies where others must see it.
  await packagedAppForTest(runtime);
  const make = (version: string): Promise<string> =>
    makeDeb({ unpacked: unpackedForTest, folder, version, layout: 'debian', isQuick: true });
  const first = await make('1.0.0');
  const updates = join(folder, 'updates');
  mkdirSync(updates);
  execFileSync('mv', [await make('1.0.1'), updates]);

  cover(join(folder, 'layers'));
  const services = [
    spawn('dbus-daemon', ['--system', '--nofork', '--nopidfile'], { stdio: 'ignore' }),
  ];
  await until('the system bus', () => existsSync(join(BUS, 'system_bus_socket')));
  services.push(spawn('/usr/lib/polkit-1/polkitd', ['--no-debug'], { stdio: 'ignore' }));
  execFileSync('dpkg', ['-i', first], { stdio: 'ignore' });

  const hubFolder = join(folder, 'hub');
  await hubCommand(['demo', '--data', hubFolder, '--customers', '900', '--seed', '7']);
  await hubCommand(['updates', '--data', hubFolder, '--folder', updates]);
  const code = await newEnrolCode(hubFolder, BRANCH);
  const hub = await startHub(hubFolder, {
    port: await freePort(),
    args: ['--updates', updates],
  });
  const data = createDataFolder(runtime, 'update');
  const set = { hub: hub.url, enrol: `${BRANCH}:${code}`, updates: 'hub' };
  writeFileSync(join(data, 'admin.json'), JSON.stringify(set));
  // The tools' launcher keeps what it starts from gaining rights; a clerk's desktop does not.
  const packaged = launcherScript(runAs, join(INSTALLED, 'counter-assist'));
  const script = readFileSync(packaged, 'utf8');
  writeFileSync(packaged, script.replace("'--no-new-privs' ", ''));
  const log = (): string => readFileSync(join(data, 'logs', 'counter-assist.log'), 'utf8');
  try {
    let app = await launchApp({ data, packaged });
    await install(app);
    // It begins anew as it was, and says so.
    await until('the start after a refusal', () => isPaintedAfterInstall(log(), 1));
    expectVersion('1.0.0');
    console.log(`refused: ${/not-installed: (.*)/.exec(log())?.[1] ?? 'without a word'}`);
    await endAll();

    writeFileSync(RULE, ruleFor(runAs.user));
    // The service looks into the folder when it changes, a moment later.
    await pause(2_000);
    app = await launchApp({ data, packaged });
    await install(app);
    await until('the start after the update', () => isPaintedAfterInstall(log(), 2));
    expectVersion('1.0.1');
    console.log('allowed by a rule: installed, and begun again');
    await endAll();
    app = await launchApp({ data, packaged });
    await signInToCounter(app.page, 'manager');
    await expectAllSent(app.page);
    if (app.errors.length > 0) throw new Error(app.errors.join('; '));
    await app.close();
    console.log('update: refused and allowed by the system itself, as it should be');
  } finally {
    await endAll();
    await hub.stop();
    for (const service of services.toReversed()) service.kill('SIGTERM');
    rmSync(data, { recursive: true, force: true });
    for (const name of LAYERED) spawnSync('umount', ['--lazy', `/${name}`]);
    spawnSync('umount', ['--lazy', join(folder, 'layers')]);
    rmSync(folder, { recursive: true, force: true });
  }
}

function mount(...args: string[]): void {
  execFileSync('mount', args);
}

/** Layers over the machine's folders, and an empty folder for the bus. */
function cover(layers: string): void {
  mkdirSync(layers);
  mount('-t', 'tmpfs', 'layers', layers);
  for (const name of LAYERED) {
    const [upper, work] = [join(layers, name), join(layers, `${name}.work`)];
    mkdirSync(upper, { mode: 0o755 });
    mkdirSync(work);
    const options = `lowerdir=/${name},upperdir=${upper},workdir=${work}`;
    mount('-t', 'overlay', 'overlay', '-o', options, `/${name}`);
  }
  mkdirSync(BUS, { recursive: true });
  mount('-t', 'tmpfs', 'bus', BUS);
  rmSync(RULE, { force: true });
}

/** What an administrator writes where clerks may update the program without a password. */
function ruleFor(user: string): string {
  return `polkit.addRule(function (action, subject) {
  var isShell = /^(\\/usr)?\\/bin\\/bash$/.test(action.lookup('program'));
  if (action.id == 'org.freedesktop.policykit.exec' && isShell && subject.user == '${user}') return polkit.Result.YES;
});
`;
}

/** By the settings, as a manager does. */
async function install({ page, electron }: AppProcess): Promise<void> {
  await signInToCounter(page, 'manager');
  await expectAllSent(page);
  await page.keyboard.press('F4');
  await page.getByRole('button', { name: '检查更新' }).click();
  await page.getByText('新版本 1.0.1 已下载好').waitFor({ timeout: 60_000 });
  const ended = electron.waitForEvent('close', { timeout: 120_000 });
  await page.getByRole('button', { name: '安装并重开程序' }).click();
  await ended;
}

/** Whether a page was painted after the install of that number, from 1. */
function isPaintedAfterInstall(log: string, number: number): boolean {
  return (log.split('is to be replaced by')[number] ?? '').includes('window: painted');
}

function expectVersion(version: string): void {
  const said = execFileSync('dpkg-query', ['-W', '-f', '${Version} ${Status}', NAME], {
    encoding: 'utf8',
  });
  if (said !== `${version} install ok installed`) throw new Error(`${said}, not ${version}`);
}

function running(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => exeOf(pid).startsWith(INSTALLED));
}

/** The program that began anew is in nobody's hands. */
async function endAll(): Promise<void> {
  for (const pid of running()) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
  await until('the end of the program', () => running().length === 0);
}

function exeOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return '';
  }
}

async function until(what: string, isSo: () => boolean): Promise<void> {
  const end = Date.now() + 120_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(200);
  }
}
