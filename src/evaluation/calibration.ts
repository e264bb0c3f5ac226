/**
 * Platt scaling: a logistic curve from decision values to probabilities (Platt 1999), fitted by the Newton method
 * with backtracking of Lin, Lin and Weng, Mach. Learn. 68, 267 (2007), algorithm 1, which neither overflows nor stalls.
 * Beside it, how far probabilities can be believed: Brier score, log loss and a reliability table.
 */
import { fail } from '../core/errors.ts';
import { fitStandardiser, standardise } from '../models/standardise.ts';
import { checkBothClasses, checkCount, checkFinite, checkLabels } from './check-labels.ts';

/** probability = 1 / (1 + exp(-(slope x score + offset))); Platt's A is -slope, his B -offset. */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

/** Constants of the published algorithm. */
const MAX_STEPS = 100;
const MIN_STEP = 1e-10;
const HESSIAN_RIDGE = 1e-12;
const GRADIENT_TOLERANCE = 1e-10;
const SUFFICIENT_DECREASE = 1e-4;

/**
 * Fits the curve by maximum likelihood to Platt's smoothed targets (N1 + 1) / (N1 + 2) and 1 / (N0 + 2), so that
 * perfectly separated scores still give a finite slope. Give it out-of-fold scores: those of training rows are too sure.
 *
 * @param score decision value of each row
 * @param y label of each row, 0 or 1
 * @throws {UserError} when lengths differ, labels are not 0 and 1, there is one class only, or a score is not finite
 * @example fitCalibration([-2, -1, 1, 2], [0, 0, 1, 1]).slope > 0; // true
 */
export function fitCalibration(score: ArrayLike<number>, y: ArrayLike<number>): Calibration {
  checkBothClasses('calibration', y, score.length);
  checkFinite('calibration scores', score);
  const column = { data: Float64Array.from(score), rows: score.length, cols: 1 };
  const standardiser = fitStandardiser(column); // the curve is the same, but scores of any size converge
  const standard = newtonFit(standardise(column, standardiser).data, y);
  const slope = standard.slope / standardiser.scale[0]!;
  return { slope, offset: standard.offset - slope * standardiser.mean[0]! };
}

/**
 * The probability of class 1 for each score; rising with the score where slope > 0.
 * @example calibrated({ slope: 1, offset: 0 }, [0]); // Float64Array [0.5]
 */
export function calibrated({ slope, offset }: Calibration, score: ArrayLike<number>): Float64Array {
  return Float64Array.from(score, (value) => 1 / (1 + Math.exp(-(slope * value + offset))));
}

/** One bin of a reliability table. */
export interface CalibrationBin {
  /** Probabilities p with low <= p < high; the last bin holds p = 1 too. */
  readonly low: number;
  readonly high: number;
  /** Rows in the bin; 0 where it is empty. */
  readonly n: number;
  /** Mean probability of the rows; null where the bin is empty. */
  readonly meanProbability: number | null;
  /** Share of rows of class 1; null where the bin is empty. */
  readonly fractionPositive: number | null;
}

/**
 * Mean of (probability - label)^2 (Brier, Mon. Weather Rev. 78, 1 (1950), for one class); 0 is perfect.
 * @throws {UserError} when lengths differ, there are no rows, a label is not 0 or 1, or a probability is not in [0, 1]
 * @example brierScore([0, 1, 1, 0], [0.1, 0.9, 0.8, 0.3]); // 0.0375
 */
export function brierScore(y: ArrayLike<number>, probability: ArrayLike<number>): number {
  checkProbabilities('Brier score', y, probability);
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += (probability[i]! - y[i]!) ** 2;
  return sum / y.length;
}

/**
 * Mean of -log(probability of the true class), in nats. Infinity where a true class was given probability 0
 * (nothing is clipped).
 * @throws {UserError} as {@link brierScore}
 * @example logLoss([1, 0, 0, 1], [0.9, 0.1, 0.2, 0.65]); // 0.2162
 */
export function logLoss(y: ArrayLike<number>, probability: ArrayLike<number>): number {
  checkProbabilities('log loss', y, probability);
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum -= y[i] === 1 ? Math.log(probability[i]!) : Math.log1p(-probability[i]!);
  return sum / y.length;
}

/**
 * The reliability table: bins of equal width on [0, 1], empty ones kept, lowest first.
 * @param bins number of bins, at least 1
 * @throws {UserError} as {@link brierScore}, and when bins is no count
 * @example calibrationTable([0, 1], [0.1, 0.9], 2)[1].fractionPositive; // 1
 */
export function calibrationTable(y: ArrayLike<number>, probability: ArrayLike<number>, bins: number): CalibrationBin[] {
  checkCount('bins of the reliability table', bins, 1);
  checkProbabilities('reliability table', y, probability);
  const n = new Int32Array(bins);
  const positives = new Int32Array(bins);
  const probabilitySum = new Float64Array(bins);
  for (let i = 0; i < y.length; i++) {
    const bin = binOf(probability[i]!, bins);
    n[bin]!++;
    positives[bin]! += y[i]!;
    probabilitySum[bin]! += probability[i]!;
  }
  return Array.from(n, (count, bin) => ({
    low: bin / bins,
    high: (bin + 1) / bins,
    n: count,
    meanProbability: count === 0 ? null : probabilitySum[bin]! / count,
    fractionPositive: count === 0 ? null : positives[bin]! / count,
  }));
}

/** The bin whose printed ends hold the probability, in spite of rounding in the product. */
function binOf(probability: number, bins: number): number {
  let bin = Math.min(Math.floor(probability * bins), bins - 1);
  if (probability < bin / bins) bin--;
  else if (bin < bins - 1 && probability >= (bin + 1) / bins) bin++;
  return bin;
}

function checkProbabilities(where: string, y: ArrayLike<number>, probability: ArrayLike<number>): void {
  checkLabels(where, y, probability.length);
  for (let i = 0; i < probability.length; i++) {
    if (!(probability[i]! >= 0 && probability[i]! <= 1)) {
      fail(`${where}, row ${i}`, 'a probability in [0, 1]', `${probability[i]}`, 'calibrate the scores first');
    }
  }
}

function newtonFit(score: Float64Array, y: ArrayLike<number>): Calibration {
  let positives = 0;
  for (let i = 0; i < y.length; i++) positives += y[i]!;
  const negatives = y.length - positives;
  const [high, low] = [(positives + 1) / (positives + 2), 1 / (negatives + 2)];
  const target = Float64Array.from(y, (label) => (label === 1 ? high : low));

  let at: Calibration = { slope: 0, offset: Math.log((positives + 1) / (negatives + 1)) };
  let loss = crossEntropy(at, score, target);
  for (let step = 0; step < MAX_STEPS; step++) {
    const g = derivatives(at, score, target);
    if (Math.abs(g.slope) < GRADIENT_TOLERANCE && Math.abs(g.offset) < GRADIENT_TOLERANCE) return at;
    const determinant = g.slopeSlope * g.offsetOffset - g.slopeOffset ** 2;
    const slope = -(g.offsetOffset * g.slope - g.slopeOffset * g.offset) / determinant;
    const offset = -(g.slopeSlope * g.offset - g.slopeOffset * g.slope) / determinant;
    const descent = g.slope * slope + g.offset * offset;
    let size = 1;
    for (; size >= MIN_STEP; size /= 2) {
      const next = { slope: at.slope + size * slope, offset: at.offset + size * offset };
      const nextLoss = crossEntropy(next, score, target);
      if (nextLoss >= loss + SUFFICIENT_DECREASE * size * descent) continue;
      at = next;
      loss = nextLoss;
      break;
    }
    if (size < MIN_STEP) return at; // no descent left within rounding
  }
  throw new Error(`Platt scaling did not converge in ${MAX_STEPS} Newton steps`);
}

/** Sum of -t log p - (1 - t) log(1 - p), without overflow. */
function crossEntropy({ slope, offset }: Calibration, score: ArrayLike<number>, target: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < target.length; i++) {
    const z = slope * score[i]! + offset;
    sum += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - target[i]! * z;
  }
  return sum;
}

function derivatives({ slope, offset }: Calibration, score: ArrayLike<number>, target: Float64Array) {
  const sums = { slope: 0, offset: 0, slopeSlope: HESSIAN_RIDGE, slopeOffset: 0, offsetOffset: HESSIAN_RIDGE };
  for (let i = 0; i < target.length; i++) {
    const f = score[i]!;
    const decay = Math.exp(-Math.abs(slope * f + offset)); // never overflows
    const probability = slope * f + offset >= 0 ? 1 / (1 + decay) : decay / (1 + decay);
    const curvature = decay / (1 + decay) ** 2;
    sums.slope += f * (probability - target[i]!);
    sums.offset += probability - target[i]!;
    sums.slopeSlope += f * f * curvature;
    sums.slopeOffset += f * curvature;
    sums.offsetOffset += curvature;
  }
  return sums;
}
