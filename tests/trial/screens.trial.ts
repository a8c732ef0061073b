// npm run trial -- screens: the customer's display on a real second screen. An Xorg of two outputs (its dummy driver), whose
// second is plugged in, pulled out in the middle of an errand, put back in another resolution, and swapped with the counter's.
// Needs Xorg, its dummy driver and xrandr; XORG_MODULES names another folder of modules.
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { finish, signInToCounter } from '#tests/e2e/hands.ts';
import { type AppProcess, launchApp } from '#tests/fixtures/app_process.ts';
import { hubCommand, newEnrolCode, startHub } from '#tests/fixtures/hub_process.ts';
import { ask, openHit } from '#tests/shots/clerk.ts';
import { freePort } from '#tools/setup/free_port.mjs';
import { ROOT } from '#tools/setup/paths.mjs';
import { createDataFolder, handDown, prepareRuntime } from '#tools/setup/prepare.mjs';

const CONFIGURATION = `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 1.0-2000.0
  VertRefresh 1.0-200.0
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 3840 2160
    Modes "1368x768"
  EndSubSection
EndSection
`;
const NUMBER = ':93';
const COUNTER = { x: 0, y: 0, width: 1368, height: 768 };
const OUT = join(ROOT, 'dist', 'shots', 'screens');
type Box = typeof COUNTER;

const folder = await mkdtemp(join(tmpdir(), 'counter-assist-screens-'));
const runtime = await prepareRuntime();
const server = await startServer();
handDown({ ...runtime, display: NUMBER, env: { ...runtime.env, DISPLAY: NUMBER } });
const hubFolder = join(folder, 'hub');
const data = createDataFolder(runtime, 'screens');
mkdirSync(OUT, { recursive: true });
await hubCommand(['demo', '--data', hubFolder, '--customers', '900', '--seed', '7']);
const code = await newEnrolCode(hubFolder, 'CD01');
const hub = await startHub(hubFolder, { port: await freePort() });
let app = await launchApp({ data, hub: hub.url, enrol: `CD01:${code}`, size: COUNTER });
try {
  await whole();
  if (app.errors.length > 0) throw new Error(app.errors.join('; '));
  console.log(`screens: all as it should be; pictures of both screens in ${OUT}`);
} finally {
  await app.close().catch(() => undefined);
  await hub.stop();
  server.kill('SIGTERM');
  for (const each of [folder, data]) rmSync(each, { recursive: true, force: true });
}

async function whole(): Promise<void> {
  await signInToCounter(app.page);
  await expectDisplay('no second screen, never switched on', null);
  await plug('1280x800');
  await expectDisplay('a second screen, never switched on', null);
  await switchOn(app.page);
  await expectDisplay('switched on', { x: 1368, y: 0, width: 1280, height: 800 });
  await picture('greeting');
  await expectAccessible('greeting');

  await openSomebody(app.page);
  const said = await shownTo(app, 'offer');
  if (/\*|沉默|离网|答应|期望/.test(said)) throw new Error(`the customer reads: ${said}`);
  await picture('offer');
  await expectAccessible('offer');

  await unplug();
  await expectDisplay('pulled out in the middle of an errand', null);
  if (!(await app.page.getByTestId('sentence').isVisible())) throw new Error('the errand is gone');
  await plug('1920x1080');
  await expectDisplay('put back in another resolution', {
    x: 1368,
    y: 0,
    width: 1920,
    height: 1080,
  });
  if ((await shownTo(app, 'offer')) !== said) throw new Error('it shows something else now');
  await mode('1280x1024');
  await expectDisplay('its resolution changed', { x: 1368, y: 0, width: 1280, height: 1024 });
  await shownTo(app, 'offer');
  await pause(1_000);
  const screen = await displayOf(app);
  await screen.getByRole('button', { name: '好，办一个' }).click();
  await app.page.getByText('客户自己在屏幕上点的').first().waitFor();
  await finish(app.page);
  await shownTo(app, 'thanks');
  await expectAccessible('thanks');
  await picture('thanks');

  // The clerk takes the counter over to the other screen.
  await moveCounter(1400);
  await expectDisplay('the counter went to its screen', COUNTER);
  await moveCounter(0);
  await expectDisplay('and back', { x: 1368, y: 0, width: 1280, height: 1024 });
  await app.close();

  app = await launchApp({ data, hub: hub.url, size: COUNTER });
  await expectDisplay('the next day', { x: 1368, y: 0, width: 1280, height: 1024 });
  await shownTo(app, 'greeting');
  await app.close();
  await unplug();
  app = await launchApp({ data, hub: hub.url, size: COUNTER });
  await pause(2_000);
  await expectDisplay('a day without the second screen', null);
  await plug('1280x800');
  await expectDisplay('plugged in later', { x: 1368, y: 0, width: 1280, height: 800 });
}

async function switchOn(page: Page): Promise<void> {
  await page.keyboard.press('F4');
  await page.getByRole('group', { name: '客户屏' }).getByRole('button', { name: '打开' }).click();
  await page.keyboard.press('F2');
}

async function openSomebody(page: Page): Promise<void> {
  for (let hit = 1; hit <= 9; hit += 1) {
    await openHit(page, 'zh', hit);
    if (await ask(page, 50)) return;
    await finish(page);
  }
  throw new Error('nobody has an offer');
}

/** One that is opened anew is heard of a moment later. */
async function displayOf({ electron, page }: AppProcess): Promise<Page> {
  for (let tries = 0; tries < 50; tries += 1) {
    const screen = electron.windows().find((each) => each !== page && !each.isClosed());
    if (screen !== undefined) return screen;
    await pause(100);
  }
  throw new Error('the customer has no screen');
}

/** By axe, as it stands on that screen. */
async function expectAccessible(what: string): Promise<void> {
  const page = await displayOf(app);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  if (violations.length > 0)
    throw new Error(`${what}: ${violations.map(({ id, help }) => `${id} (${help})`).join('; ')}`);
  console.log(`${what}: axe finds nothing`);
}

/** The window of before may be on its way out. */
async function shownTo(shown: AppProcess, kind: string): Promise<string> {
  const until = Date.now() + 60_000;
  for (;;) {
    try {
      const place = (await displayOf(shown)).locator(`[data-show="${kind}"]`);
      return await place.innerText({ timeout: 5_000 });
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}

/** Where the windows are that are not the counter's, once that has come to rest. */
async function expectDisplay(when: string, wanted: Box | null): Promise<void> {
  const until = Date.now() + 10_000;
  for (;;) {
    const found = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .filter(({ webContents }) => webContents.id !== 1)
        .map((window) => ({ ...window.getBounds(), isVisible: window.isVisible() })),
    );
    const isThere =
      wanted === null
        ? found.length === 0
        : found.length === 1 && found.every((each) => each.isVisible && fills(each, wanted));
    if (isThere) break;
    if (Date.now() > until) {
      const screens = await app.electron.evaluate(({ screen }) =>
        screen.getAllDisplays().map(({ bounds }) => bounds),
      );
      throw new Error(`${when}: ${JSON.stringify(found)}; screens: ${JSON.stringify(screens)}`);
    }
    await pause(100);
  }
  console.log(`${when}: ${wanted === null ? 'no window' : JSON.stringify(wanted)}`);
}

/** Where no window manager makes it fill the screen, Chromium leaves a pixel at the far sides. */
function fills(found: Box, wanted: Box): boolean {
  return (['x', 'y', 'width', 'height'] as const).every(
    (key) => Math.abs(found[key] - wanted[key]) <= 1,
  );
}

async function moveCounter(x: number): Promise<void> {
  await app.electron.evaluate(
    ({ BrowserWindow }, left) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.id === 1)
        ?.setPosition(left, 0),
    x,
  );
}

/** What stands on both screens, as the X server has it. */
async function picture(name: string): Promise<void> {
  await pause(800);
  const images = await app.electron.evaluate(async ({ desktopCapturer }) =>
    (
      await desktopCapturer.getSources({
        types: ['screen'],
        thumbnailSize: { width: 1368, height: 1024 },
      })
    ).map(({ thumbnail }) => thumbnail.toDataURL()),
  );
  for (const [index, image] of images.entries()) {
    const bytes = Buffer.from(image.slice(image.indexOf(',') + 1), 'base64');
    writeFileSync(join(OUT, `${name}-${index + 1}.png`), bytes);
  }
}

async function xrandr(...args: readonly string[]): Promise<void> {
  await promisify(execFile)('xrandr', ['-display', NUMBER, ...args]);
  // The dummy driver notices what is plugged in when somebody asks.
  await promisify(execFile)('xrandr', ['-display', NUMBER]);
}

async function plug(resolution: string): Promise<void> {
  await mode(resolution);
}

async function mode(resolution: string): Promise<void> {
  await xrandr('--addmode', 'DUMMY1', resolution).catch(() => undefined);
  await xrandr('--output', 'DUMMY1', '--mode', resolution, '--right-of', 'DUMMY0');
}

async function unplug(): Promise<void> {
  await xrandr('--output', 'DUMMY1', '--off');
}

async function startServer() {
  const configuration = join(folder, 'xorg.conf');
  writeFileSync(configuration, CONFIGURATION);
  const modules = process.env['XORG_MODULES'];
  const args = ['-ac', '-noreset', '-novtswitch', '-sharevts', '-keeptty', '-nolisten', 'tcp'];
  args.push('-config', configuration, '-logfile', join(folder, 'log'));
  if (modules !== undefined) args.push('-modulepath', modules);
  const child = spawn('Xorg', [NUMBER, ...args], { stdio: 'ignore' });
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', () =>
      reject(new Error('no Xorg: apt-get install xserver-xorg-core xserver-xorg-video-dummy')),
    );
    child.once('exit', (code) => reject(new Error(`Xorg ended with ${code}`)));
  });
  failed.catch(() => undefined);
  for (let tries = 0; tries < 50; tries += 1) {
    await Promise.race([pause(200), failed]);
    const isUp = await xrandr('--output', 'DUMMY0', '--mode', '1368x768', '--primary').then(
      () => true,
      () => false,
    );
    if (isUp) return child;
  }
  throw new Error('Xorg or xrandr does not answer');
}
