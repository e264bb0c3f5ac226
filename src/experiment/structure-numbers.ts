/** The teacher itself, on the structures of measured materials: what is lost between it and its students. */
import { matrixFrom } from '../core/matrix.ts';
import { PUBLISHED_MODEL } from '../transfer/published-model.ts';
import { publishedTeacher } from '../transfer/teacher.ts';
import { loadTraining } from '../transfer/training-data.ts';
import type { JudgedMaterials } from './judged-materials.ts';
import { measuredScores } from './measured-scores.ts';
import type { Numbers } from './numbers.ts';

/**
 * The published model on the OBELiX materials whose structure is known and which it did not learn from.
 * @param key start of the numbers' keys
 * @example structureNumbers('teacher', judgedMaterials(), 1000, 0)['teacher.auc']?.value;
 */
export function structureNumbers(
  key: string,
  { obelix, judged }: Pick<JudgedMaterials, 'obelix' | 'judged'>,
  resamples: number,
  seed: number,
): Numbers {
  const rows = judged.map((row) => obelix[row]!).filter(({ structural }) => structural !== null);
  const X = matrixFrom(rows.map(({ structural }) => Array.from(structural!)));
  if (X.cols !== PUBLISHED_MODEL.descriptors.length) throw new Error('the table has other descriptors than the model');
  const score = publishedTeacher(loadTraining()).logOdds(X);
  const groups = rows.map(({ doiGroup }) => doiGroup);
  return measuredScores(
    key,
    rows,
    { score, log10Conductivity: null, sd: null },
    { resamples, seed, groups, probability: null, ranks: true },
  );
}
