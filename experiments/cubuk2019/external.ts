/** Stage 5: does it hold? Teacher and students on measured conductivities that none of them has seen. */
import { judgedMaterials, measuredScores, type Numbers, structureNumbers } from 'ionsieve/experiment';
import { type MeasuredMaterial, probabilityOf, type Student, studentInput, studentLogOdds } from 'ionsieve/transfer';

/**
 * Scores of the published teacher on OBELiX structures, and of students on OBELiX and Liverpool compositions, without the forty
 * materials that the teacher learned from.
 * @example externalNumbers([student], 1000, 0)['external.liverpool.logistic-30.auc'].value;
 */
export function externalNumbers(students: readonly Student[], resamples: number, seed: number): Numbers {
  const sets = judgedMaterials();
  const materials: Record<string, readonly MeasuredMaterial[]> = {
    obelix: sets.judged.map((row) => sets.obelix[row]!),
    liverpool: sets.liverpool,
  };
  const numbers = structureNumbers('external.obelix_structures.published', sets, resamples, seed);
  for (const student of students) {
    for (const [set, rows] of Object.entries(materials)) {
      const compositions = rows.map(({ composition }) => composition);
      const score = studentLogOdds(student, studentInput(student.spec.input, compositions));
      const groups = rows.map(({ doiGroup }) => doiGroup);
      const answer = { score, log10Conductivity: null, sd: null };
      const options = { resamples, seed, groups, probability: probabilityOf(score), ranks: true };
      Object.assign(numbers, measuredScores(`external.${set}.${student.spec.name}`, rows, answer, options));
    }
  }
  return numbers;
}
