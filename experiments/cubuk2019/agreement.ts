/** Teacher against student, formula by formula: counts in squares of log-odds, for a heat map. */

/** Counts of formulas; all that lies beyond the ends is counted in the last squares. */
export interface Agreement {
  readonly student: string;
  /** Log-odds at the lower end of the first row and column. */
  readonly lower_edge: number;
  /** Width of a square, in log-odds. */
  readonly width: number;
  /** Rows by rising log-odds of the student that has not seen the formula, columns by those of the teacher. */
  readonly counts: readonly (readonly number[])[];
}

const LOWER_EDGE = -12;
const WIDTH = 0.75;
const BINS = 32;

/**
 * Counts formulas by what teacher and student say of them.
 * @param probability the teacher's, of each formula
 * @param logOdds the student's, out of fold
 * @example agreement('logistic-30', [0.5], Float64Array.of(0)).counts[16]![16]; // 1
 */
export function agreement(student: string, probability: readonly number[], logOdds: Float64Array): Agreement {
  const counts = Array.from({ length: BINS }, () => new Array<number>(BINS).fill(0));
  probability.forEach((p, row) => {
    counts[binOf(logOdds[row]!)]![binOf(Math.log(p / (1 - p)))]!++;
  });
  return { student, lower_edge: LOWER_EDGE, width: WIDTH, counts };
}

function binOf(logOdds: number): number {
  return Math.max(0, Math.min(BINS - 1, Math.floor((logOdds - LOWER_EDGE) / WIDTH)));
}
