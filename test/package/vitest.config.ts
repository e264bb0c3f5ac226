import { defineConfig } from 'vitest/config';

/** The package as a user gets it, packed from the last commit and installed: `npm run test:package`, two minutes. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['test/package/*.package.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    reporters: ['verbose'],
  },
});
