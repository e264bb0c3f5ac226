import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../src/core/files.ts';

/** The library as it is built: its threads start at once, where those of the sources have to compile themselves first. */
export async function importBuilt(): Promise<typeof import('../../src/index.ts')> {
  return await import(pathToFileURL(join(packageRoot(), 'dist', 'src', 'index.js')).href);
}
