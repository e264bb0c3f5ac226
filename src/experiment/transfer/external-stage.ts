/** Stage 5: does it hold? Teacher and students on measured conductivities that none of them has seen. */
import type { MeasuredMaterial } from '../../transfer/measured-data.ts';
import { type Student, studentInput, studentLogOdds } from '../../transfer/student.ts';
import type { Numbers } from '../numbers.ts';
import { judgedMaterials } from './judged-materials.ts';
import { measuredScores } from './measured-scores.ts';
import { structureNumbers } from './structure-numbers.ts';

/**
 * Scores of the published teacher on OBELiX structures, and of students on OBELiX and Liverpool compositions, without the forty
 * materials that the teacher learned from.
 * @example runExternalStage([student], 1000, 0)['external.liverpool.logistic-30.auc'].value;
 */
export function runExternalStage(students: readonly Student[], resamples: number, seed: number): Numbers {
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
      const probability = score.map((logOdds) => 1 / (1 + Math.exp(-logOdds)));
      const answer = { score, log10Conductivity: null, sd: null };
      const options = { resamples, seed, groups, probability, ranks: true };
      Object.assign(numbers, measuredScores(`external.${set}.${student.spec.name}`, rows, answer, options));
    }
  }
  return numbers;
}
