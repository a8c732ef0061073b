// Two projects: `unit` needs nothing; `hub` needs a database, named by HUB_TEST_DATABASE.
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const elsewhere = ['**/node_modules/**', 'dist/**', 'tests/e2e/**'];

/** Begun first, so that none of them runs on alone at the end. */
const LONGEST = /\/(?:tests\/(?:fuzz|sim|sync)|hub\/(?:train|cli)|electron\/data\/sync)\/[^/]+$/;

const isLong = ({ moduleId }: TestSpecification): boolean => LONGEST.test(moduleId);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- the method of the sequencer, not of an array
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // By default one core would wait.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...elsewhere, '**/*.pg.test.ts'],
          // Generous: a busy machine must not fail a test; speed has its benchmarks.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'hub',
          include: ['**/*.pg.test.ts'],
          exclude: [...elsewhere, ...(process.env['HUB_TESTS_WITHOUT']?.split(',') ?? [])],
          globalSetup: 'hub/db/test_cluster.ts',
          testTimeout: 120_000,
          // A province that is made, learned from and published.
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
