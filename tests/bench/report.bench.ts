// report: the manager's day of three PCs and 2,000 visits, and the month of such days, from the click to the painted figures.
import { dayOfInstant } from '#shared/base/month.ts';
import { launchApp } from '#tests/fixtures/app_process.ts';
import { prepareRuntime } from '#tools/setup/prepare.mjs';
import { enrolledBranch } from './enrolled_branch.ts';
import { fillDays, secretsOf } from './filled_ledger.ts';
import { type Looks, lookAtFigures, VISITS } from './manager_looks.ts';
import { median } from './median.ts';
import { p95 } from './percentile.ts';
import { tellFigure } from './tell_figure.ts';

const CUSTOMERS = 20_000;
const DAY_TARGET_MS = 100;
const MONTH_TARGET_MS = 300;

const runtime = await prepareRuntime();
const branch = await enrolledBranch(runtime, CUSTOMERS);
try {
  const options = { data: branch.data, hub: branch.hub };
  const before = await launchApp(options);
  const secrets = await secretsOf(before.electron, branch.data);
  await before.close();
  const today = dayOfInstant(Date.now(), 'Asia/Shanghai');
  const ofMonth = fillDays(branch.data, secrets, today, CUSTOMERS);
  const app = await launchApp(options);
  const times = await lookAtFigures(app.page, ofMonth);
  if (app.errors.length > 0) throw new Error(app.errors.join('; '));
  await app.close();
  tell(times, ofMonth);
} finally {
  await branch.end();
}

function tell({ opened, another, month }: Looks, ofMonth: number): void {
  console.log(line(`page of a day of ${VISITS} visits`, opened));
  console.log(line('another day', another));
  console.log(line(`month of ${ofMonth} visits`, month));
  const day = Math.max(p95(opened.slice(1)), p95(another.slice(1)));
  const ofDays = p95(month.slice(1));
  tellFigure({
    name: 'report month',
    unit: 'ms',
    figure: ofDays,
    digits: 0,
    target: MONTH_TARGET_MS,
  });
  tellFigure({ name: 'report', unit: 'ms', figure: day, digits: 0, target: DAY_TARGET_MS });
}

function line(name: string, [first = Number.NaN, ...times]: readonly number[]): string {
  return `${name}: the first ${first.toFixed(0)} ms, then median ${median(times).toFixed(0)} ms, p95 ${p95(times).toFixed(0)} ms of ${times.length}`;
}
