// The customer's screen: it follows the errand, takes a yes and a no by touch, and tells nothing that is not theirs to read.
import type { ElectronApplication, Page } from '@playwright/test';
import type { Customer } from '#shared/model/customer.ts';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { expect, test } from './desk.ts';
import {
  expectAllSent,
  findAndOpen,
  finish,
  mean,
  searchBox,
  sentence,
  signInToCounter,
} from './hands.ts';
import { affordable } from './people.ts';

const show = (screen: Page, kind: string) => screen.locator(`[data-show="${kind}"]`);

/** A finger waits until it has read. */
async function touch(screen: Page, name: string): Promise<void> {
  await screen.waitForTimeout(800);
  await screen.getByRole('button', { name }).click();
}

async function switchOn(electron: ElectronApplication, page: Page): Promise<Page> {
  const opened = electron.waitForEvent('window');
  await page.keyboard.press('F4');
  await page.getByRole('group', { name: '客户屏' }).getByRole('button', { name: '打开' }).click();
  const screen = await opened;
  await page.keyboard.press('F2');
  return screen;
}

test('the screen follows, is answered by touch and is blank between two customers', async ({
  counter: { desk, app, page },
}) => {
  const [first, second] = affordable(await demoCustomers()) as readonly [Customer, Customer];
  const screen = await switchOn(app.electron, page);
  await expect(searchBox(page)).toBeFocused();
  await expect(show(screen, 'greeting')).toContainText('欢迎光临');
  // What follows needs no line.
  desk.proxy.mode = { kind: 'cut' };

  await findAndOpen(page, first.phone);
  await expect(show(screen, 'greeting')).toBeVisible();
  await mean(page, '50');
  await expect(sentence(page)).toBeVisible();
  await expect(show(screen, 'offer')).toContainText('100元');
  await expect(show(screen, 'offer')).toContainText('晴雨伞');
  const document = await screen.content();
  for (const secret of [first.name, first.phone, first.account, second.phone])
    expect(document).not.toContain(secret);
  const offer = await show(screen, 'offer').innerText();
  for (const word of ['答应', '沉默', '离网', '家庭', '期望', '白金', '*'])
    expect(offer).not.toContain(word);
  // As a number of its own: its digits may well be part of a date.
  expect(offer.match(/\d+/g)).not.toContain(String(first.id));

  await touch(screen, '好，办一个');
  await expect(page.getByText('已记：接受 · 客户自己在屏幕上点的')).toBeVisible();
  await expect(screen.locator('[data-said="yes"]')).toBeVisible();
  await finish(page);
  await expect(show(screen, 'thanks')).toContainText('晴雨伞');

  await findAndOpen(page, second.phone);
  await expect(show(screen, 'greeting')).toBeVisible();
  await mean(page, '50');
  await touch(screen, '不用了');
  await expect(page.getByText('客户在屏幕上点了“不用了”。为什么不要？')).toBeVisible();
  await page.keyboard.press('2');
  await expect(page.getByText('已记：不要 · 客户自己在屏幕上点的')).toBeVisible();
  await page.keyboard.press('Control+l');
  await expect(show(screen, 'greeting')).toBeVisible();
  await signInToCounter(page).catch(() => undefined);

  desk.proxy.mode = { kind: 'pass' };
  await expectAllSent(page);
  expect(app.errors).toEqual([]);
  await app.close();
  await desk.stopHub();
  const answers = (await readEvents(desk.hubFolder)).filter(
    ({ kind }) => kind === 'answer.recorded',
  );
  expect(answers.map(({ payload }) => [payload['answer'], payload['by']])).toEqual([
    ['accepted', 'display'],
    ['declined', 'display'],
  ]);
});

test('the screen is a page of its own without the counter or the machine; text grows as far as it fits', async ({
  counter: { app, page },
}) => {
  const screen = await switchOn(app.electron, page);
  await show(screen, 'greeting').waitFor();
  const found = await screen.evaluate(async () => ({
    ofMachine: ['counterShell', 'require', 'process'].filter((name) => name in window),
    notifications: await Notification.requestPermission(),
    isWindowOpen: window.open('http://127.0.0.1:9/') !== null,
    isCounterThere: (await fetch('assets/none.js').catch(() => null))?.ok ?? false,
  }));
  expect(found).toEqual({
    ofMachine: [],
    notifications: 'denied',
    isWindowOpen: false,
    isCounterThere: false,
  });
  const main = await app.electron.evaluate(async ({ BrowserWindow, ipcMain, session }) => {
    const [counter, display] = BrowserWindow.getAllWindows().toSorted(
      (a, b) => a.webContents.id - b.webContents.id,
    );
    if (counter === undefined || display === undefined) return null;
    const event = { sender: display.webContents, senderFrame: display.webContents.mainFrame };
    const asked = { ...event, returnValue: undefined as unknown };
    ipcMain.emit('shell:info', asked);
    return {
      isApart: display.webContents.session !== session.defaultSession,
      isKept: display.webContents.session.isPersistent(),
      info: asked.returnValue,
      left: await display
        .loadURL('http://127.0.0.1:9/')
        .then(() => 'let through')
        .catch((error: Error) => error.message),
    };
  });
  expect(main).toMatchObject({
    isApart: true,
    isKept: false,
    info: null,
    left: expect.stringContaining('ERR_BLOCKED_BY_CLIENT'),
  });

  // A second screen is plugged in and pulled out again; `npm run trial -- screens` does it with real ones.
  const placed = await app.electron.evaluate(({ BrowserWindow, screen: screens }) => {
    const widths = (): number[] =>
      BrowserWindow.getAllWindows()
        .filter(({ webContents }) => webContents.id !== 1)
        .map((window) => window.getBounds().width);
    const real = screens.getAllDisplays();
    const [own] = real;
    const second = { ...own, id: 99, bounds: { x: 1000, y: 100, width: 640, height: 480 } };
    screens.getAllDisplays = () => [...real, second] as typeof real;
    screens.emit('display-added');
    const plugged = widths();
    screens.getAllDisplays = () => real;
    screens.emit('display-removed');
    return { plugged, left: widths() };
  });
  // It fills the one screen that there is here.
  expect(placed).toEqual({ plugged: [1920], left: [] });
  // Where it was left switched on, it is opened once more to be tried.
  await page.keyboard.press('F4');
  await page.getByRole('group', { name: '客户屏' }).getByRole('button', { name: '打开' }).click();
  await expect
    .poll(() => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    .toBe(2);

  // The counter beside it.
  await page.getByRole('button', { name: '125 %' }).click();
  await expect.poll(() => page.evaluate(() => Math.round(innerWidth))).toBe(1093);
  await page.getByRole('button', { name: '150 %' }).click();
  await expect.poll(() => page.evaluate(() => Math.round(innerWidth))).toBe(911);
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.id === 1)
      ?.setContentSize(1024, 700),
  );
  await expect.poll(() => page.evaluate(() => Math.round(innerWidth))).toBe(900);
  await page.keyboard.press('Control+-');
  await page.keyboard.press('Control+0');
  await expect.poll(() => page.evaluate(() => Math.round(innerWidth))).toBe(900);
});
