// The whole screen of a clerk with somebody whom the lot keeps for comparison, and with somebody to whom nothing is to be
// said: every element, box, colour and key, and what the computer's files say.
import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dayOfInstant } from '#shared/base/month.ts';
import { isHeldOut } from '#shared/engine/funnel/holdout.ts';
import { removeFolder } from '#tests/fixtures/folder.ts';
import { hubCommand } from '#tests/fixtures/hub_process.ts';
import { readEvents } from '#tests/fixtures/hub_reading.ts';
import { copyHubTemplate, DEMO_BRANCH, demoCustomers } from '#tests/fixtures/hub_template.ts';
import { newDataFolder } from '#tests/fixtures/app_process.ts';
import { type Desk, expect, test } from './desk.ts';
import { expectAllSent, findAndOpen, finish, mean, silence, signInToCounter } from './hands.ts';
import { affordable } from './people.ts';

const CATALOG = join(import.meta.dirname, '../../resources/catalog');
/** The most that a policy may hold out. */
const HALF = 50;

/** A hub of the demo province whose policy is as it is shipped but for these lines. */
async function hubWith(lines: Readonly<Record<string, number>>): Promise<string> {
  const hub = await copyHubTemplate();
  const catalog = await mkdtemp(join(tmpdir(), 'counter-assist-catalog-'));
  try {
    await cp(CATALOG, catalog, { recursive: true });
    const file = join(catalog, 'policy.yaml');
    let policy = await readFile(file, 'utf8');
    for (const [name, value] of Object.entries({ ...lines })) {
      policy = policy.replace(new RegExp(`^${name}: .*$`, 'm'), `${name}: ${value}`);
    }
    await writeFile(file, policy.replace(/^version: .*$/m, "version: 'both-alike'"));
    await hubCommand(['catalog', 'load', catalog, '--data', hub]);
    await hubCommand(['publish', '--branch', DEMO_BRANCH, '--data', hub]);
  } finally {
    await removeFolder(catalog);
  }
  return hub;
}

/**
 * Every element with all that it is and how it is drawn, in the order in which Tab goes through them; times of the clock and
 * seconds that are left are written as noughts.
 */
const wholeScreen = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const told: string[] = [];
    for (const element of document.querySelectorAll('*')) {
      // The counter behind another page lets go of its list at some moment.
      if (element.closest('body') !== null && !element.checkVisibility()) continue;
      const { x, y, width, height } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const own = [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent)
        .join('|');
      // A chart's own is the time at which it was made.
      const attributes = [...element.attributes]
        .filter(({ name }) => name !== '_echarts_instance_')
        .map(({ name, value }) => `${name}=${value}`);
      if (element === document.activeElement) attributes.push('has the focus');
      const drawn = [...style].map((name) => `${name}:${style.getPropertyValue(name)}`);
      told.push(
        [element.tagName, ...attributes, `[${x},${y},${width},${height}]`, own, drawn.join(';')]
          .join(' ')
          .replaceAll(/\d{1,2}:\d\d/g, '00:00')
          .replaceAll(/\d+ ?秒/g, '0 秒'),
      );
    }
    return told;
  });

type Looks = Record<string, readonly string[]>;

/** From the search to the end of the visit and the clerk's own list. */
async function serve(page: Page, phone: string): Promise<Looks> {
  const looks: Looks = {};
  await findAndOpen(page, phone);
  await mean(page, '50');
  await expect(silence(page)).toBeVisible();
  await page.locator('[data-testid="errand"][data-step="finish"]').waitFor();
  await page.locator('figure svg').first().waitFor();
  await expectAllSent(page);
  await page.waitForTimeout(400);
  looks['silence'] = await wholeScreen(page);
  await page.keyboard.press('w');
  await page.waitForTimeout(400);
  looks['reasons'] = await wholeScreen(page);
  await page.locator('[data-field="prepaid"]').focus();
  await finish(page);
  await expectAllSent(page);
  looks['done'] = await wholeScreen(page);
  await page.keyboard.press('Control+d');
  await page.getByRole('table', { name: '办理记录' }).waitFor();
  await page.waitForTimeout(400);
  looks['own visits'] = await wholeScreen(page);
  return looks;
}

const words = (line = ''): readonly string[] => line.split(/[ ;]/);

/** What is not the same in both, each with its element and not the whole of its style. */
function differing(one: readonly string[], other: readonly string[]): readonly string[] {
  const all = Array.from({ length: Math.max(one.length, other.length) }, (_, index) => index);
  return all.flatMap((index) => {
    if (one[index] === other[index]) return [];
    const there = new Set(words(other[index]));
    const only = words(one[index]).filter((word) => !there.has(word));
    return [`${one[index]?.slice(0, 120)} | ${other[index]?.slice(0, 120)}: ${only.join(' ')}`];
  });
}

async function everyFile(folder: string): Promise<readonly (readonly [string, Buffer])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path, await readFile(path).catch(() => Buffer.alloc(0))] as const;
    }),
  );
}

const decided = async (desk: Desk) =>
  (await readEvents(desk.hubFolder)).find(({ kind }) => kind === 'decision.made')?.payload;

test('nothing on the screen, in its keys or in the files tells the lot from nothing to say', async ({
  openDesk,
}) => {
  test.setTimeout(240_000);
  const today = dayOfInstant(Date.now(), 'Asia/Shanghai');
  const kept = affordable(await demoCustomers()).find(({ id }) => isHeldOut(id, today, HALF));
  if (kept === undefined) throw new Error('the lot holds out nobody');

  const ofLot = await openDesk({ hubFolder: await hubWith({ holdoutPercent: HALF }) });
  // Heard enough: nothing may be said to anybody this week.
  const ofRule = await openDesk({ hubFolder: await hubWith({ holdoutPercent: 0, perWeek: 0 }) });
  const looks: Looks[] = [];
  const data: string[] = [];
  for (const desk of [ofLot, ofRule] satisfies Desk[]) {
    const folder = await newDataFolder('held');
    data.push(folder);
    const app = await desk.launchEnrolled({ data: folder });
    await signInToCounter(app.page);
    looks.push(await serve(app.page, kept.phone));
    await expectAllSent(app.page);
    await app.close();
    await desk.stopHub();
  }
  const [lot = {}, rule = {}] = looks;
  for (const part of Object.keys(rule)) {
    expect(differing(lot[part] ?? [], rule[part] ?? []), part).toEqual([]);
  }
  expect(Object.keys(lot)).toEqual(Object.keys(rule));

  // It was the lot: HQ has what would have been said, in the one and not in the other.
  expect(String((await decided(ofLot))?.['inputs'])).toContain('"ghosts"');
  expect(String((await decided(ofRule))?.['inputs'])).not.toContain('"ghosts"');
  // No file of the computer has a word of it, nor another file than the other's has.
  const names: (readonly string[])[] = [];
  for (const folder of data) {
    const files = await everyFile(folder);
    names.push(
      files.map(([path]) => path.slice(folder.length).replaceAll(/[0-9a-f-]{8,}|\d+/g, '#')),
    );
    // Nor of who was served: not by name, number, account or letters, in either width.
    for (const text of [kept.name, kept.phone, kept.account, kept.pinyin]) {
      expect(text.length).toBeGreaterThan(1);
      const readable = files.filter(([, bytes]) =>
        (['utf8', 'utf16le'] as const).some((width) => bytes.includes(Buffer.from(text, width))),
      );
      expect(readable.map(([path]) => `${text} in ${path}`)).toEqual([]);
    }
    for (const [path, bytes] of files) {
      expect([path, bytes.includes('ghost'), bytes.includes('holdout')]).toEqual([
        path,
        false,
        false,
      ]);
    }
    await removeFolder(folder);
  }
  expect(new Set(names[0])).toEqual(new Set(names[1]));
});
