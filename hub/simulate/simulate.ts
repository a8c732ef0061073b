// A catalog over all customers: batches go out to the crew, counts come back and are added up in their order.
import { createCrew } from './crew.ts';
import type { CustomerBatch, Setup } from './scene.ts';
import { addUp, type Comparison, emptyComparison, emptyTally, type Tally } from './tally.ts';

export type Simulation = {
  readonly customers: number;
  readonly unscored: number;
  /** By variant, as in the setup. */
  readonly tallies: readonly Tally[];
  /** With two variants. */
  readonly comparison: Comparison | null;
};

export type SimulateOptions = {
  /** Threads beside this one; 0: none. They change the time that it takes and nothing else. */
  readonly workers: number;
  readonly onProgress?: (customers: number) => void;
  /** Lines of the spreadsheet, in the order of the customers. */
  readonly onCsv?: (lines: string) => Promise<void>;
};

export async function simulate(
  setup: Setup,
  batches: AsyncIterable<CustomerBatch> | Iterable<CustomerBatch>,
  options: SimulateOptions,
): Promise<Simulation> {
  const crew = createCrew(setup, options.workers);
  const tallies = setup.variants.map(() => emptyTally());
  const comparison = setup.variants.length > 1 ? emptyComparison() : null;
  const counts = { customers: 0, unscored: 0 };
  const underWay: ReturnType<typeof crew.run>[] = [];
  const takeOne = async (): Promise<void> => {
    const result = await underWay.shift();
    if (result === undefined) return;
    counts.customers += result.customers;
    counts.unscored += result.unscored;
    for (const [index, tally] of tallies.entries()) {
      addUp(tally, result.tallies[index] ?? emptyTally());
    }
    if (comparison !== null && result.comparison !== null) addUp(comparison, result.comparison);
    if (result.csv !== '') await options.onCsv?.(result.csv);
    options.onProgress?.(counts.customers);
  };
  try {
    for await (const batch of batches) {
      const result = crew.run(batch);
      // Its failure is met where its turn comes.
      result.catch(() => undefined);
      underWay.push(result);
      if (underWay.length >= crew.room) await takeOne();
    }
    while (underWay.length > 0) await takeOne();
  } finally {
    await crew.close();
  }
  return { ...counts, tallies, comparison };
}
