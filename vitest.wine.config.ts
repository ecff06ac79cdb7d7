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
    // Wine's own programs fail once in some hundred starts for no reason that could be found: its reg refused a good value, and to read
    // a key. What fails twice has failed.
    retry: 1,
    testTimeout: 60_000,
    // Ending a prefix asks its server three times, with 20 seconds for each.
    hookTimeout: 120_000,
    // Each file has a prefix with its own server and services.
    maxWorkers: 2,
  },
});
