import { defineConfig } from 'vitest/config';

/** Tests that start many processes, learn real data or kill what works: `npm run test:long`. The limits are for a test that hangs. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  resolve: { tsconfigPaths: true },
  test: {
    include: ['test/**/*.long.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    maxWorkers: 2,
  },
});
