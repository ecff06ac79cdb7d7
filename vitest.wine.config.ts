import { defineConfig } from 'vitest/config';
// For what it gives the reporter on Node 20.
import './vitest.config.ts';

/** Tests of the Windows parts under Wine. A folder of its own: they need programs that not every machine has. */
export default defineConfig({
  test: {
    include: ['test/wine/**/*.test.ts'],
    environment: 'node',
    restoreMocks: true,
    globalSetup: ['build/bootstrap/wine-test-setup.mjs'],
    // Where programs cannot be started at steady addresses (wine-launchers.mjs), one of Wine's fails once in a thousand starts. What
    // fails twice has failed.
    retry: 1,
    testTimeout: 60_000,
    // Ending a prefix asks its server three times, with 20 seconds for each.
    hookTimeout: 120_000,
    // Each file has a prefix with its own server and services.
    maxWorkers: 2,
  },
});
