// How often the intervals of hub effect hold, on made up quarters whose effect is known. Arguments: runs, runs with looks.
import { type Coverage, coverageOf } from '#hub/effect/simulate_effect.ts';
import { tellFigure } from './tell_figure.ts';

const [runs = 2_000, liveRuns = 400] = process.argv.slice(2).map(Number);
const LOOKS = 90;
const percent = (share: number): string => `${(100 * share).toFixed(1)}%`.padStart(7);
let worst = 0;

function line(name: string, { runs: all, refused, fixed, live, peeked }: Coverage): void {
  const figures =
    refused === all ? 'no figure' : `${percent(fixed)} ${percent(live)} ${percent(peeked)}`;
  process.stdout.write(`${name.padEnd(38)} ${String(refused).padStart(5)} refused  ${figures}\n`);
}

process.stdout.write('one look: fixed interval, sequence, fixed wrong\n');
for (const share of [0.01, 0.05, 0.1]) {
  for (const customers of [300, 1_000, 3_000, 20_000]) {
    for (const effect of [0, 6]) {
      const found = coverageOf({ customers, share, effect, seed: 1 }, runs, 1);
      line(`${customers} customers, ${share * 100}% held out, +${effect}`, found);
      if (found.refused < found.runs / 2) worst = Math.max(worst, Math.abs(found.fixed - 0.95));
    }
  }
}
process.stdout.write(`${LOOKS} looks: fixed at the last, sequence at all, fixed wrong at any\n`);
for (const [customers, share] of [
  [3_000, 0.05],
  [3_000, 0.1],
  [20_000, 0.05],
] as const) {
  for (const effect of [0, 6]) {
    const found = coverageOf({ customers, share, effect, seed: 2 }, liveRuns, LOOKS);
    line(`${customers} customers, ${share * 100}% held out, +${effect}`, found);
  }
}
// The farthest from 95 %.
tellFigure({ name: 'coverage', unit: 'points', figure: 100 * worst, digits: 1, target: 2 });
