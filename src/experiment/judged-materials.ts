import { loadMeasured, type MeasuredMaterial } from '../transfer/measured-data.ts';

/** The measured materials, and which of them judge whom. */
export interface JudgedMaterials {
  readonly obelix: readonly MeasuredMaterial[];
  /** Rows of `obelix` that the teacher did not learn from: students are judged on these alone. */
  readonly judged: readonly number[];
  /** Liverpool materials that neither OBELiX nor the teacher's forty have. */
  readonly liverpool: readonly MeasuredMaterial[];
  /** Rows of `liverpool` from papers that OBELiX has nothing of. */
  readonly newPapers: readonly number[];
}

/**
 * Loads the materials.
 * @throws {UserError} when a shipped table was changed
 * @example judgedMaterials().liverpool.length; // 205
 */
export function judgedMaterials(): JudgedMaterials {
  const obelix = loadMeasured('obelix');
  const papers = new Set(obelix.flatMap(({ dois }) => dois));
  const liverpool = loadMeasured('liverpool').filter(({ inTraining, inOtherSet }) => !inTraining && !inOtherSet);
  return {
    obelix,
    judged: obelix.flatMap(({ inTraining }, row) => (inTraining ? [] : [row])),
    liverpool,
    newPapers: liverpool.flatMap(({ dois }, row) => (dois.some((doi) => papers.has(doi)) ? [] : [row])),
  };
}
