/** The notices of what is bundled into the page: most licences ask that they go where the code goes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Where notices are written, beside the page. */
export const NOTICES_FILE = 'licences.txt';

/**
 * Writes the name, version and licence text of every package that a bundle holds code of.
 * @example defineConfig({ plugins: [thirdParty()] });
 */
export function thirdParty(): Plugin {
  return {
    name: 'third-party-notices',
    generateBundle(_options, bundle) {
      const folders = new Set<string>();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk') for (const id of chunk.moduleIds) addFolder(id, folders);
      }
      const notices = [...folders].map(noticeOf).sort((a, b) => (a < b ? -1 : 1));
      this.emitFile({ type: 'asset', fileName: NOTICES_FILE, source: `${HEAD}\n${notices.join('\n')}` });
    },
  };
}

const HEAD = 'This page holds code of the packages below, each under its own licence.\n';

function addFolder(id: string, folders: Set<string>): void {
  const folder = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
  if (folder !== undefined) folders.add(folder);
}

/** @throws {Error} for a package without a licence file: the build stops rather than ship code without its notice */
function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  if (files.length === 0) throw new Error(`${name} ${version} has no licence file to ship`);
  const text = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const spdx = license === undefined ? '' : ` (${license})`;
  return `${'-'.repeat(80)}\n${name} ${version}${spdx}\n\n${text.join('\n\n')}\n`;
}
