import { defineConfig } from 'vitest/config';

/** What needs Slurm, which the tests start and stop themselves: `npm run test:slurm`. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  resolve: { tsconfigPaths: true },
  test: {
    include: ['test/slurm/*.slurm.ts'],
    testTimeout: 3_000_000,
    hookTimeout: 1_200_000,
    fileParallelism: false,
    reporters: ['verbose'],
  },
});
