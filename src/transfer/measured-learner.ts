/** The Learner of measured conductivities: log10 of the conductivity with an interval, and the probability of fast conduction. */
import { fail } from '../core/errors.ts';
import { sha256 } from '../core/files.ts';
import { shippedRecord } from '../core/shipped-data.ts';
import { figuresOf, type Learner, type TrainingTable } from '../learning/learner.ts';
import { readLearner } from '../learning/learner-file.ts';
import { MEASURED_SETS, type MeasuredMaterial } from './measured-data.ts';

const TABLES = MEASURED_SETS.map((set) => `${set}.csv`);

/** One hash for the shipped tables together: of their hashes, a line each. */
const hashOfTables = () => sha256(TABLES.map((table) => shippedRecord(table).sha256).join('\n'));

/**
 * What the shipped measurements taught.
 * @param materials of the shipped tables, joined
 * @example measuredTraining(loadAllMeasured()).tables; // ['obelix.csv', 'liverpool.csv', 'laskowski.csv']
 */
export function measuredTraining(materials: readonly MeasuredMaterial[]): TrainingTable {
  return {
    tables: TABLES,
    sha256: hashOfTables(),
    compounds: materials.map(({ formula, log10Conductivity }) => [formula, log10Conductivity]),
  };
}

/**
 * Reads a Learner of the shipped measurements.
 * @throws {UserError} when it cannot be read, is damaged, tells something else, or learned from other measurements than are shipped
 * @example askLearner(readMeasured('data/models/measured.json'))([parseFormula('Li3PS4')])[0].probability;
 */
export function readMeasured(path: string): Learner {
  const learner = readLearner(path);
  const { name, target, answers, calibration, intervals } = learner;
  const tells = answers === 'value' && target.scale === 'log10' && calibration !== null && intervals !== null;
  if (!tells) {
    const expected = 'a Learner of log10 of the conductivity, with calibration and intervals';
    fail(path, expected, `${name}, which tells ${answers}`, 'give one of ionsieve reproduce measured');
  }
  if (figuresOf(learner)?.sha256 !== hashOfTables()) {
    const remedy = 'restore it, or fit it again with ionsieve reproduce measured';
    fail(path, `a student of ${TABLES.join(', ')} as shipped in data/`, 'one of other tables', remedy);
  }
  return learner;
}
