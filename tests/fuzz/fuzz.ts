// Feeds a reader of ours with wrong inputs by the thousand: nothing forged is taken, nothing falls or hangs, a refusal has words.
import { createRandom, hashText, type Random } from '#shared/base/random.ts';
import { startWatch } from './watch.ts';

export type Verdict =
  /** `isRight`: it says what its writer said, or its writer was the one to say it. */
  | { readonly type: 'taken'; readonly isRight: boolean }
  /** As a person or a log reads it. */
  | { readonly type: 'refused'; readonly words: string };

export const TAKEN: Verdict = { type: 'taken', isRight: true };
export const refused = (words: string): Verdict => ({ type: 'refused', words });

export type Target = {
  /** Makes one input by chance, and gives it to the real reader. */
  feed(chance: Random): Promise<Verdict> | Verdict;
  close?(): Promise<void> | void;
};

export type Tally = { readonly taken: number; readonly refused: number; readonly slowest: number };

/** More memory than this for one input is an attack that came through. */
const MOST_KILOBYTES = 400 * 1024;
const MOST_WORDS = 20_000;

/**
 * Each input follows from the seed, the name and its number alone, so that one that fails can be fed again by itself.
 * @throws with what to repeat it by
 */
export async function fuzz(name: string, target: Target, options = fuzzOptions()): Promise<Tally> {
  const { seed, first, runs } = options;
  const tally = { taken: 0, refused: 0, slowest: 0 };
  const watch = startWatch(name, seed);
  try {
    for (let number = first; number < first + runs; number += 1) {
      const chance = createRandom(hashText(`${seed} ${name} ${number}`));
      const peak = process.resourceUsage().maxRSS;
      const begun = performance.now();
      watch.begin(number);
      const verdict = await whole(() => target.feed(chance));
      const took = performance.now() - begun;
      const wrong = verdict instanceof Error ? verdict : whyWrong(verdict, peak);
      if (wrong !== null) {
        const again = `npm run fuzz -- ${name} --seed ${seed} --first ${number} --runs 1`;
        throw new Error(`${name}, input ${number}: ${messageOf(wrong)}; again: ${again}`, {
          cause: wrong,
        });
      }
      if (!(verdict instanceof Error)) tally[verdict.type] += 1;
      tally.slowest = Math.max(tally.slowest, Math.round(took));
    }
  } finally {
    await watch.end();
    await target.close?.();
  }
  return tally;
}

async function whole(feed: () => Promise<Verdict> | Verdict): Promise<Verdict | Error> {
  try {
    return await feed();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function whyWrong(verdict: Verdict, peak: number): string | null {
  const grown = process.resourceUsage().maxRSS - peak;
  if (grown > MOST_KILOBYTES) return `it took ${grown >> 10} MB`;
  const leaked = Object.keys(Object.prototype);
  if (leaked.length > 0) return `every object has ${leaked.join()} by now`;
  if (verdict.type === 'taken') return verdict.isRight ? null : 'a forgery was taken';
  const { words } = verdict;
  if (words.trim() === '') return 'refused without a word';
  if (words.length > MOST_WORDS) return `refused with ${words.length} letters`;
  return /\[object |(?<!received )\b(undefined|NaN)\b/.test(words)
    ? `refused with: ${words.slice(0, 300)}`
    : null;
}

const messageOf = (wrong: Error | string): string =>
  typeof wrong === 'string' ? wrong : `${wrong.name}: ${wrong.message.slice(0, 500)}`;

/** Few in CI, many by `npm run fuzz`. */
export function fuzzOptions(usual = 2_000) {
  return {
    seed: told('FUZZ_SEED', 20_261_129),
    first: told('FUZZ_FIRST', 0),
    runs: told('FUZZ_RUNS', usual),
  };
}

const told = (name: string, usual: number): number => Number(process.env[name] ?? usual);

/** For Vitest: no limit of speed, and no end that a long run would meet. */
export const fuzzTimeout = (): number => 120_000 + fuzzOptions().runs * 100;
