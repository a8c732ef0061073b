// What disks and backups take away, in the real app: HQ put back to last night's backup, a counter put back to an older copy
// of its ledger, a ledger whose first page is damaged. Nothing is lost, nothing doubled, and who must know is told.
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { removeFolder } from '#tests/fixtures/folder.ts';
import { hubCommand } from '#tests/fixtures/hub_process.ts';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { type Desk, expect, test } from './desk.ts';
import { expectAllSent, findAndOpen, finish, mean, sentence, signInToCounter } from './hands.ts';
import { affordable } from './people.ts';

/** A visit that has begun. */
async function begin(page: Page, index: number): Promise<void> {
  await findAndOpen(page, affordable(await demoCustomers())[index]?.phone ?? '');
  await mean(page, '50');
}

async function serve(page: Page, index: number): Promise<void> {
  await begin(page, index);
  await expect(sentence(page)).toContainText('100元');
  await page.keyboard.press('1');
  await finish(page);
}

/** HQ holds all numbers of the counter from the first on, each once. */
async function expectEachOnce(
  desk: Desk,
  visits: number,
): Promise<Awaited<ReturnType<typeof readEvents>>> {
  const events = await readEvents(desk.hubFolder);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  expect(events.filter(({ kind }) => kind === 'visit.started')).toHaveLength(visits);
  return events;
}

const ledgerOf = (data: string): string =>
  join(data, readdirSync(data).find((name) => /^ledger-[\w-]+\.db$/.test(name)) ?? '');

test('HQ loses its disk and restores a backup: what came after it is sent again', async ({
  counter: { desk, app, page },
}) => {
  test.setTimeout(600_000);
  const hub = (...args: string[]): Promise<string> =>
    hubCommand([...args, '--data', desk.hubFolder, '--quiet']);
  const night = join(desk.data, 'night.backup');
  const secret = join(desk.data, 'secret');
  await expectAllSent(page);
  await desk.stopHub();
  await hub('backup', night);
  copyFileSync(join(desk.hubFolder, 'hub-secret'), secret);
  await desk.startHub();
  await serve(page, 0);
  await expectAllSent(page);

  await desk.killHub();
  for (const name of readdirSync(desk.hubFolder)) await removeFolder(join(desk.hubFolder, name));
  copyFileSync(secret, join(desk.hubFolder, 'hub-secret'));
  expect(await hub('restore', night)).toContain('hub publish --all --pack');
  await hub('publish', '--all', '--pack');
  const held = (): number =>
    desk.proxy.seen.filter((line) => line.startsWith('GET /v1/held')).length;
  const before = held();
  await desk.startHub();
  await begin(page, 1);
  await expect.poll(held, { timeout: 60_000 }).toBeGreaterThan(before);
  await expectAllSent(page);
  await app.close();
  await desk.stopHub();
  const events = await expectEachOnce(desk, 2);
  expect(events.filter(({ kind }) => kind === 'visit.finished')).toHaveLength(1);
});

test('a ledger that was put back to an older copy: it is said, and no number is taken twice', async ({
  counter: { desk, app: first },
}) => {
  test.setTimeout(300_000);
  await expectAllSent(first.page);
  await first.close();
  const ledger = ledgerOf(desk.data);
  const older = readFileSync(ledger);
  const second = await desk.launch();
  await signInToCounter(second.page);
  await serve(second.page, 0);
  await expectAllSent(second.page);
  await second.close();
  for (const suffix of ['-wal', '-shm']) rmSync(ledger + suffix, { force: true });
  writeFileSync(ledger, older);

  const third = await desk.launch();
  await signInToCounter(third.page);
  await expect(third.page.locator('[data-word="putBack"]')).toBeVisible();
  await begin(third.page, 1);
  await expectAllSent(third.page);
  await third.close();
  await desk.stopHub();
  const events = await expectEachOnce(desk, 2);
  const mended = events.filter(({ kind }) => kind === 'ledger.mended');
  expect(mended.map(({ payload }) => payload['cause'])).toEqual(['put-back']);
});

test('a ledger whose first page is damaged is made anew from what is left, and work goes on', async ({
  counter: { desk, app: first },
}) => {
  test.setTimeout(300_000);
  await expectAllSent(first.page);
  desk.proxy.mode = { kind: 'cut' };
  await serve(first.page, 0);
  await first.close();
  const ledger = ledgerOf(desk.data);
  const bytes = readFileSync(ledger);
  bytes.fill(7, 200, 900);
  writeFileSync(ledger, bytes);

  const second = await desk.launch();
  await signInToCounter(second.page);
  await begin(second.page, 1);
  await expect(second.page.getByText(/未上送 \d+ 笔/)).toBeVisible();
  desk.proxy.mode = { kind: 'pass' };
  await expectAllSent(second.page);
  await second.close();
  await desk.stopHub();
  expect(readdirSync(desk.data).some((name) => /\.db\.damaged-\d+$/.test(name))).toBe(true);
  const events = await expectEachOnce(desk, 2);
  const mended = events.filter(({ kind }) => kind === 'ledger.mended');
  expect(mended.map(({ payload }) => payload)).toMatchObject([{ cause: 'damaged', lost: [] }]);
});
