import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { thirdParty } from '../../bundling/third-party.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Whatever the shell or a test runner says: what ships is built for production.
process.env.NODE_ENV = 'production';

export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [svelte({ configFile: false }), thirdParty('licences.txt')],
  resolve: {
    // MatterViz names space groups with 700 kB of WebAssembly, which needs 'wasm-unsafe-eval'; the viewer does without.
    alias: [{ find: /^@spglib\/moyo-wasm(\/.*)?$/, replacement: here('./lib/no-symmetry.ts') }],
  },
  build: {
    outDir: here('../../../dist/explorer'),
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4173', '/files': 'http://127.0.0.1:4173' } },
});
