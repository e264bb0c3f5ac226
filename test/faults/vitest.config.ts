import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = new URL('../..', import.meta.url).pathname;
const found = join(root, 'node_modules', '.ionsieve-faults');

/** Faults and bad input: `npm run test:faults`. What the files find is put together by write-report.ts. */
export default defineConfig(() => {
  rmSync(found, { recursive: true, force: true });
  mkdirSync(found, { recursive: true });
  return {
    root,
    resolve: { tsconfigPaths: true },
    test: {
      include: ['test/faults/*.{faults,fuzz}.ts'],
      testTimeout: 1_800_000,
      hookTimeout: 1_800_000,
      maxWorkers: 2,
      reporters: ['verbose'],
    },
  };
});
