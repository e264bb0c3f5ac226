import { defineConfig } from 'vitest/config';

/**
 * What needs a browser, ten million compounds or a minute: `npm run test:browser`. One file at a time: each has a browser or a server at
 * work. The limits are for a page that hangs; what is polled for is given up after a second otherwise.
 */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  resolve: { tsconfigPaths: true },
  test: {
    include: ['test/browser/*.browser.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    expect: { poll: { timeout: 300_000 } },
    fileParallelism: false,
    reporters: ['verbose'],
  },
});
