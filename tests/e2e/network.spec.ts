// A line that breaks: nothing changes for the clerk, and HQ gets each event exactly once.
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import type { Page } from '@playwright/test';
import { type Desk, expect, test } from './desk.ts';
import { expectAllSent, findAndOpen, finish, mean, sentence, signInToCounter } from './hands.ts';
import { affordable } from './people.ts';

async function serve(page: Page, index: number, key = '1'): Promise<void> {
  const customer = affordable(await demoCustomers())[index];
  if (customer === undefined) throw new Error('too few customers');
  await findAndOpen(page, customer.phone);
  await mean(page, '50');
  await expect(sentence(page)).toContainText('100元');
  await page.keyboard.press(key);
  await finish(page);
}

/** All events of one device, in order, none missing, none twice. */
async function expectEachOnce(desk: Desk, visits: number): Promise<void> {
  const events = await readEvents(desk.hubFolder);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  expect(events.filter(({ kind }) => kind === 'answer.recorded')).toHaveLength(visits);
  expect(events.filter(({ kind }) => kind === 'visit.finished')).toHaveLength(visits);
}

test('the hub stops in mid errand and comes back', async ({ counter: { desk, app, page } }) => {
  await serve(page, 0);
  await expectAllSent(page);

  await findAndOpen(page, affordable(await demoCustomers())[1]?.phone ?? '');
  await mean(page, '50');
  await expect(sentence(page)).toContainText('100元');
  await desk.stopHub();
  await page.keyboard.press('1');
  await finish(page);
  await expect(page.getByText('离线', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/未上送 \d+ 笔/)).toBeVisible();
  await serve(page, 2);

  await desk.startHub();
  await expectAllSent(page);
  await expect(page.getByText('在线', { exact: true })).toBeVisible();
  await app.close();
  await desk.stopHub();
  await expectEachOnce(desk, 3);
});

test('the hub commits and its answer is lost: sent again, held once', async ({
  counter: { desk, app, page },
}) => {
  desk.proxy.mode = { kind: 'lose-answers', path: /^\/v1\/events/ };
  await serve(page, 0);
  await expect
    .poll(() => desk.proxy.seen.filter((line) => line.startsWith('POST /v1/events')).length, {
      timeout: 30_000,
    })
    .toBeGreaterThan(1);
  desk.proxy.mode = { kind: 'pass' };
  await expectAllSent(page);
  await app.close();
  await desk.stopHub();
  await expectEachOnce(desk, 1);
});

test('the hub is killed after it committed, its answer lost', async ({ openDesk }) => {
  const desk = await openDesk();
  const app = await desk.launchEnrolled();
  const { page } = app;
  await signInToCounter(page);
  const sent = () => desk.proxy.seen.filter((line) => line.startsWith('POST /v1/events')).length;
  const before = sent();
  desk.proxy.mode = { kind: 'lose-answers', path: /^\/v1\/events/ };
  await serve(page, 0);
  await expect.poll(sent, { timeout: 30_000 }).toBeGreaterThan(before);
  await desk.killHub();
  desk.proxy.mode = { kind: 'pass' };
  await desk.startHub();
  await expectAllSent(page);
  await app.close();
  await desk.stopHub();
  await expectEachOnce(desk, 1);
});

test('a month without a line: days of work wait in the ledger, the app starts offline', async ({
  counter: { desk, app: first },
}) => {
  desk.proxy.mode = { kind: 'cut' };
  await serve(first.page, 0);
  await first.close();

  const second = await desk.launch();
  await signInToCounter(second.page);
  await serve(second.page, 1);
  await expect(second.page.getByText('离线', { exact: true })).toBeVisible({ timeout: 30_000 });
  desk.proxy.mode = { kind: 'pass' };
  await expectAllSent(second.page);
  await second.close();
  await desk.stopHub();
  await expectEachOnce(desk, 2);
});
