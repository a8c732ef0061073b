// errands: what a day of them leaves behind in each process. The real app by its keyboard, the hub beside it; every hundred
// errands the page's heap after a collection, its nodes and listeners, and the private memory of page, data process and main.
// `npm run bench -- errands [COUNT]`
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import { type AppProcess, launchApp } from '#tests/fixtures/app_process.ts';
import { hubCommand, newEnrolCode, startHub } from '#tests/fixtures/hub_process.ts';
import { readCustomers } from '#tests/fixtures/hub_reading.ts';
import { signInToCounter } from '#tests/e2e/hands.ts';
import { freePort } from '#tools/setup/free_port.mjs';
import { ROOT } from '#tools/setup/paths.mjs';
import { createDataFolder, prepareRuntime } from '#tools/setup/prepare.mjs';
import { privateMemoryOf } from './memory_of.ts';
import { slope } from './slope.ts';
import { tellFigure } from './tell_figure.ts';

const COUNT = Number(process.argv[2] ?? 2_000);
const BRANCH = 'CD01';
const CUSTOMERS = 900;
const SEED = 7;
/** Errands between two looks. */
const EACH = Math.max(20, Math.round(COUNT / 20));
/** Of all errands: the databases' caches and the page's undo history (a thousand steps) are full by then. */
const WARM = 0.5;
/** Of the errands after that, bytes each. */
const TARGET = { heap: 1_024, page: 8_192, data: 8_192, main: 4_096 };
const GIVE_UP_MS = 20_000;
const STEP = '[data-testid="errand"]';

type Look = {
  readonly errands: number;
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly page: number;
  readonly data: number;
  readonly main: number;
};

const runtime = await prepareRuntime();
const hubFolder = await mkdtemp(join(tmpdir(), 'counter-assist-hub-'));
const data = createDataFolder(runtime, 'errands');
await hubCommand(
  ['demo', '--customers', String(CUSTOMERS), '--seed', String(SEED)].concat('--data', hubFolder),
);
const phones = (await readCustomers(hubFolder, BRANCH))
  .map(({ phone }) => phone)
  .filter((phone) => phone.length === 11);
const code = await newEnrolCode(hubFolder, BRANCH);
const hub = await startHub(hubFolder, { port: await freePort() });
const looks: Look[] = [];
const ends = new Map<string, number>();
try {
  const app = await launchApp({ data, hub: hub.url, enrol: `${BRANCH}:${code}` });
  await signInToCounter(app.page);
  const session = await app.page.context().newCDPSession(app.page);
  await session.send('Performance.enable');
  for (let errands = 0; errands <= COUNT; errands += 1) {
    if (errands % EACH === 0) tell(await look(app, session, errands));
    const phone = phones[errands % phones.length];
    if (phone === undefined) throw new Error('the branch has no phones');
    const end = await serve(app.page, phone);
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  if (app.errors.length > 0) throw new Error(app.errors.join('; '));
  await app.close();
} finally {
  await hub.stop();
  for (const folder of [hubFolder, data]) rmSync(folder, { recursive: true, force: true });
}
judge();

/** One errand by keyboard, 60 ms a key; the step from which it was finished. */
async function serve(page: Page, phone: string): Promise<string> {
  await press(page, 'F2');
  await page.keyboard.insertText(phone);
  await until(page, () => document.querySelector('[role="option"]') !== null);
  await press(page, 'Enter');
  await until(page, () => document.querySelector('[data-step="amount"]') !== null);
  await press(page, '5', '0', 'Enter');
  await until(
    page,
    () =>
      document.querySelector('[data-step="answer"], [data-step="finish"], [data-question]') !==
      null,
  );
  if (await is(page, '[data-question]')) {
    // Far above the usual: read, then said again.
    await pause(900);
    await press(page, 'Enter');
    await until(
      page,
      () => document.querySelector('[data-step="answer"], [data-step="finish"]') !== null,
    );
  }
  const isOffered = await is(page, `${STEP}[data-step="answer"]`);
  if (isOffered) await press(page, '1');
  await until(page, () => document.querySelector('[data-step="finish"]') !== null);
  await pause(200);
  await press(page, 'Enter');
  await until(page, () => document.querySelector('[data-testid="errand"]') === null);
  if (await is(page, '[data-testid="draw"]')) await press(page, 'Escape');
  return isOffered ? 'accepted' : 'silence';
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await pause(60);
  }
}

async function is(page: Page, selector: string): Promise<boolean> {
  return await page.evaluate((wanted) => document.querySelector(wanted) !== null, selector);
}

/** Asked from outside by values alone: what Playwright holds on to in the page would count as ours. */
async function until(page: Page, isSo: () => boolean): Promise<void> {
  const last = Date.now() + GIVE_UP_MS;
  while (!(await page.evaluate(isSo))) {
    if (Date.now() > last) {
      const shown = await page.evaluate(() => document.body.innerText.slice(0, 600));
      throw new Error(`waited in vain for ${String(isSo)}; the page:\n${shown}`);
    }
    await pause(15);
  }
}

async function look(app: AppProcess, session: CDPSession, errands: number): Promise<Look> {
  await session.send('HeapProfiler.collectGarbage');
  await pause(1_500);
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name: string): number =>
    metrics.find((each) => each.name === name)?.value ?? Number.NaN;
  const processes = await app.electron.evaluate(({ app: main }) =>
    main.getAppMetrics().map(({ pid, type, serviceName }) => ({ pid, type, serviceName })),
  );
  const memory = (type: string, service?: string): number => {
    const found = processes.find(
      (each) => each.type === type && (service === undefined || each.serviceName === service),
    );
    if (found === undefined) throw new Error(`no ${type} among ${JSON.stringify(processes)}`);
    return privateMemoryOf(found.pid);
  };
  return {
    errands,
    heap: metric('JSHeapUsedSize'),
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
    page: memory('Tab'),
    data: memory('Utility', 'node.mojom.NodeService'),
    main: memory('Browser'),
  };
}

function mib(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}

function tell(look: Look): void {
  looks.push(look);
  console.log(
    `${String(look.errands).padStart(5)} errands: heap ${mib(look.heap)}, page ${mib(look.page)}, data ${mib(look.data)}, ` +
      `main ${mib(look.main)} MiB, ${look.nodes} nodes, ${look.listeners} listeners`,
  );
}

function judge(): void {
  const warm = looks.filter(({ errands }) => errands >= COUNT * WARM);
  const growth = (key: keyof Look): number =>
    slope(warm.map((each) => [each.errands, each[key]] as const));
  const out = join(ROOT, 'dist', 'bench');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'errands.json'), JSON.stringify(looks));
  console.log(`errands: ${[...ends].map(([end, times]) => `${times} ${end}`).join(', ')}`);
  console.log(`nodes: ${growth('nodes').toFixed(3)} an errand`);
  for (const key of ['main', 'data', 'page', 'heap'] as const) {
    tellFigure({
      name: `errands ${key}`,
      unit: 'KiB an errand',
      figure: growth(key) / 1024,
      target: TARGET[key] / 1024,
    });
  }
}
