// The clerk's errand by keyboard: find, one sentence, one key, done.
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { expect, test } from './desk.ts';
import {
  done,
  expectAllSent,
  findAndOpen,
  finish,
  mean,
  searchBox,
  sentence,
  signInToCounter,
  silence,
} from './hands.ts';
import { affordable, calm } from './people.ts';

test('50 intended with a 100 tier open: the sentence, accepted, finished, at HQ', async ({
  openDesk,
}) => {
  const desk = await openDesk();
  const app = await desk.launchEnrolled();
  const { page } = app;
  await signInToCounter(page);
  const customer = affordable(await demoCustomers())[0];
  await findAndOpen(page, customer.phone);
  await mean(page, '50');
  await expect(sentence(page)).toContainText('100元');
  await expect(sentence(page)).toContainText('50元');
  await page.keyboard.press('1');
  await finish(page);
  await expect(done(page)).toContainText('比原来多 50元');
  await expectAllSent(page);
  expect(app.errors).toEqual([]);
  await app.close();
  await desk.stopHub();

  const events = await readEvents(desk.hubFolder);
  const answers = events.filter(({ kind }) => kind === 'answer.recorded');
  expect(answers.map(({ payload }) => payload['answer'])).toEqual(['accepted']);
  const finished = events.find(({ kind }) => kind === 'visit.finished');
  expect(finished?.payload).toMatchObject({
    customer: customer.id,
    intended: 5_000,
    prepaid: 10_000,
    gifts: [{ gift: 'umbrella', count: 1 }],
  });
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
});
