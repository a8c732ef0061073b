// Hands that are quicker than the machine: no key is lost into a field, none answers what nobody has seen.
import type { ElectronApplication } from '@playwright/test';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { expect, test } from './desk.ts';
import { done, expectAllSent, findAndOpen, pressEach, sentence } from './hands.ts';
import { affordable } from './people.ts';

const tail = (of: { readonly phone: string }): string => of.phone.slice(-4);

/** Holds the data process still while the keys are pressed. */
async function holding(electron: ElectronApplication, press: () => Promise<void>): Promise<void> {
  const pid = await electron.evaluate(
    ({ app }) =>
      app.getAppMetrics().find(({ type, name }) => type === 'Utility' && /data/i.test(name ?? ''))
        ?.pid,
  );
  if (pid === undefined) throw new Error('no data process');
  process.kill(pid, 'SIGSTOP');
  try {
    await press();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

test('amount, Enter and an answer in one breath: the amount stands, nothing is answered', async ({
  counter: {
    desk,
    app: { electron, errors, close },
    page,
  },
}) => {
  const [customer] = affordable(await demoCustomers());
  const amount = page.locator('[data-field="amount"]');
  const errand = page.getByTestId('errand');

  await findAndOpen(page, customer.phone);
  await expect(amount).toBeFocused();
  await holding(electron, async () => {
    await pressEach(page, ['5', '0', 'Enter', '1', 'Enter', '1']);
  });
  await expect(errand).toHaveAttribute('data-step', 'answer');
  await expect(amount).toHaveValue('50');
  await expect(sentence(page)).toContainText('50元');
  // Another amount, and the answer before its sentence is there.
  await page.keyboard.press('Escape');
  await holding(electron, async () => {
    await pressEach(page, ['6', '0', 'Enter', '1', '1']);
  });
  await expect(errand).toHaveAttribute('data-step', 'answer');
  await expect(amount).toHaveValue('60');
  // A purpose that changes everything, and the answer right behind it.
  await holding(electron, async () => {
    await pressEach(page, ['F9', '1', '1']);
  });
  await expect(amount).toBeHidden();
  // And back, with an amount in the same breath: not the amount of before.
  await holding(electron, async () => {
    await pressEach(page, ['F5', '5', '0', 'Enter']);
  });
  await expect(errand).toHaveAttribute('data-step', 'answer');
  await expect(amount).toHaveValue('50');
  await expect(sentence(page)).toContainText('50元');
  // A second digit is no second answer: it is asked about as an amount.
  await holding(electron, () => pressEach(page, ['1', '1']));
  await expect(errand).toHaveAttribute('data-step', 'finish');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-question="typed"]')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.locator('[data-field="prepaid"]').fill('100');
  // Twice is once.
  await holding(electron, () => pressEach(page, ['Enter', 'Enter', '1']));
  await expect(done(page)).toBeVisible();
  await expectAllSent(page);
  expect(errors).toEqual([]);
  await close();
  await desk.stopHub();
  const events = await readEvents(desk.hubFolder);
  expect(events.filter(({ kind }) => kind === 'answer.recorded')).toHaveLength(1);
  expect(events.filter(({ kind }) => kind === 'visit.finished')).toHaveLength(1);
});

test('number, Enter and what it is about in one breath: it is about the one whose number it is', async ({
  counter: {
    app: { electron, errors },
    page,
  },
}) => {
  const [first, ...others] = affordable(await demoCustomers());
  const [second, third] = [others[0] ?? first, others[1] ?? first];
  const amount = page.locator('[data-field="amount"]');
  const errand = page.getByTestId('errand');
  const phone = page.getByTestId('customer-phone');

  await findAndOpen(page, first.phone);
  await expect(amount).toBeFocused();
  await holding(electron, () => pressEach(page, ['F2', ...second.phone, 'Enter', 'F9']));
  await expect(phone).toContainText(tail(second));
  await expect(amount).toBeHidden();
  await expect(errand).toHaveAttribute('data-step', 'finish');
  await holding(electron, () =>
    pressEach(page, ['F2', ...third.phone, 'Enter', '5', '0', 'Enter']),
  );
  await expect(phone).toContainText(tail(third));
  await expect(sentence(page)).toContainText('50元');
  // The first is as it was left: a top-up of nothing yet.
  await findAndOpen(page, first.phone);
  await expect(phone).toContainText(tail(first));
  await expect(amount).toBeFocused();
  await expect(amount).toHaveValue('');
  expect(errors).toEqual([]);
});

test('a word typed right behind the key of the help is looked for there', async ({
  counter: { app, page },
}) => {
  // The pages are loaded ahead, while nothing else is to be done.
  await page.waitForFunction(async () => {
    const links = [...document.querySelectorAll<HTMLLinkElement>('link[href*="help_page"]')];
    const style = links.find(({ rel }) => rel === 'stylesheet');
    const module = links.find(({ rel }) => rel === 'modulepreload');
    if (!style?.sheet || module === undefined) return false;
    await import(module.href);
    return true;
  });
  await pressEach(page, ['F1', ...'pin']);
  await expect(page.getByRole('searchbox')).toHaveValue('pin');
  expect(app.errors).toEqual([]);
  await app.close();
});
