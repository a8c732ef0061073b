// End-to-end tests: the real app, a real hub process, a virtual display.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'dist/e2e/results',
  globalSetup: './tests/e2e/global_setup.ts',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  // Generous: a busy machine must not fail a test; speed has its benchmarks.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
});
