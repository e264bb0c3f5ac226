/**
 * The student of measured conductivities on disk, and what it says of a composition: probability of fast conduction, log10 of the
 * conductivity, a conformal interval, and whether measurements cover the composition at all.
 */
import type { Composition } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import { shippedRecord } from '../core/shipped-data.ts';
import { type DescriptorSet, elementalDescriptors } from '../descriptors/elemental.ts';
import type { Calibration } from '../evaluation/calibration.ts';
import { type Regressor, regressorFromJson } from '../models/regression.ts';
import { checkStudent } from './check-student.ts';
import { hashedText, readHashed } from './hashed-file.ts';
import { checkLearned, type Learned } from './learned.ts';
import { loadMeasured, type MeasuredMaterial } from './measured-data.ts';
import { type MeasuredDomain, measuredDomain } from './measured-domain.ts';
import { LOG10_FAST } from './measured-student.ts';

/** Version 2: says what the student has learned. */
const KIND = { format: 'ionsieve-measured-student', version: 2 };
const TABLE = 'obelix.csv';

/** A fitted student of measurements, with what makes its answers honest. */
export interface MeasuredStudent {
  readonly name: string;
  readonly input: DescriptorSet;
  /** log10 of the conductivity in S/cm from the descriptors. */
  readonly regressor: Regressor;
  /** Log-odds of fast conduction from decades above the threshold. */
  readonly calibration: Calibration;
  readonly intervals: Intervals;
  readonly learned: Learned;
}

/** Half widths of the intervals, in standard deviations that the regressor states. */
export interface Intervals {
  /** Share of materials that intervals are to hold, such as 0.9. */
  readonly coverage: number;
  /** Distance to the nearest measured material up to which a composition counts as covered. */
  readonly nearLimit: number;
  readonly near: number;
  readonly far: number;
}

/** What the student says of one composition. */
export interface MeasuredPrediction {
  /** Probability of 1e-4 S/cm or more at room temperature. */
  readonly probability: number;
  /** log10 of the conductivity in S/cm, and the ends of its interval. */
  readonly log10Conductivity: number;
  readonly low: number;
  readonly high: number;
  /** `inside`: near to a measured material and of measured elements only; the answer rests on something like it. */
  readonly domain: 'inside' | 'outside';
  readonly unmeasuredElements: readonly string[];
  readonly nearest: MeasuredMaterial;
  /** Sum of the absolute differences of atomic fractions, 0 to 2. */
  readonly nearestDistance: number;
}

/**
 * The text of the student's file: keys sorted, with the SHA-256 of its content and that of the measurements.
 * @example writeAtomic('student.json', measuredStudentText(student));
 */
export function measuredStudentText(student: MeasuredStudent): string {
  const { name, input, regressor, calibration, intervals, learned } = student;
  const trainedOn = { file: TABLE, sha256: shippedRecord(TABLE).sha256 };
  const content = { name, input, regressor: regressor.toJson(), calibration, intervals, learned, trainedOn };
  return hashedText(KIND, content);
}

/**
 * Reads the student's file.
 * @throws {UserError} when it cannot be read, is damaged, newer, or was fitted to other measurements than are shipped
 * @example openMeasuredStudent('data/students/measured.json')([parseFormula('Li3PS4')])[0].probability;
 */
export function openMeasuredStudent(path: string): (compositions: readonly Composition[]) => MeasuredPrediction[] {
  return askMeasured(readMeasuredStudent(path));
}

/**
 * What a student that was read says of compositions.
 * @throws {UserError} when the table in data/ was changed
 * @example askMeasured(readMeasuredStudent(path))([parseFormula('Li3PS4')])[0].probability;
 */
export function askMeasured(student: MeasuredStudent): (compositions: readonly Composition[]) => MeasuredPrediction[] {
  const materials = loadMeasured('obelix');
  const domain = measuredDomain(materials.map(({ composition }) => composition));
  return (compositions) => predictMeasured(student, materials, domain, compositions);
}

/**
 * What a student says of some compositions.
 * @param materials the measured materials that it learned from, and their domain
 * @example predictMeasured(student, materials, measuredDomain(compositions), [parseFormula('Li3PS4')]);
 */
export function predictMeasured(
  { input, regressor, calibration, intervals }: MeasuredStudent,
  materials: readonly MeasuredMaterial[],
  domain: MeasuredDomain,
  compositions: readonly Composition[],
): MeasuredPrediction[] {
  const { mean, sd } = regressor.predict(elementalDescriptors(compositions, input));
  return compositions.map((composition, i) => {
    const { index, distance } = domain.nearest(composition);
    const unmeasuredElements = domain.unmeasured(composition);
    const inside = distance <= intervals.nearLimit && unmeasuredElements.length === 0;
    const half = (inside ? intervals.near : intervals.far) * sd[i]!;
    return {
      probability: 1 / (1 + Math.exp(-(calibration.slope * (mean[i]! - LOG10_FAST) + calibration.offset))),
      log10Conductivity: mean[i]!,
      low: mean[i]! - half,
      high: mean[i]! + half,
      domain: inside ? 'inside' : 'outside',
      unmeasuredElements,
      nearest: materials[index]!,
      nearestDistance: distance,
    };
  });
}

interface StoredStudent {
  readonly name: string;
  readonly input: DescriptorSet;
  readonly regressor: unknown;
  readonly calibration: Calibration;
  readonly intervals: Intervals;
  readonly learned: unknown;
  readonly trainedOn: { readonly file: string; readonly sha256: string };
}

/**
 * The student itself, for those who want more of it than its answers.
 * @throws {UserError} as {@link openMeasuredStudent}
 * @example readMeasuredStudent('data/students/measured.json').regressor.predict(X);
 */
export function readMeasuredStudent(path: string): MeasuredStudent {
  const content = readHashed<StoredStudent>(path, KIND);
  checkStudent('measured', content, path);
  const { regressor, trainedOn, learned, ...rest } = content;
  if (trainedOn.sha256 !== shippedRecord(TABLE).sha256) {
    const remedy = 'restore it, or fit it again with ionsieve reproduce measured';
    fail(path, `a student of data/${TABLE} as shipped`, 'one of another table', remedy);
  }
  return { ...rest, regressor: regressorFromJson(regressor, path), learned: checkLearned(learned, path) };
}
