/** The Learner of measured conductivities: log10 of the conductivity with an interval, and the probability of fast conduction. */
import { fail } from '../core/errors.ts';
import { shippedRecord } from '../core/shipped-data.ts';
import { figuresOf, type Learner, type TrainingTable } from '../learning/learner.ts';
import { readLearner } from '../learning/learner-file.ts';
import type { MeasuredMaterial } from './measured-data.ts';

const TABLE = 'obelix.csv';

/**
 * What the shipped measurements taught.
 * @param materials of the shipped table, all of them
 * @example measuredTraining(loadMeasured('obelix')).compounds.length; // 390
 */
export function measuredTraining(materials: readonly MeasuredMaterial[]): TrainingTable {
  return {
    tables: [TABLE],
    sha256: shippedRecord(TABLE).sha256,
    compounds: materials.map(({ formula, log10Conductivity }) => [formula, log10Conductivity]),
  };
}

/**
 * Reads a Learner of the shipped measurements.
 * @throws {UserError} when it cannot be read, is damaged, tells something else, or learned from other measurements than are shipped
 * @example askLearner(readMeasured('data/students/measured.json'))([parseFormula('Li3PS4')])[0].probability;
 */
export function readMeasured(path: string): Learner {
  const learner = readLearner(path);
  const { name, target, answers, calibration, intervals } = learner;
  const tells = answers === 'value' && target.scale === 'log10' && calibration !== null && intervals !== null;
  if (!tells) {
    const expected = 'a Learner of log10 of the conductivity, with calibration and intervals';
    fail(path, expected, `${name}, which tells ${answers}`, 'give one of ionsieve reproduce measured');
  }
  if (figuresOf(learner)?.sha256 !== shippedRecord(TABLE).sha256) {
    const remedy = 'restore it, or fit it again with ionsieve reproduce measured';
    fail(path, `a student of data/${TABLE} as shipped`, 'one of another table', remedy);
  }
  return learner;
}
