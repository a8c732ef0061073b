// S8 by the commands that HQ types, month by month: learned, scored, borne out by the next import, gone stale after it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { buildHub, runHub } from './test_process.ts';

/** Each command is a process that opens the embedded database. */
const PROCESSES_MS = 600_000;
const CUSTOMERS = 1_500;
const NEW_BRANCH = ['--create-branch', '一店|One', '--time-zone', 'Asia/Shanghai', '--currency'];

let folder: string;
beforeAll(async () => {
  await buildHub();
  folder = await mkdtemp(join(tmpdir(), 'hub-drift-'));
});
afterAll(() => rm(folder, { recursive: true }));

const hub = (...args: string[]) =>
  runHub([...args, '--data', join(folder, 'hub'), '--quiet'], {
    DATABASE_URL: '',
    HUB_SECRET_FILE: '',
  });

/** Of each customer minutes and top-ups; null: silent. */
type Months = readonly (readonly [minutes: number, topUps: number] | null)[];
const random = createRandom(3);
const draw = (): readonly [number, number] => [
  1 + Math.floor(200 * random()),
  Math.floor(100 * random()),
];

/** Who called little and topped up often goes silent. @param more added to everybody's log-odds */
const after = (month: Months, more = 0): Months =>
  month.map((one) => {
    if (one === null) return null;
    const score = more - one[0] / 50 + one[1] / 40;
    return random() < 1 / (1 + Math.exp(-score)) ? null : draw();
  });

async function importMonths(
  months: Readonly<Record<string, Months>>,
  asOf: string,
  ...more: string[]
) {
  const drawn = Object.entries(months);
  const header = drawn.map(([month]) => `通话分钟_${month},流量MB_${month},充值次数_${month}`);
  const lines = Array.from({ length: CUSTOMERS }, (_, at) => [
    `A${10_000 + at}`,
    ...drawn.map(([, of]) => `${of[at]?.[0] ?? 0},0,${of[at]?.[1] ?? 0}`),
  ]);
  const path = join(folder, `${asOf}.csv`);
  await writeFile(path, ['账号', ...header].join(',') + '\n' + lines.join('\n'));
  const asked = ['--map', 'customers', '--branch', 'b1', '--as-of', asOf, '--apply', ...more];
  const { code, stdout, stderr } = await hub('import', path, ...asked);
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

test(
  'S8 chances are borne out by the next import, and a model that the months outran is called stale',
  async () => {
    const july = Array.from({ length: CUSTOMERS }, draw);
    const august = after(july);
    const first = { '2026-07': july, '2026-08': august };
    await importMonths(first, '2026-08-31', ...NEW_BRANCH, 'CNY');
    const trained = await hub('train', 'churn', '--months', '1');
    expect([trained.code, trained.stderr]).toEqual([0, '']);
    const [, version = 'none'] = /(churn-2026-08-31-\w+): in force/.exec(trained.stdout) ?? [];
    // Nothing has happened since: nothing is said of it.
    expect((await hub('score')).stdout).not.toMatch(/stale|borne out/);

    const september = after(august);
    const share = String.raw`\d+\.\d%`;
    const latest = `${version}: of [\\d,]+ chances of the latest month it said ${share} would go silent, ${share} did: `;
    const borneOut = new RegExp(`${latest}borne out / 预测属实`);
    expect(await importMonths({ '2026-09': september }, '2026-09-30')).toMatch(borneOut);
    expect((await hub('score')).stdout).toMatch(borneOut);

    const stale = 'it has gone stale; `hub train churn` learns anew / 预测已不准，需重新训练';
    expect(await importMonths({ '2026-10': after(september, 1.5) }, '2026-10-31')).toMatch(
      new RegExp(`${latest}${stale}`),
    );
    expect((await hub('score')).stdout).toMatch(
      new RegExp(`${version}: of [\\d,]+ chances of the latest 2 months .*: ${stale}`),
    );
  },
  PROCESSES_MS,
);
