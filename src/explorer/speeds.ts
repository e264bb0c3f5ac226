/** How fast the engine screens, from the file that `npm run bench` writes. */
import { type BenchRecord, type BenchRow, METHODS } from '../report/bench-figure.ts';
import type { Speed } from './api.ts';
import { readFileOf } from './run-folder.ts';
import { isNumber, isText, listOf, objectOf } from './shapes.ts';

const MILLION = 1e6;
/** What a reader compares: the kernel with what it replaced. */
const METHODS_SHOWN = ['one object a compound', 'float64 in TypeScript', 'kernel, every compound', 'kernel, bounds'];

const ROW = objectOf({
  group: isText,
  name: isText,
  student: isText,
  elements: listOf(isNumber),
  median: isNumber,
});

/**
 * The speeds of the methods compared in a folder's bench.json; none without such a file, nor with one of another shape.
 * @example benchSpeeds('results').length;
 */
export function benchSpeeds(folder: string): Speed[] {
  return rowsOf(folder)
    .filter(({ group, elements, name }) => group === METHODS && elements.join() === '4' && METHODS_SHOWN.includes(name))
    .map(({ name, student, median }) => ({
      what: `${name}, student of ${student}, quaternary compounds, one core`,
      compoundsPerSecond: median * MILLION,
    }));
}

function rowsOf(folder: string): readonly BenchRow[] {
  const bytes = readFileOf(folder, 'bench.json');
  if (bytes === undefined) return [];
  try {
    const { rows } = JSON.parse(new TextDecoder().decode(bytes)) as BenchRecord;
    return Array.isArray(rows) ? rows.filter(ROW) : [];
  } catch {
    return []; // no JSON, or null
  }
}
