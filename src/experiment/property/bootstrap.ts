/**
 * Refits on bootstrap samples: how far off a regression is on compounds that were not drawn (the leave-one-out bootstrap of
 * Efron, J. Am. Stat. Assoc. 78, 316 (1983)), and how much its predictions change with the compounds that it happens to know.
 */
import { type Matrix, selectRows } from '../../core/matrix.ts';
import { type Stream, stream } from '../../core/random.ts';
import { measured, type Numbers } from '../numbers.ts';
import { fittedTo, inputOf } from './answer.ts';
import type { PropertyData } from './load-table.ts';
import type { Regression } from './predict-compounds.ts';

/** What the refits of a regression gave. */
export interface Refits {
  readonly numbers: Numbers;
  /** Standard deviation over the refits of what each new compound is predicted to be. */
  readonly spread: Float64Array;
}

/** Sums over the refits, one entry a row. */
interface Sums {
  readonly count: Float64Array;
  readonly absolute: Float64Array;
  readonly squared: Float64Array;
}

/**
 * Draws as many rows as there are, with replacement, fits the regression and asks it about the rows not drawn; again and again.
 * The error of a row is its mean over the refits that did not draw it, and the prediction error the mean over the rows.
 * @param rows rows of `data` to draw from
 * @param asked columns of new compounds, null where the method needs more than a formula
 * @param options `refits`: how many, at least 1; `unit` of what is learned
 * @example bootstrapRefits(method, data, rows, null, { refits: 200, unit: 'eV', seed: 0 }).numbers['bootstrap.svr.mae'].value;
 */
export function bootstrapRefits(
  method: Regression,
  data: PropertyData,
  rows: Int32Array,
  asked: Matrix | null,
  options: { readonly refits: number; readonly unit: string; readonly seed: number },
): Refits {
  const { refits, unit, seed } = options;
  const X = inputOf(method, data);
  const random = stream(seed, `bootstrap refits ${method.name}`);
  const zeros = () => new Float64Array(rows.length);
  const sums: Sums = { count: zeros(), absolute: zeros(), squared: zeros() };
  const said: Float64Array[] = [];
  for (let refit = 0; refit < refits; refit++) {
    const { drawn, left } = drawRows(rows.length, random);
    const bag = drawn.map((at) => rows[at]!);
    const { answer } = fittedTo(method, data, bag, random);
    const mean = answer(
      selectRows(
        X,
        left.map((at) => rows[at]!),
      ),
    );
    left.forEach((at, i) => {
      addError(sums, at, mean[i]! - data.y[rows[at]!]!);
    });
    if (asked !== null) said.push(answer(asked));
  }
  return { numbers: errorNumbers(`bootstrap.${method.name}`, sums, unit), spread: spreads(said) };
}

/** Rows drawn, in rising order, and those that were not. */
function drawRows(n: number, random: Stream): { drawn: Int32Array; left: Int32Array } {
  const drawn = Int32Array.from({ length: n }, () => Math.floor(random() * n)).sort();
  const known = new Set(drawn);
  return { drawn, left: Int32Array.from({ length: n }, (_, at) => at).filter((at) => !known.has(at)) };
}

function addError({ count, absolute, squared }: Sums, at: number, error: number): void {
  count[at]!++;
  absolute[at]! += Math.abs(error);
  squared[at]! += error * error;
}

function errorNumbers(key: string, { count, absolute, squared }: Sums, unit: string): Numbers {
  const judged = Array.from(count.keys()).filter((at) => count[at]! > 0);
  const mean = (sum: Float64Array) => judged.reduce((total, at) => total + sum[at]! / count[at]!, 0) / judged.length;
  return {
    [`${key}.mae`]: measured(mean(absolute), unit, judged.length),
    [`${key}.rmse`]: measured(Math.sqrt(mean(squared)), unit, judged.length),
  };
}

/** Standard deviation of each entry over the lists. */
function spreads(lists: readonly Float64Array[]): Float64Array {
  return Float64Array.from(lists[0] ?? [], (_, at) => {
    const mean = lists.reduce((sum, list) => sum + list[at]!, 0) / lists.length;
    return Math.sqrt(lists.reduce((sum, list) => sum + (list[at]! - mean) ** 2, 0) / lists.length);
  });
}
