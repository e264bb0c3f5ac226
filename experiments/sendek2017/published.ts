/** The published model and its five descriptors on the materials that have a structure, and the floors. */
import { classificationMetrics, fitModel, leaveOneOut, PUBLISHED_MODEL, publishedTeacher, stream } from 'ionsieve';
import { selectColumns } from 'ionsieve/core';
import { bootstrapStatistic, createSubsetScorer, xRandomisation } from 'ionsieve/evaluation';
import { measured, type Numbers } from 'ionsieve/experiment';
import { structuralMatrix } from 'ionsieve/transfer';
import type { SearchEffort, SearchPlan } from './define.ts';
import type { SearchMaterials } from './materials.ts';
import type { WholeSearch } from './whole-search.ts';

/**
 * Errors of the published model, of the same descriptors fitted anew, of noise in their place, and of floors.
 * @example publishedNumbers(plan, effort, materials, whole)['floor.majority.leave_one_out_error'].value;
 */
export function publishedNumbers(
  plan: SearchPlan,
  effort: SearchEffort,
  materials: SearchMaterials,
  whole: WholeSearch,
): Numbers {
  return {
    ...modelNumbers(materials),
    ...refitNumbers(plan, materials, whole),
    ...noiseNumbers(plan, effort, materials),
    ...floorNumbers(plan, effort, materials),
  };
}

/**
 * The share of rows whose score is on the wrong side, with its bootstrap interval.
 * @example errorNumber([0, 1], Float64Array.of(-1, -1), { resamples: 100, seed: 0, label: 'demo' }).value; // 0.5
 */
export function errorNumber(
  y: ArrayLike<number>,
  scores: Float64Array,
  { resamples, seed, label }: { readonly resamples: number; readonly seed: number; readonly label: string },
) {
  const wrong = scores.map((score, i) => (score >= 0 !== (y[i] === 1) ? 1 : 0));
  const share = (rows: Int32Array) => rows.reduce((sum, row) => sum + wrong[row]!, 0) / rows.length;
  const drawn = stream(seed, `bootstrap ${label}`);
  const { estimate, low, high } = bootstrapStatistic(scores.length, share, { resamples, level: 0.95 }, drawn);
  return measured(estimate, 'share', scores.length, [low, high]);
}

/** The printed coefficients, on the materials that they were fitted to. */
function modelNumbers({ materials, problem }: SearchMaterials): Numbers {
  const teacher = publishedTeacher(materials);
  const scores = teacher.logOdds(structuralMatrix(materials, teacher.descriptors));
  const called = Array.from(scores, (score) => score >= 0);
  const wrong = called.filter((fast, i) => fast !== (problem.y[i] === 1)).length;
  const falsely = called.filter((fast, i) => fast && problem.y[i] === 0).length;
  const fast = called.filter(Boolean).length;
  return {
    'published_model.training_error': measured(wrong / scores.length, 'share', scores.length),
    'published_model.called_fast': measured(fast, 'materials', scores.length),
    'published_model.falsely_called_fast_share': measured(falsely / fast, 'share', fast),
  };
}

/** The five descriptors with weights of our own. */
function refitNumbers({ l2 }: SearchPlan, materials: SearchMaterials, { tallies }: WholeSearch): Numbers {
  const { problem, descriptors } = materials;
  const columns = PUBLISHED_MODEL.descriptors.map((wanted) => descriptors.findIndex(({ name }) => name === wanted));
  columns.sort((a, b) => a - b);
  const scorer = createSubsetScorer(problem);
  const errors = scorer.errors(columns);
  const X = selectColumns(problem.X, columns);
  const fitted = fitModel({ kind: 'logistic', l2 }, X, problem.y, stream(0, 'not used')).score(X);
  const wrong = fitted.filter((score, i) => score >= 0 !== (problem.y[i] === 1)).length;
  const rows = problem.X.rows;
  const tally = tallies[columns.length - 1];
  const better = tally?.counts.slice(0, errors).reduce((sum, count) => sum + count, 0) ?? null;
  return {
    'published_descriptors.training_error': measured(wrong / rows, 'share', rows),
    'published_descriptors.leave_one_out_error': measured(errors / rows, 'share', rows),
    'published_descriptors.log_loss': measured(scorer.logLoss(), 'nat', rows),
    'published_descriptors.subsets_with_fewer_errors': measured(better, 'subsets', tally?.subsets ?? 0),
  };
}

/**
 * The paper's X-randomisation. cR2p is R sqrt(R^2 - Rr^2), Rr the mean of R in noise (Roy et al., Molecules 14, 1660 (2009), in the form
 * that was corrected later). What R is for a classifier we had to choose: the Matthews correlation of left-out classes and labels.
 */
function noiseNumbers(
  { l2, seed }: SearchPlan,
  { draws }: SearchEffort,
  { materials, problem }: SearchMaterials,
): Numbers {
  const X = structuralMatrix(materials, PUBLISHED_MODEL.descriptors);
  const model = { kind: 'logistic', l2 } as const;
  const [accuracy, correlation] = (['accuracy', 'mcc'] as const).map((statistic) =>
    xRandomisation(model, X, problem.y, { draws, statistic, random: stream(seed, 'x-randomisation') }),
  ) as [ReturnType<typeof xRandomisation>, ReturnType<typeof xRandomisation>];
  const R2 = correlation.observed! ** 2;
  const Rr2 = correlation.chanceMean! ** 2;
  return {
    'x_randomisation.leave_one_out_error': measured(1 - accuracy.chanceMean!, 'share', draws),
    'x_randomisation.p': measured(accuracy.pValue, 'probability', draws),
    'x_randomisation.c_r2_p': measured(R2 > Rr2 ? Math.sqrt(R2 * (R2 - Rr2)) : null, 'score', draws),
  };
}

function floorNumbers(
  { seed }: SearchPlan,
  { resamples }: SearchEffort,
  { materials, problem }: SearchMaterials,
): Numbers {
  const { X, y } = problem;
  const five = structuralMatrix(materials, PUBLISHED_MODEL.descriptors);
  const floors = {
    majority: leaveOneOut({ kind: 'majority' }, X, y, seed),
    nearest_neighbour: leaveOneOut({ kind: 'nearest-neighbour' }, X, y, seed),
    nearest_neighbour_published_descriptors: leaveOneOut({ kind: 'nearest-neighbour' }, five, y, seed),
  };
  return Object.fromEntries(
    Object.entries(floors).flatMap(([name, scores]) => [
      [`floor.${name}.leave_one_out_error`, errorNumber(y, scores, { resamples, seed, label: name })],
      [`floor.${name}.mcc`, measured(classificationMetrics(y, scores).mcc, 'score', y.length)],
    ]),
  );
}
