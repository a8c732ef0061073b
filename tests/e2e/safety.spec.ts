// Crashes, forgeries and second windows: nothing acknowledged is lost, nothing forged is shown.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hubCommand } from '#tests/fixtures/hub_process.ts';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { DEMO_BRANCH, demoCustomers } from '#tests/fixtures/hub_template.ts';
import { prepareRuntime } from '#tools/setup/prepare.mjs';
import { expect, test } from './desk.ts';
import { altered, forgedChunk, forgedManifest, truncatedChunk } from './forgery.ts';
import {
  expectAllSent,
  findAndOpen,
  finish,
  mean,
  searchBox,
  sentence,
  signIn,
  signInToCounter,
} from './hands.ts';
import { affordable } from './people.ts';

const run = promisify(execFile);

test('SIGKILL right after an answer: the answer is still there', async ({
  counter: { desk, app: first },
}) => {
  await expectAllSent(first.page);
  desk.proxy.mode = { kind: 'cut' };
  await findAndOpen(first.page, affordable(await demoCustomers())[0].phone);
  await mean(first.page, '50');
  await expect(sentence(first.page)).toContainText('100元');
  await first.page.keyboard.press('1');
  await expect(first.page.getByText('已记：接受')).toBeVisible();
  await first.kill();

  const second = await desk.launch();
  await signInToCounter(second.page);
  await expect(second.page.getByText(/未上送 \d+ 笔/)).toBeVisible();
  desk.proxy.mode = { kind: 'pass' };
  await expectAllSent(second.page);
  await second.close();
  await desk.stopHub();
  const events = await readEvents(desk.hubFolder);
  const answers = events.filter(({ kind }) => kind === 'answer.recorded');
  expect(answers.map(({ payload }) => payload['answer'])).toEqual(['accepted']);
});

test('the data process dies: the window says so, comes back, and nothing is lost', async ({
  counter: { desk, app, page },
}) => {
  await findAndOpen(page, affordable(await demoCustomers())[0].phone);
  await mean(page, '50');
  await page.keyboard.press('1');
  await expect(page.getByText('已记：接受')).toBeVisible();
  const pid = await app.electron.evaluate(
    ({ app: shell }) =>
      shell.getAppMetrics().find(({ type, name }) => type === 'Utility' && /data/i.test(name ?? ''))
        ?.pid,
  );
  if (pid === undefined) throw new Error('the data process was not found');
  process.kill(pid, 'SIGKILL');
  await signIn(page, 'clerk');
  // The same person comes back to the customer on the counter.
  await expect(page.getByText('已记：接受')).toBeVisible();
  await expectAllSent(page);
  await app.close();
  await desk.stopHub();
  const events = await readEvents(desk.hubFolder);
  expect(events.filter(({ kind }) => kind === 'answer.recorded')).toHaveLength(1);
});

test('a second instance on the same data gives way to the first', async ({ openDesk }) => {
  const desk = await openDesk();
  const { electron, page } = await desk.launchEnrolled();
  await signInToCounter(page);
  const runtime = await prepareRuntime();
  await run(runtime.launcher, [runtime.appFolder, `--data=${desk.data}`], {
    env: { ...process.env, ...runtime.env },
    timeout: 30_000,
  });
  expect(electron.windows()).toHaveLength(1);
  await expect(searchBox(page)).toBeVisible();
});

test('a forged manifest, a forged chunk, a truncated one: the old cache serves on, the true pack comes later', async ({
  openDesk,
}) => {
  test.setTimeout(400_000);
  const desk = await openDesk();
  const { page } = await desk.launchEnrolled();
  const forgedAnswer = page.getByText('回话的不是总部', { exact: false });
  const refusedPack = page.getByText('新数据没通过检查，先用旧的', { exact: false });
  /** Rounds that fail come at longer and longer intervals. */
  const shown = { timeout: 90_000 };
  const chunks = (): number =>
    desk.proxy.seen.filter((line) => line.startsWith('GET /v1/chunks/')).length;
  await signInToCounter(page);
  desk.proxy.mode = altered(forgedManifest);
  await desk.stopHub();
  // Two packs on: no changes lead there any more.
  for (const umbrellas of [776, 777]) {
    await giveUmbrellas(desk.hubFolder, umbrellas);
    await hubCommand(['publish', '--data', desk.hubFolder, '--branch', DEMO_BRANCH, '--pack']);
  }
  await desk.startHub();
  await expect(forgedAnswer).toBeVisible(shown);
  const [first, second] = affordable(await demoCustomers());
  await findAndOpen(page, first.phone);
  await mean(page, '50');
  await expect(sentence(page)).toContainText('100元');
  await expect(page.getByText('还剩 777 件', { exact: false })).toBeHidden();
  await page.keyboard.press('1');
  await finish(page);
  await expectAllSent(page);

  desk.proxy.mode = altered(forgedChunk);
  await expect(refusedPack).toBeVisible(shown);
  desk.proxy.mode = altered(truncatedChunk);
  const before = chunks();
  await expect.poll(chunks, shown).toBeGreaterThan(before);
  await expect(refusedPack).toBeVisible();
  await findAndOpen(page, second?.phone ?? '');
  await mean(page, '50');
  await expect(sentence(page)).toContainText('100元');
  await expect(page.getByText('还剩 776 件', { exact: false })).toBeHidden();
  await page.keyboard.press('Escape');

  desk.proxy.mode = { kind: 'pass' };
  await expect(refusedPack).toBeHidden(shown);
  await findAndOpen(page, second?.phone ?? '');
  await mean(page, '50');
  await expect(page.getByText('还剩 776 件', { exact: false })).toBeVisible();
});

/** HQ allots another number of umbrellas: something that a new pack shows at the counter. */
async function giveUmbrellas(folder: string, allocated: number): Promise<void> {
  const file = join(folder, 'gifts.csv');
  await writeFile(
    file,
    `礼品编号,营业厅编号,名称,英文名称,成本,配发数量\numbrella,${DEMO_BRANCH},晴雨伞,folding umbrella,12,${allocated}\n`,
  );
  await hubCommand(['import', file, '--map', 'gifts', '--data', folder, '--apply']);
}
