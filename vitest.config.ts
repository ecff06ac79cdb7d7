import { defineConfig } from 'vitest/config';

// The reporter prints failures through Map.groupBy, which Node 20 does not have; without it a failed test shows no reason.
Map.groupBy ??= function groupBy<K, T>(
  items: Iterable<T>,
  keyOf: (item: T, index: number) => K,
): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.{ts,tsx,mjs}'],
    environment: 'node',
    restoreMocks: true,
    testTimeout: 30_000,
  },
});
