/** Compositions that databases hold, of experiment or calculation: nobody who finds one has found something new. */
import { readShipped } from '../core/shipped-data.ts';

const FILES = ['formation-energies.csv.gz', 'known-compositions.csv.gz'];

let known: ReadonlySet<string> | undefined;

/**
 * Reduced formulas of 192,094 compositions in the Materials Project, in JARVIS and in a part of OQMD. Their fractions were known to four
 * decimals: data/rebuild/known-compositions.ts. Read once.
 * @throws {UserError} when a file is missing or was changed
 * @example knownFormulas().has('Li3PS4'); // true
 */
export function knownFormulas(): ReadonlySet<string> {
  known ??= new Set(FILES.flatMap((name) => formulasIn(readShipped(name))));
  return known;
}

function formulasIn(table: string): string[] {
  const lines = table.trimEnd().split('\n').slice(1);
  return lines.map((line) => line.split(',')[0]!);
}
