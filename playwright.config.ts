// End-to-end tests: the real app, a real hub process, a virtual display.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'dist/e2e/results',
  globalSetup: './tests/e2e/global_setup.ts',
  fullyParallel: false,
  // One more than a branch PC has cores: an app that waits leaves its core to another.
  workers: 3,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  // Generous: a busy machine must not fail a test; speed has its benchmarks.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
});
