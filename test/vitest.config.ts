import { defineConfig } from 'vitest/config';

/** They test what a process keeps: libraries open or not, files that it has read, its signals and surroundings. */
const ALONE = [
  'test/core/{lock,shared-folders}.test.ts',
  'test/models/{kernel-svm,mlp,tensor-backend}.test.ts',
  'test/provenance/*.test.ts',
];

/**
 * The tests that take seconds, a part of `npm cit`. Those that take longer are `npm run test:long`. Files share a process each worker, so
 * that what they import is read once; only those of ALONE have one of their own. The limits are for a test that hangs: a machine ten
 * times slower than a laptop passes.
 */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  resolve: { tsconfigPaths: true },
  test: {
    setupFiles: ['test/setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'together', include: ['test/**/*.test.ts'], exclude: ALONE, isolate: false } },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
  },
});
