/** Bundles what runs on a node of a cluster: the program of a task and each kind of thread it starts, one file each. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'rolldown';
import { thirdParty } from '../../bundling/third-party.ts';
import { MODULE_HASHES } from '../../core/load-module.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The WebAssembly modules go into the bundle as text. */
const inlineWasm: Plugin = {
  name: 'inline-wasm',
  transform(code, id) {
    if (!id.endsWith('load-module.ts')) return null;
    const names = Object.keys(MODULE_HASHES);
    const texts = names.map((name) => [name, readFileSync(join(dirname(id), '..', name)).toString('base64')]);
    const inlined = `Buffer.from(${JSON.stringify(Object.fromEntries(texts))}[name], 'base64')`;
    const fromFile = /readFileSync\(new URL\([^)]*, import\.meta\.url\)\)/;
    if (!fromFile.test(code)) throw new Error(`${id} reads its modules in another way`);
    return code.replace(fromFile, inlined);
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
    // Loaded only by sweeps over perceptrons or tables in Parquet, and by screenings with a module of the user's, from the package.
    external: [/^@duckdb\//, /^@tensorflow\//, /^tsx\//],
    plugins: [inlineWasm, thirdParty(`licences.${name}.txt`)],
    output: {
      ...{ dir: here('../../../dist/slurm'), entryFileNames: '[name].js', codeSplitting: false },
      // Functions and classes keep their names: a stack trace of a task says what it did.
      minify: {
        compress: true,
        mangle: { keepNames: { function: true, class: true } },
        codegen: { removeWhitespace: true },
      },
    },
  })),
);
