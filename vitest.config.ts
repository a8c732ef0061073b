// Two projects: `unit` needs nothing; `hub` needs a database, named by HUB_TEST_DATABASE.
import { defineConfig } from 'vitest/config';

const elsewhere = ['**/node_modules/**', 'dist/**', 'tests/e2e/**'];

export default defineConfig({
  test: {
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
          exclude: elsewhere,
          globalSetup: 'hub/db/test_cluster.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
