// Enrolment: every way in which it can fail is told, and none of them leaves a half-enrolled device.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runApp } from '#tests/fixtures/app_process.ts';
import { hubCommand, newEnrolCode } from '#tests/fixtures/hub_process.ts';
import { DEMO_BRANCH, demoCustomers } from '#tests/fixtures/hub_template.ts';
import type { Page } from '@playwright/test';
import { enrolAt } from '#tests/fixtures/keyed_device.ts';
import { expect, test } from './desk.ts';
import { altered, forgedManifest, truncatedChunk } from './forgery.ts';
import { findAndOpen, mean, searchBox, signIn, signInToCounter } from './hands.ts';
import { affordable } from './people.ts';

async function enrol(page: Page, code: string, branch = DEMO_BRANCH): Promise<void> {
  await page.getByLabel('营业厅编号').fill(branch);
  await page.getByLabel('开通码').fill(code);
  await page.keyboard.press('Enter');
}

test('wrong, unknown, used: each is told, then the right code works', async ({ openDesk }) => {
  const desk = await openDesk();
  const { page } = await desk.launch();
  await enrol(page, desk.code.slice(0, 9));
  await expect(page.getByRole('alert')).toContainText('只输了一半');
  await enrol(page, `${desk.code.slice(0, 15)}0000`);
  await expect(page.getByRole('alert')).toContainText('不是发开通码的那个总部');
  await enrol(page, `AAAA-AAAA${desk.code.slice(9)}`);
  await expect(page.getByRole('alert')).toContainText('开通码不对');
  await enrol(page, desk.code, 'NOWHERE');
  await expect(page.getByRole('alert')).toContainText('没有这个营业厅');
  expect(existsSync(join(desk.data, 'device.key'))).toBe(false);
  await enrol(page, desk.code.toLowerCase());
  await signInToCounter(page);
  expect(existsSync(join(desk.data, 'device.key'))).toBe(true);
});

test('a used and an expired code', async ({ openDesk }) => {
  const desk = await openDesk();
  await desk.stopHub();
  const expired = JSON.parse(
    await hubCommand([
      'enrol-code',
      '--data',
      desk.hubFolder,
      '--branch',
      DEMO_BRANCH,
      '--hours',
      '0.0001',
      '--json',
    ]),
  ) as { code: string };
  await desk.startHub();
  await enrolAt(desk.proxy.url, DEMO_BRANCH, desk.code);
  const { page } = await desk.launch();
  await enrol(page, desk.code);
  await expect(page.getByRole('alert')).toContainText('用过');
  await enrol(page, expired.code);
  await expect(page.getByRole('alert')).toContainText('过期');
});

test('a hub that cannot be reached', async ({ openDesk }) => {
  const desk = await openDesk();
  const { page } = await desk.launch();
  desk.proxy.mode = { kind: 'cut' };
  await enrol(page, desk.code);
  await expect(page.getByRole('alert')).toContainText('连不上总部');
  desk.proxy.mode = { kind: 'pass' };
  await enrol(page, desk.code);
  await signIn(page, 'clerk');
  await expect(searchBox(page)).toBeFocused();
});

for (const [name, forge, told] of [
  ['forged manifest', forgedManifest, /回话的不是总部/],
  ['truncated chunk', truncatedChunk, /没通过检查/],
] as const) {
  test(`the first pack has a ${name}: told, and mended by itself`, async ({ openDesk }) => {
    const desk = await openDesk();
    const { page } = await desk.launch();
    desk.proxy.mode = altered(forge);
    await enrol(page, desk.code);
    await expect(page.getByText(told).first()).toBeVisible({ timeout: 30_000 });
    desk.proxy.mode = { kind: 'pass' };
    await signIn(page, 'clerk');
    await expect(searchBox(page)).toBeFocused();
  });
}

const deviceOf = (data: string): string =>
  (JSON.parse(readFileSync(join(data, 'device.key'), 'utf8')) as { device: string }).device;

test('a lost key: entries that nobody else has go to a stick before the computer is enrolled anew, or wiped', async ({
  openDesk,
}) => {
  test.setTimeout(300_000);
  const desk = await openDesk();
  const wipe = (word: string) => runApp(`--data=${desk.data}`, `--wipe=${word}`);
  const app = await desk.launchEnrolled();
  const { page } = app;
  await signInToCounter(page);
  await desk.stopHub();
  await findAndOpen(page, affordable(await demoCustomers())[0]?.phone ?? '');
  await mean(page, '50');
  await expect(page.getByText(/未上送 \d+ 笔/)).toBeVisible();
  await expect(wipe('')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Counter Assist is running'),
  });
  await app.close();
  await expect(wipe(deviceOf(desk.data))).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('没有上送总部'),
  });
  rmSync(join(desk.data, 'device.key'));
  const code = await newEnrolCode(desk.hubFolder, DEMO_BRANCH);
  await desk.startHub();
  const stick = join(desk.data, 'stick');
  mkdirSync(stick);
  chmodSync(stick, 0o777);
  const again = await desk.launch();
  await again.electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, stick);
  await expect(again.page.getByText(/以前的 \d+ 笔办理记录还没有上送/)).toBeVisible();
  await enrol(again.page, code);
  await expect(again.page.getByText(/请先拷贝到U盘交给总部，再开通。/).first()).toBeVisible();
  await again.page.getByRole('button', { name: '拷贝到U盘' }).click();
  await expect(again.page.getByText(/笔记录已经拷贝到U盘/)).toBeVisible();
  expect(
    readdirSync(join(stick, 'counter-assist')).some((name) => /^ledger-.*\.db$/.test(name)),
  ).toBe(true);
  await enrol(again.page, code);
  await signInToCounter(again.page);
  await again.close();

  const kept = readdirSync(desk.data);
  const device = deviceOf(desk.data);
  await expect(wipe('yes')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`--wipe=${device}`),
  });
  expect(readdirSync(desk.data)).toEqual(kept);
  expect(await wipe(device)).toMatch(/device\.key.*ledger-/);
  expect(readdirSync(desk.data)).toEqual(['stick']);
});

test('a second device of the branch enrols with a code of its own', async ({ openDesk }) => {
  const desk = await openDesk();
  await desk.stopHub();
  const another = await newEnrolCode(desk.hubFolder, DEMO_BRANCH);
  await desk.startHub();
  expect(another).not.toBe(desk.code);
  const { page } = await desk.launch();
  await enrol(page, another);
  await signInToCounter(page);
});
