// A page on which nothing moves: places are kept for all that comes, and visits that wait are never lost.
import type { Page } from '@playwright/test';
import { demoCustomers } from '#tests/fixtures/hub_template.ts';
import { expect, test } from './desk.ts';
import {
  answerGroup,
  done,
  findAndOpen,
  finish,
  mean,
  sentence,
  signInToCounter,
} from './hands.ts';
import { affordable } from './people.ts';

type Shift = { readonly value: number; readonly moved: readonly string[] };
declare global {
  // oxlint-disable-next-line no-var -- a global of the page
  var shifts: Shift[];
  // oxlint-disable-next-line no-var -- a global of the page
  var drawnAtOnce: boolean[];
}

/** Every shift counts, also one that follows a key at once. */
const watchShifts = (page: Page): Promise<void> =>
  page.evaluate(() => {
    globalThis.shifts = [];
    type Entry = PerformanceEntry & {
      readonly value: number;
      readonly sources: readonly {
        readonly node: Node | null;
        readonly currentRect: DOMRectReadOnly;
      }[];
    };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as Entry[]) {
        // What is typed moves within its own field.
        const moved = entry.sources.flatMap(({ node }) =>
          node === null
            ? []
            : [node instanceof Element ? node.outerHTML.slice(0, 90) : String(node.textContent)],
        );
        if (moved.length > 0) globalThis.shifts.push({ value: entry.value, moved });
      }
    }).observe({ type: 'layout-shift', buffered: false });
  });

const shiftsOf = (page: Page): Promise<readonly Shift[]> => page.evaluate(() => globalThis.shifts);

/** For each chart that comes: whether it is drawn in the frame that paints the page around it. */
const watchCharts = (page: Page): Promise<void> =>
  page.evaluate(() => {
    globalThis.drawnAtOnce = [];
    let figure: Element | null = null;
    new MutationObserver(() => {
      const present = document.querySelector('figure');
      if (present === figure) return;
      figure = present;
      if (present === null) return;
      requestAnimationFrame(() =>
        globalThis.drawnAtOnce.push(present.querySelector('svg') !== null),
      );
    }).observe(document.body, { childList: true, subtree: true });
  });

const waiting = (page: Page) => page.getByTestId('waiting').getByRole('button');

test('nothing moves over errands, and the answers stand at one height', async ({
  counter: { page },
}) => {
  const people = affordable(await demoCustomers()).slice(0, 4);
  await findAndOpen(page, people[0]?.phone ?? '');
  // The first chart of the day loads its program.
  await expect(page.locator('figure svg').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await watchShifts(page);
  await watchCharts(page);
  const heights: number[] = [];
  for (const { phone } of people) {
    await findAndOpen(page, phone);
    await mean(page, '50');
    await expect(sentence(page)).toBeVisible();
    await expect(page.locator('figure svg').first()).toBeVisible();
    const box = await answerGroup(page).boundingBox();
    heights.push(box?.y ?? 0);
    await page.keyboard.press('1');
    await finish(page);
  }
  // A message that is longer, a silence, a complaint and what it asks.
  await findAndOpen(page, people[1]?.phone ?? '');
  await page.keyboard.press('0');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.locator('[data-step="finish"]')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('选一个原因');
  await page.waitForTimeout(600);
  expect(await shiftsOf(page)).toEqual([]);
  const drawn = await page.evaluate(() => globalThis.drawnAtOnce);
  expect(drawn.length).toBeGreaterThanOrEqual(people.length);
  expect(drawn).not.toContain(true);
  expect(new Set(heights).size).toBe(1);
});

test('three visits wait with name and time, and outlive a lock, another clerk and a restart', async ({
  counter: { page, desk, app },
}) => {
  const [a, b, c, d] = affordable(await demoCustomers());
  for (const person of [a, b, c]) {
    await findAndOpen(page, person?.phone ?? '');
    await mean(page, '50');
    await expect(sentence(page)).toBeVisible();
  }
  // The one on the counter does not wait.
  await expect(waiting(page)).toHaveCount(2);
  await expect(waiting(page).first()).toHaveAccessibleName(/\d\d:\d\d.*充值/);
  await page.keyboard.press('Control+1');
  await expect(page.getByText('接着办：充值')).toBeVisible();
  await expect(page.locator('[data-field="amount"]')).toHaveValue('50');
  await expect(waiting(page)).toHaveCount(2);
  await page.keyboard.press('b');
  await expect(page.locator('[data-field="note"]')).toBeFocused();
  await page.keyboard.type('下午再来');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('notes')).toContainText('下午再来');

  await page.keyboard.press('Control+l');
  await signInToCounter(page, 'manager');
  await expect(waiting(page)).toHaveCount(3);
  await page.keyboard.press('Control+l');
  await signInToCounter(page);
  await expect(waiting(page)).toHaveCount(3);
  await app.close();

  const again = await desk.launch();
  const { page: next } = again;
  await signInToCounter(next);
  await expect(waiting(next)).toHaveCount(3);
  await next.keyboard.press('Control+2');
  await expect(next.locator('[data-step="answer"]')).toBeVisible();
  await next.keyboard.press('1');
  await finish(next);
  await expect(waiting(next)).toHaveCount(2);
  // What was done today is on the card of whoever comes again.
  await findAndOpen(next, b?.phone ?? '');
  await expect(next.locator('[data-today]')).toContainText('充值 100元');
  await findAndOpen(next, a?.phone ?? '');
  await expect(next.getByTestId('notes')).toContainText('下午再来');
  await expect(next.locator('[data-step="answer"]')).toBeVisible();
  // Whoever went away is let go.
  await next.keyboard.press('Escape');
  await next.keyboard.press('Escape');
  await next.keyboard.press('Escape');
  await expect(waiting(next)).toHaveCount(1);
  await findAndOpen(next, d?.phone ?? '');
  await expect(done(next)).toBeVisible();
});
