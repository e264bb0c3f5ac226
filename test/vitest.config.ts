import { defineConfig } from 'vitest/config';

/**
 * The tests that take seconds, a part of `npm cit`. Those that take longer are `npm run test:long`. The limits are for a test that
 * hangs: a machine ten times slower than a laptop passes.
 */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  resolve: { tsconfigPaths: true },
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
  },
});
