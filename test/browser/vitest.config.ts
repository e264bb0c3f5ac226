import { defineConfig } from 'vitest/config';

/** What needs a browser, ten million compounds or a minute: `npm run test:browser`. One file at a time: they measure. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  resolve: { tsconfigPaths: true },
  test: {
    include: ['test/browser/*.browser.ts'],
    testTimeout: 180_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    reporters: ['verbose'],
  },
});
