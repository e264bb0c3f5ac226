/** How fast the engine screens, from the file that `npm run bench` writes. */
import { type BenchRecord, METHODS } from '../report/bench-figure.ts';
import type { Speed } from './api.ts';
import { readFileOf } from './run-folder.ts';

const MILLION = 1e6;
/** What a reader compares: the kernel with what it replaced. */
const METHODS_SHOWN = ['one object a compound', 'float64 in TypeScript', 'kernel, every compound', 'kernel, bounds'];

/**
 * The speeds of the methods compared in a folder's bench.json; none without such a file.
 * @example benchSpeeds('results').length;
 */
export function benchSpeeds(folder: string): Speed[] {
  const bytes = readFileOf(folder, 'bench.json');
  if (bytes === undefined) return [];
  const { rows } = JSON.parse(new TextDecoder().decode(bytes)) as BenchRecord;
  return rows
    .filter(({ group, elements, name }) => group === METHODS && elements.join() === '4' && METHODS_SHOWN.includes(name))
    .map(({ name, student, median }) => ({
      what: `${name}, student of ${student}, quaternary compounds, one core`,
      compoundsPerSecond: median * MILLION,
    }));
}
