import { defineConfig } from 'vitest/config';

/** What needs other versions of Node, which npm installs into a temporary folder: `npm run test:nodes`. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  resolve: { tsconfigPaths: true },
  test: {
    include: ['test/nodes/*.nodes.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    fileParallelism: false,
    reporters: ['verbose'],
  },
});
