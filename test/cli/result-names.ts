import { readdirSync } from 'node:fs';
import { isAboutRun } from '../../src/provenance/record-names.ts';

/** Names of the files of a folder that do not differ from run to run: records and metadata have times in them. */
export function resultNames(folder: string): string[] {
  return readdirSync(folder).filter((name) => !isAboutRun(name));
}
