/** Bundles what runs on a node of a cluster: the program of a task and each kind of thread it starts, one file each. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'rolldown';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** WebAssembly goes into the bundle as text. */
const inlineWasm: Plugin = {
  name: 'inline-wasm',
  transform(code, id) {
    return code.replace(/readFileSync\(new URL\('(\.\/\w+\.wasm)', import\.meta\.url\)\)/g, (_, name: string) => {
      return `Buffer.from('${readFileSync(join(dirname(id), name)).toString('base64')}', 'base64')`;
    });
  },
};

/** Under the names by which they start each other. */
const ENTRIES = {
  worker: '../../cli/slurm-worker.ts',
  'screen-worker': '../../screening/screen-worker.ts',
  'thread-worker': '../../core/thread-worker.ts',
  tasks: '../../experiment/sweep/tasks.ts',
};

export default defineConfig(
  Object.entries(ENTRIES).map(([name, path]) => ({
    input: { [name]: here(path) },
    platform: 'node' as const,
    // Loaded only by sweeps over perceptrons, from the package.
    external: [/^@tensorflow\//],
    plugins: [inlineWasm],
    output: { dir: here('../../../dist/slurm'), entryFileNames: '[name].js', codeSplitting: false },
  })),
);
