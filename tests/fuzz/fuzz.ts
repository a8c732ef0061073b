// Feeds a reader of ours with wrong inputs by the thousand: nothing forged is taken, nothing falls or hangs, a refusal has words.
import { createRandom, hashText, type Random } from '#shared/base/random.ts';
import { peakMemory } from '#tests/fixtures/peak_memory.ts';
import { startWatch } from './watch.ts';

export type Verdict =
  /** `isRight`: it says what its writer said, or its writer was the one to say it. */
  | { readonly type: 'taken'; readonly isRight: boolean }
  /** As a person or a log reads it. */
  | { readonly type: 'refused'; readonly words: string };

export const TAKEN: Verdict = { type: 'taken', isRight: true };
export const refused = (words: string): Verdict => ({ type: 'refused', words });

type Closing = { close?(): Promise<void> | void };

export type Target = Closing & {
  /** Makes one input by chance, and gives it to the real reader. */
  feed(chance: Random): Promise<Verdict> | Verdict;
};

/** Of a reader that is given many at once. */
export type BatchTarget = Closing & {
  readonly together: number;
  /** Makes one input by each chance; the verdicts may be in any order. */
  feedAll(chances: readonly Random[]): Promise<readonly Verdict[]>;
};

export type Tally = { readonly taken: number; readonly refused: number; readonly slowest: number };

/** More memory than this for one input is an attack that came through. */
const MOST_MB = 400;
const MOST_WORDS = 20_000;

/**
 * Each input follows from the seed, the name and its number alone, so that one that fails can be fed again by itself.
 * @throws with what to repeat it by
 */
export async function fuzz(
  name: string,
  target: Target | BatchTarget,
  options = fuzzOptions(),
): Promise<Tally> {
  const { seed, first, runs } = options;
  const { together, feedAll } = 'feedAll' in target ? target : oneByOne(target);
  const tally = { taken: 0, refused: 0, slowest: 0 };
  const watch = startWatch(name, seed);
  try {
    for (let number = first; number < first + runs; number += together) {
      const count = Math.min(together, first + runs - number);
      const chances = Array.from({ length: count }, (_, index) =>
        createRandom(hashText(`${seed} ${name} ${number + index}`)),
      );
      const peak = peakMemory();
      const begun = performance.now();
      watch.begin(number);
      const verdicts = await whole(() => feedAll(chances));
      const took = performance.now() - begun;
      const wrong = verdicts instanceof Error ? verdicts : firstWrong(verdicts, count, peak);
      if (wrong !== null) {
        const again = `npm run fuzz -- ${name} --seed ${seed} --first ${number} --runs ${count}`;
        throw new Error(`${name}, input ${number}: ${messageOf(wrong)}; again: ${again}`, {
          cause: wrong,
        });
      }
      if (!(verdicts instanceof Error)) for (const { type } of verdicts) tally[type] += 1;
      tally.slowest = Math.max(tally.slowest, Math.round(took));
    }
  } finally {
    await watch.end();
    await target.close?.();
  }
  return tally;
}

const oneByOne = (target: Target): BatchTarget => ({
  together: 1,
  feedAll: async (chances) => {
    const verdicts: Verdict[] = [];
    for (const chance of chances) verdicts.push(await target.feed(chance));
    return verdicts;
  },
});

async function whole(feed: () => Promise<readonly Verdict[]>): Promise<readonly Verdict[] | Error> {
  try {
    return await feed();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function firstWrong(verdicts: readonly Verdict[], count: number, peak: number): string | null {
  if (verdicts.length !== count) return `${verdicts.length} verdicts on ${count} inputs`;
  for (const verdict of verdicts) {
    const wrong = whyWrong(verdict, peak);
    if (wrong !== null) return wrong;
  }
  return null;
}

function whyWrong(verdict: Verdict, peak: number): string | null {
  const grown = peakMemory() - peak;
  if (grown > MOST_MB) return `it took ${Math.round(grown)} MB`;
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
