import { defineConfig } from '@playwright/test';

/** Specs that must run where there is no network; `npm test` runs them in a network namespace of their own. */
const WITHOUT_NETWORK = /without-network[^/]*\.spec\.ts$/;

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  globalSetup: './build/bootstrap/end-to-end-setup.mjs',
  // One window at a time: they would take each other's focus, and the machine's two cores.
  workers: 1,
  fullyParallel: false,
  // Where nobody looks on, a test that passes only the second time is told as flaky and does not stop the others' work.
  retries: process.env['CI'] === 'true' ? 1 : 0,
  forbidOnly: process.env['CI'] === 'true',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env['E2E_REPORT'] ?? 'out/test-reports/e2e.json' }]],
  projects: [
    { name: 'window', testIgnore: WITHOUT_NETWORK },
    { name: 'without-network', testMatch: WITHOUT_NETWORK },
  ],
});
