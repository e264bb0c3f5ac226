import { defineConfig } from 'vitest/config';

/** The package as a user gets it, packed from the last commit and installed: `npm run test:package`, two minutes. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['test/package/*.package.ts'],
    testTimeout: 180_000,
    hookTimeout: 600_000,
    reporters: ['verbose'],
  },
});
