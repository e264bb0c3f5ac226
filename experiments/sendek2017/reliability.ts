/**
 * How far the published candidates can be relied on: their distance from the centre of the training materials, and how much their
 * probability moves when the model is fitted again without one of the materials.
 */
import { fitModel, labelStructures, parseCsv, publishedTeacher, spearman, stream } from 'ionsieve';
import { readShipped, selectRows } from 'ionsieve/core';
import { measured, type Numbers, roundOnce } from 'ionsieve/experiment';
import { moments } from 'ionsieve/models';
import { type DescriptorTable, probabilityOf, structuralMatrix } from 'ionsieve/transfer';
import type { SearchMaterials } from './materials.ts';

/** One of the published candidates. */
export interface ReliableCandidate {
  readonly id: string;
  readonly formula: string;
  readonly paper_probability: number;
  /** By the printed coefficients on today's structure. */
  readonly probability: number | null;
  readonly paper_distance: number;
  readonly distance: number | null;
  /** Mean, standard deviation and ends over the refits. */
  readonly refit_mean: number | null;
  readonly refit_sd: number | null;
  readonly refit_least: number | null;
  readonly refit_most: number | null;
}

/** Beyond this a prediction is extrapolation, by the paper. */
const FAR = 2;

/**
 * The marks of every published candidate.
 * @throws {Error} when a candidate has no descriptors in the table
 * @example markCandidates(materials, loadLabelTable()).length; // 21
 */
export function markCandidates(materials: SearchMaterials, table: DescriptorTable): ReliableCandidate[] {
  const printed = parseCsv(readShipped('candidates.csv'), 'data/candidates.csv', ['material_id', 'formula']);
  const rowOf = new Map(table.ids.map((id, row) => [id, row]));
  const rows = printed.map(({ material_id }) => {
    const row = rowOf.get(material_id!);
    if (row === undefined) throw new Error(`candidate ${material_id} has no descriptors`);
    return row;
  });
  const teacher = publishedTeacher(materials.materials);
  const X = selectRows(table.X, rows);
  const { probability, domainDistance } = labelStructures(teacher, X);
  const refits = refit(materials, teacher.descriptors).map((model) => probabilityOf(model.score(X)));
  return printed.map((row, i) => {
    const again = refits.map((probabilities) => probabilities[i]!);
    const { mean, sd } = moments(again);
    return {
      id: row.material_id!,
      formula: row.formula!,
      paper_probability: Number(row.published_probability),
      probability: roundOnce(probability[i]!),
      paper_distance: Number(row.distance_to_training_centre),
      distance: roundOnce(domainDistance[i]!),
      refit_mean: roundOnce(mean),
      refit_sd: roundOnce(sd),
      refit_least: roundOnce(Math.min(...again)),
      refit_most: roundOnce(Math.max(...again)),
    };
  });
}

/**
 * What the marks come to.
 * @example reliabilityNumbers(candidates)['candidates.beyond_distance_2'].value;
 */
export function reliabilityNumbers(candidates: readonly ReliableCandidate[]): Numbers {
  const n = candidates.length;
  const count = (test: (candidate: ReliableCandidate) => boolean) =>
    measured(candidates.filter(test).length, 'compounds', n);
  const column = (key: 'paper_distance' | 'distance' | 'refit_sd') => candidates.map((candidate) => candidate[key]!);
  // As printed: to three decimals.
  const near = ({ probability, paper_probability }: ReliableCandidate) =>
    Math.abs(Math.round(1000 * probability!) - Math.round(1000 * paper_probability)) <= 2;
  return {
    'candidates.within_0.002': count(near),
    'candidates.beyond_distance_2': count(({ distance }) => distance! > FAR),
    'candidates.distance_rank_correlation': measured(
      spearman(column('paper_distance'), column('distance')),
      'score',
      n,
    ),
    'candidates.fast_in_every_refit': count(({ refit_least }) => refit_least! >= 0.5),
    'candidates.fast_in_no_refit': count(({ refit_most }) => refit_most! < 0.5),
    'candidates.mean_refit_sd': measured(moments(column('refit_sd')).mean, 'probability', n),
  };
}

/** The published descriptors with weights of our own, without each material. */
function refit({ materials, problem }: SearchMaterials, descriptors: readonly string[]) {
  const X = structuralMatrix(materials, descriptors);
  const rows = materials.map((_, row) => row);
  return rows.map((out) => {
    const others = rows.toSpliced(out, 1);
    const y = others.map((row) => problem.y[row]!);
    return fitModel({ kind: 'logistic', l2: problem.l2 }, selectRows(X, others), y, stream(0, 'not used'));
  });
}
