// `hub effect` as HQ types it: reports, refusals and exit codes.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { estimateEffect } from '#hub/effect/estimate.ts';
import { makeQuarter } from '#hub/effect/simulate_effect.ts';
import { buildHub, runHub } from './test_process.ts';

/** Each command is a process. */
const PROCESSES_MS = 240_000;
let folder: string;

beforeAll(async () => {
  await buildHub();
  folder = await mkdtemp(join(tmpdir(), 'hub-effect-'));
}, PROCESSES_MS);
afterAll(() => rm(folder, { recursive: true }));

const hub = (...args: string[]) =>
  runHub(['effect', ...args], { DATABASE_URL: '', HUB_SECRET_FILE: '' });

const quarterOf = (customers: number) =>
  makeQuarter({ customers, share: 0.1, effect: 30, seed: 8 });

const tableOf = async (customers: number): Promise<readonly string[]> => {
  const path = join(folder, `table-${customers}.csv`);
  const rows = quarterOf(customers).map(
    ({ isHeldOut, outcome, covariates }) =>
      `${isHeldOut ? 'none' : 'said'},${outcome},${covariates.join(',')}\n`,
  );
  await writeFile(path, `arm,paid,before\n${rows.join('')}`);
  return ['--table', path, '--arm', 'arm', '--held-out', 'none', '--outcome', 'paid'];
};

test(
  'a table is told in words, as JSON and as CSV, without a database',
  async () => {
    const table = [...(await tableOf(4_000)), '--share', '0.1', '--covariate', 'before'];
    const told = await hub(...table);
    expect(told).toMatchObject({ code: 0 });
    expect(told.stdout).toMatch(/^paid: between [\d.]+ and [\d.]+ a customer\n/);
    expect(JSON.parse((await hub(...table, '--json')).stdout)).toEqual(
      estimateEffect(quarterOf(4_000), { share: 0.1 }),
    );
    expect((await hub(...table, '--csv')).stdout.split('\n')[1]).toMatch(/^paid,3\d\d\d,\d+,/);
  },
  PROCESSES_MS,
);

test(
  'what cannot be told ends with 1 and says what is missing; wrong usage with 2',
  async () => {
    const few = await hub(...(await tableOf(300)), '--share', '0.1');
    expect(few).toMatchObject({ code: 1 });
    expect(few.stdout).toMatch(/no figure yet: .* about [\d,]+ more customers/);
    const broken = await hub(...(await tableOf(4_000)), '--share', '0.5');
    expect(broken).toMatchObject({ code: 1 });
    expect(broken.stdout).toContain('the lot is broken');
    expect(await hub(...(await tableOf(300)))).toMatchObject({ code: 2 });
    // Neither is passed over in silence.
    const mixed = await hub(...(await tableOf(300)), '--share', '0.1', '--by', 'offer');
    expect(mixed).toMatchObject({ code: 2 });
    expect(mixed.stderr).toContain('--by: not with --table');
    const kept = await hub('--csv', '--publish');
    expect(kept).toMatchObject({ code: 2 });
    expect(kept.stderr).toContain('say --json');
    expect(await hub('--held-out', 'none')).toMatchObject({ code: 2 });
    expect(await hub('--from', '2026-10-02', '--to', '2026-10-01')).toMatchObject({ code: 2 });
    const data = ['--data', join(folder, 'hub')];
    const empty = await hub(...data);
    expect(empty).toMatchObject({ code: 1 });
    expect(empty.stdout).toContain('all branches: no figure yet');
    expect((await hub(...data, '--branch', 'none')).code).toBe(1);
    // Of clerks and strategies the table has columns of its own.
    expect((await hub(...data, '--csv', '--by', 'clerk')).stdout).toMatch(
      /^branch,staff,said,yes,/,
    );
    expect((await hub(...data, '--by', 'weather')).code).toBe(2);
  },
  PROCESSES_MS,
);
