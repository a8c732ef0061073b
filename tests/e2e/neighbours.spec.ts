// Two windows of a branch without HQ: what one records, the other shows within moments; HQ gets each event once, later.
import { join } from 'node:path';
import { newDataFolder } from '#tests/fixtures/app_process.ts';
import { removeFolder } from '#tests/fixtures/folder.ts';
import { hubCommand, newEnrolCode } from '#tests/fixtures/hub_process.ts';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { copyHubTemplate, DEMO_BRANCH, demoCustomers } from '#tests/fixtures/hub_template.ts';
import { catalogWithNeighbours } from '#tests/fixtures/neighbours.ts';
import { expect, test } from './desk.ts';
import { expectAllSent, findAndOpen, finish, mean, sentence, signInToCounter } from './hands.ts';
import { affordable } from './people.ts';

test('two windows tell each other while HQ is away', async ({ openDesk }, { annotations }) => {
  test.setTimeout(180_000);
  const hubFolder = await copyHubTemplate();
  const hub = (...args: string[]) => hubCommand([...args, '--data', hubFolder]);
  await hub('catalog', 'load', await catalogWithNeighbours(join(hubFolder, 'catalog')));
  await hub('publish', '--branch', DEMO_BRANCH);
  const code = await newEnrolCode(hubFolder, DEMO_BRANCH);
  const desk = await openDesk({ hubFolder });
  const data = await newDataFolder('e2e');
  try {
    const first = await desk.launchEnrolled();
    await signInToCounter(first.page);
    const second = await desk.launch({ data, enrol: `${DEMO_BRANCH}:${code}` });
    await signInToCounter(second.page, 'manager');
    // Each is told of the other at its next contact with HQ.
    await second.page.keyboard.press('F4');
    await expect(second.page.getByText(/^通着/)).toBeVisible({ timeout: 60_000 });
    await desk.stopHub();
    await second.page.keyboard.press('F3');
    const figures = second.page.getByRole('region', { name: '当天总数' });

    const customer = affordable(await demoCustomers())[0];
    if (customer === undefined) throw new Error('nobody to serve');
    await findAndOpen(first.page, customer.phone);
    await mean(first.page, '50');
    await expect(sentence(first.page)).toContainText('100元');
    await first.page.keyboard.press('1');
    await finish(first.page);
    const finished = performance.now();
    await expect(figures).toContainText('1 人次', { timeout: 15_000 });
    const crossed = performance.now() - finished;
    annotations.push({ type: 'crossed', description: `${crossed.toFixed(0)} ms` });

    // The window that recorded it never hears HQ again: the other one brings it there.
    await first.close();
    await second.page.keyboard.press('F4');
    await expect(second.page.getByText(/等着带给总部/)).toBeVisible();
    await desk.startHub();
    await expect(second.page.getByText(/等着带给总部/)).toBeHidden({ timeout: 40_000 });
    await expectAllSent(second.page);
    await second.close();
    await desk.stopHub();
    const events = await readEvents(desk.hubFolder);
    expect(events.filter(({ kind }) => kind === 'visit.finished')).toHaveLength(1);
    expect(events.filter(({ kind }) => kind === 'answer.recorded')).toHaveLength(1);
  } finally {
    await removeFolder(data);
  }
});
