/** The notices of what is bundled: most licences ask that they go where the code goes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';

/**
 * Writes the name, version and licence text of every package that a bundle holds code of.
 * @param fileName where to write them, beside the bundle
 * @example defineConfig({ plugins: [thirdParty('licences.txt')] });
 */
export function thirdParty(fileName: string): Plugin {
  return {
    name: 'third-party-notices',
    generateBundle(_options, bundle) {
      const folders = new Set<string>();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk') for (const id of chunk.moduleIds) addFolder(id, folders);
      }
      const notices = [...folders].map(noticeOf).sort((a, b) => (a < b ? -1 : 1));
      this.emitFile({ type: 'asset', fileName, source: `${HEAD}\n${notices.join('\n')}` });
    },
  };
}

const HEAD = 'What stands beside this file holds code of the packages below, each under its own licence.\n';

function addFolder(id: string, folders: Set<string>): void {
  const folder = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
  if (folder !== undefined) folders.add(folder);
}

/** @throws {Error} for a package without a licence text: the build stops rather than ship code without its notice */
function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const text = licenceTexts(folder);
  if (text.length === 0) throw new Error(`${name} ${version} has no licence text to ship`);
  const spdx = license === undefined ? '' : ` (${license})`;
  return `${'-'.repeat(80)}\n${name} ${version}${spdx}\n\n${text.join('\n\n')}\n`;
}

/** Of files of its own, or the readme that holds it. */
function licenceTexts(folder: string): string[] {
  const read = (pattern: RegExp): string[] => {
    const files = readdirSync(folder).filter((file) => pattern.test(file));
    return files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  };
  const own = read(/^(licen[cs]e|notice)/i);
  return own.length > 0 ? own : read(/^readme/i).filter((text) => /permission is hereby granted/i.test(text));
}
