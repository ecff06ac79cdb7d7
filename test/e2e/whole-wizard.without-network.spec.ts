import { networkInterfaces } from 'node:os';
import { SAMPLE_EXPECTATIONS } from './support/expectations.ts';
import { expect, test } from './support/fixtures.ts';
import { runWholeWizard } from './support/whole-run.ts';

test('the main job works where there is no network at all', async ({ wizard }) => {
  // The driver talks to the window over loopback; there is nothing else to talk over.
  const named = Object.entries(networkInterfaces()).filter(([, addresses]) =>
    addresses?.some(({ internal }) => !internal),
  );
  expect(named, 'this must run in a network namespace of its own').toEqual([]);

  const [expected] = SAMPLE_EXPECTATIONS;
  const { html, json } = await runWholeWizard(wizard, expected!);
  expect(json.verdict).toBe(expected!.verdict);
  expect(html).toContain('Q260366');
});
