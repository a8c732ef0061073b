// Runs schedules by their seeds, and tells of those that broke as short as they can be had.
import { run, shrink, type Step, stepsOf } from './schedule.ts';

export type TriedOut = {
  /** A few lines a seed. */
  readonly broken: readonly string[];
  /** Of all runs, on the clocks in them. */
  readonly simulatedMs: number;
};

const MOST_BROKEN = 4;

export async function tryOut(first: number, count: number): Promise<TriedOut> {
  const broken: string[] = [];
  let simulatedMs = 0;
  for (let seed = first; seed < first + count && broken.length < MOST_BROKEN; seed += 1) {
    const { fault, ms } = await run(stepsOf(seed));
    simulatedMs += ms;
    if (fault === null) continue;
    const least = await shrink(stepsOf(seed));
    const shortest = await run(least);
    broken.push(
      `seed ${seed}: ${fault}\n  ${shortest.fault} after ${least.map(wordsOf).join('; ')}`,
    );
  }
  return { broken, simulatedMs };
}

const wordsOf = ({ kind, window, chance }: Step): string => `${kind} ${window} ${chance}`;
