import { describe, expect, test } from 'vitest';
import { countFunnel } from '../../../experiments/sendek2017/funnel.ts';
import { compareDescriptors, searchMaterials } from '../../../experiments/sendek2017/materials.ts';
import { medianErrors } from '../../../experiments/sendek2017/whole-search.ts';
import { search, sendek2017 } from '../../../experiments/sendek2017.ts';
import { selectColumns } from '../../../src/core/matrix.ts';
import { leaveOneOut } from '../../../src/evaluation/leave-one-out.ts';
import { compareSubsets } from '../../../src/evaluation/subset-rank.ts';
import { createSubsetScorer } from '../../../src/evaluation/subset-scorer.ts';
import type { Expectation } from '../../../src/experiment/findings.ts';
import { expectedOf } from '../../../src/experiment/own/efforts.ts';
import { run } from '../../../src/experiment/run.ts';
import { loadLabelTable } from '../../../src/transfer/label-table.ts';
import { publishedTeacher } from '../../../src/transfer/teacher.ts';
import { loadTraining } from '../../../src/transfer/training-data.ts';

const training = loadTraining();
const materials = searchMaterials(search, training);
const { problem } = materials;
const summary = await run(sendek2017, { effort: 'quick', threads: 2 });
const valueAt = (key: string) => summary.numbers[key]!.value!;
const errorsOf = (scores: Float64Array) => scores.filter((score, i) => score >= 0 !== (problem.y[i] === 1)).length;

describe('sendek2017', () => {
  test('has the 11 fast of 40 materials that the paper has, 9 of 33 with descriptors, and its 20 descriptors', () => {
    expect([valueAt('training.materials'), valueAt('training.fast')]).toEqual([40, 11]);
    expect([valueAt('training.with_descriptors'), valueAt('training.with_descriptors_fast')]).toEqual([33, 9]);
    expect(new Set(summary.descriptors.map(({ symbol }) => symbol)).size).toBe(20);
    expect(summary.materials.filter(({ fast }) => fast).length).toBe(9);
  });

  test('finds noise without a search where the paper found it, at an error of 0.355', () => {
    const { ours, reproduced } = summary.compared.find(
      ({ number }) => number === 'x_randomisation.leave_one_out_error',
    )!;
    expect(reproduced).toBe(true);
    expect(Math.abs(ours! - 0.355)).toBeLessThan(0.05);
  });

  test('tells of the best pair what ordinary fits tell, and that no pair does better', () => {
    const [, pairs] = summary.curve;
    const columns = pairs!.best.descriptors.map((wanted) => summary.descriptors.findIndex((d) => d.symbol === wanted));
    const scores = leaveOneOut({ kind: 'logistic', l2: search.l2 }, selectColumns(problem.X, columns), problem.y, 0);
    expect(pairs!.best.errors).toBe(errorsOf(scores));
    expect(pairs!.error_counts.findIndex((count) => count > 0)).toBe(pairs!.best.errors);
    expect(pairs!.error_counts.reduce((sum, count) => sum + count, 0)).toBe(190);
    expect(valueAt('subset_search.n2.leave_one_out_error')).toBeCloseTo(pairs!.best.errors / 33, 6);
    expect(valueAt('subset_search.subsets')).toBe(210);
    expect(summary.leaders[0]!.errors).toBe(Math.min(...summary.curve.map(({ best }) => best.errors)));
  });

  test('judges each material by a subset that the material had no part in', () => {
    for (const material of summary.materials.filter((_, row) => row % 4 === 0)) {
      const out = materials.materials.findIndex(({ formula }) => formula === material.formula);
      const others = Array.from({ length: 33 }, (_, row) => row).toSpliced(out, 1);
      const X = {
        data: new Float64Array(others.flatMap((row) => Array.from(problem.X.data.subarray(20 * row, 20 * row + 20)))),
        rows: 32,
        cols: 20,
      };
      const y = others.map((row) => problem.y[row]!);
      const scorer = createSubsetScorer({ X, y, l2: search.l2 });
      const score = (columns: number[]) => ({ columns, errors: scorer.errors(columns), logLoss: scorer.logLoss() });
      const pairs = Array.from({ length: 20 }, (_, a) => Array.from({ length: a }, (_, b) => [b, a])).flat();
      const subsets = [...Array.from({ length: 20 }, (_, a) => [a]), ...pairs].map(score).sort(compareSubsets);
      const best = subsets[0]!.columns.map((column) => summary.descriptors[column]!.symbol);
      expect(material.chosen_without, material.formula).toEqual(best);
    }
    const wrong = summary.materials.filter(({ nested, fast }) => nested! >= 0 !== fast).length;
    expect(valueAt('nested.any.leave_one_out_error')).toBeCloseTo(wrong / 33, 6);
  });

  test('the search in noise is as the search itself: p counts the draws that do as well', () => {
    const best = summary.leaders[0]!.errors / 33;
    const reaching = summary.noise_errors.filter((error) => error <= best + 1e-6).length;
    expect(summary.noise_errors.length).toBe(10);
    expect(valueAt('noise.any.p')).toBeCloseTo((1 + reaching) / 11, 6);
    expect(valueAt('noise.any.least_error')).toBeCloseTo(Math.min(...summary.noise_errors), 6);
    expect(valueAt('noise.any.leave_one_out_error')).toBeLessThan(valueAt('noise.n1.leave_one_out_error'));
  });

  test('at each threshold the materials that reach it are fast; with one of them nothing can be learned', () => {
    const counts = search.thresholdsSPerCm.map(
      (threshold) => materials.materials.filter(({ conductivitySPerCm }) => conductivitySPerCm >= threshold).length,
    );
    expect(summary.thresholds.map(({ fast }) => fast)).toEqual(counts);
    expect(summary.thresholds.at(-1)).toMatchObject({ threshold_S_per_cm: 0.01, fast: 1, best_error: null });
    expect(summary.numbers['threshold.1e-2.leave_one_out_error']!.value).toBeNull();
    expect(valueAt('threshold.1e-4.leave_one_out_error')).toBe(valueAt('subset_search.best.leave_one_out_error'));
  });

  test('compares only the sizes that were searched', () => {
    const sizes = (expected: readonly Expectation[]) =>
      expected.flatMap(({ number }) => /^subset_search\.n(\d+)/.exec(number)?.[1] ?? []);
    expect(sizes(summary.compared)).toEqual(['1']);
    expect(sizes(expectedOf(sendek2017, 'full'))).toEqual(['1', '5', '6', '7', '8']);
    expect(sizes(expectedOf(sendek2017, 'exhaustive'))).toEqual(['1', '5', '6', '7', '8', '9', '13', '14', '15']);
    const ofLarger = ({ number }: Expectation) => /^subset_search\.n(?!1\.)/.test(number);
    expect(summary.compared.length).toBe(sendek2017.expected.filter((one) => !ofLarger(one)).length);
  });

  test('misses no number of the paper without a reason', () => {
    expect(summary.compared.filter(({ reproduced, explained }) => !reproduced && !explained)).toEqual([]);
  });

  test('is the same on any number of threads', async () => {
    expect(await run(sendek2017, { effort: 'quick', threads: 1 })).toEqual(summary);
  });

  test('the median is the errors of the middle subset', () => {
    expect(medianErrors({ size: 1, subsets: 5, counts: [0, 2, 0, 1, 2], best: [] })).toBe(3);
    expect(medianErrors({ size: 1, subsets: 1, counts: [0, 0, 1], best: [] })).toBe(2);
  });

  test('a mean is as many standard errors off as drawing n of N without replacement says', () => {
    const first = compareDescriptors(search.descriptors, materials, 40)[0]!;
    const values = Array.from({ length: 33 }, (_, row) => problem.X.data[20 * row]!);
    const mean = values.reduce((sum, value) => sum + value, 0) / 33;
    expect(first.standard_errors).toBeCloseTo((mean - 13.342) / (4.582 * Math.sqrt((1 / 33) * (7 / 40))), 4);
    expect(first).toMatchObject({ symbol: 'AAV', unit: 'A^3', paper_mean: 13.342, paper_sd: 4.582 });
  });
});

describe('the funnel and the candidates', () => {
  const table = loadLabelTable();
  const steps = countFunnel(table, publishedTeacher(training), search, ['mp-8751', 'mp-0']);
  const at = (step: string) => steps.find((each) => each.step.startsWith(step))!;

  test('no step holds more than the one that it is counted among', () => {
    expect(summary.funnel.map(({ step }) => step)).toEqual(steps.map(({ step }) => step));
    for (const { step, ours, of } of summary.funnel) expect(ours, step).toBeLessThanOrEqual(of);
    expect(at('structures with lithium')).toMatchObject({ ours: 19_480, paper: 12_831 });
    expect(at('with band gap')).toMatchObject({ ours: 1156, of: 19_480 });
    expect(at('oxidation potential')).toMatchObject({ paper: 803 });
    expect(at('known, oxidation')).toMatchObject({ ours: 420, of: 1887, paper: 803, paper_of: 1472 });
  });

  test('lets through the candidates that it knows', () => {
    expect(at('published candidates')).toMatchObject({ ours: 1, of: 2 });
    expect(at('let through')).toMatchObject({ ours: 1, of: 1 });
    expect(summary.funnel.find(({ step }) => step.startsWith('let through but'))).toMatchObject({ ours: 5, of: 5 });
  });

  test('gives 19 of 21 printed probabilities, and 5 candidates that are extrapolated, as the paper has', () => {
    expect(summary.candidates.length).toBe(21);
    expect(valueAt('candidates.within_0.002')).toBe(19);
    expect(valueAt('candidates.beyond_distance_2')).toBe(5);
    expect(summary.candidates.filter(({ paper_distance }) => paper_distance > 2).length).toBe(5);
    for (const { refit_least, refit_mean, refit_most, refit_sd } of summary.candidates) {
      expect(refit_least! <= refit_mean! && refit_mean! <= refit_most! && refit_sd! >= 0).toBe(true);
    }
  });
});
