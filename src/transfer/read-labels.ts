/** The file that `ionsieve label` writes, as lessons for a student. */
import { reducedFormula } from '../chemistry/composition.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { fail, UserError } from '../core/errors.ts';
import { parseCsv, type TextRow } from '../core/table.ts';
import { type DescriptorSet, elementalDescriptors } from '../descriptors/elemental.ts';
import { combinePolymorphs, type LabelledFormula } from './polymorphs.ts';

/** Labels that a student can learn, and what was left out. */
export interface Labels {
  /** One entry a reduced formula; the structures of one formula are combined by the mean of their probabilities. */
  readonly formulas: readonly LabelledFormula[];
  /** Rows of the file. */
  readonly rows: number;
  readonly leftOut: readonly { readonly id: string; readonly reason: string }[];
}

const COLUMNS = ['id', 'formula', 'probability', 'reason'];

/**
 * Reads labels. Rows without one, and formulas with an element that the descriptors do not know, are left out with their reason.
 * @param where the file, for errors
 * @param set what the student will see of a formula
 * @throws {UserError} for a missing column, a formula that is none, or a probability outside 0 to 1, naming the row
 * @example readLabels('id,formula,probability,reason\na,LiF,0.1,\n', 'labels.csv', 'elemental-30').formulas[0].fast; // 0
 */
export function readLabels(text: string, where: string, set: DescriptorSet): Labels {
  const rows = parseCsv(text, where, COLUMNS);
  const leftOut: { id: string; reason: string }[] = [];
  const kept: { id: string; formula: string; probability: number }[] = [];
  rows.forEach((row, i) => {
    const id = row.id!;
    if (row.reason !== '') {
      leftOut.push({ id, reason: row.reason! });
      return;
    }
    const lesson = lessonOf(row, `${where}, row ${i + 1}`);
    if (hasDescriptors(lesson.formula, set)) kept.push({ id, ...lesson });
    else leftOut.push({ id, reason: 'an element without descriptors' });
  });
  const formulas = combinePolymorphs(
    kept.map(({ id }) => id),
    kept.map(({ formula }) => formula),
    kept.map(({ probability }) => probability),
  );
  return { formulas, rows: rows.length, leftOut };
}

function lessonOf({ formula, probability }: TextRow, where: string): { formula: string; probability: number } {
  const value = Number(probability);
  if (probability === '' || !(value >= 0 && value <= 1)) {
    fail(where, 'a probability from 0 to 1, or a reason', `"${probability}"`, 'write the file with ionsieve label');
  }
  try {
    return { formula: reducedFormula(parseFormula(formula!)), probability: value };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${where}: ${error.message}`);
  }
}

function hasDescriptors(formula: string, set: DescriptorSet): boolean {
  try {
    elementalDescriptors([parseFormula(formula)], set);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
