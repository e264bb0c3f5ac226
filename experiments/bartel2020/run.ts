/** Holds out chemical systems, judges the network beside the floors, and fits what ships. */
import { type Matrix, selectRows, startProgress, stream } from 'ionsieve/core';
import { type DescriptorSet, ELEMENTAL_SETS, elementalDescriptors } from 'ionsieve/descriptors';
import { conformalQuantile, groupedFolds, heldOut, splitFolds } from 'ionsieve/evaluation';
import { measured, type Numbers } from 'ionsieve/experiment';
import { compositionDomain, type Learner, learnerText, type ScoreRow, scopeOf } from 'ionsieve/learning';
import { fitRegressor, openSolvers } from 'ionsieve/models';
import { shippedPhases } from 'ionsieve/stability';
import { type EnergyCompounds, energyCompounds } from './compounds.ts';
import { decisionCurve, decisionNumbers, LIMITS, UNSTABLE } from './decisions.ts';
import type { EnergyEffort, EnergyFound } from './define.ts';

/** Statistics of all properties, and the fraction of each element. */
const DESCRIPTORS: DescriptorSet = {
  ...ELEMENTAL_SETS['elemental-full'],
  name: 'elemental-full and element-fractions',
  date: '2026-11-30',
  stoichiometry: ['anion_fraction', 'element_count'],
  fractionsOf: ELEMENTAL_SETS['element-fractions'].fractionsOf,
};

/** Share of compounds that an interval is to hold. */
const COVERAGE = 0.9;

/** Stable enough for the curve. */
const NEAR = 0.05;

/**
 * The numbers, the curves, and the Learner as student.json.
 * @throws {UserError} when the shipped table was changed
 * @example (await runEnergies(bartel2020.quick, 0)).numbers['by_system.network.mae'].value;
 */
export async function runEnergies(effort: EnergyEffort, seed: number): Promise<EnergyFound> {
  await openSolvers();
  const compounds = energyCompounds(shippedPhases(), effort.every);
  const X = elementalDescriptors(compounds.compositions, DESCRIPTORS);
  const answers = judge(compounds, X, effort, seed);
  const numbers: Numbers = countNumbers(compounds);
  const curves: [string, ReturnType<typeof decisionCurve>][] = [];
  for (const [subject, predicted] of Object.entries(answers)) {
    Object.assign(numbers, decisionNumbers(subject, predicted, compounds, effort, seed));
    if (subject !== UNSTABLE) curves.push([subject, decisionCurve(predicted, compounds, NEAR)]);
  }
  const learner = ship(compounds, X, answers.network!, effort, numbers, seed);
  return {
    numbers,
    coverage: COVERAGE,
    decisions: Object.fromEntries(curves),
    files: { 'student.json': learnerText(learner) },
  };
}

/** What each subject says of each compound while its chemical system is held out. */
function judge(compounds: EnergyCompounds, X: Matrix, { folds, model }: EnergyEffort, seed: number) {
  const { systems, energies, compositions } = compounds;
  const splits = splitFolds(groupedFolds(systems, folds, stream(seed, 'folds of chemical systems')));
  const pick = <Value>(values: ArrayLike<Value>, rows: readonly number[]) => rows.map((row) => values[row]!);
  const bar = startProgress('formation energies', splits.length, 'folds');
  const network = heldOut(systems.length, splits, ({ fold, train, test }) => {
    const random = stream(seed, `network fold ${fold}`);
    const regressor = fitRegressor(model, selectRows(X, train), pick(energies, train), random);
    bar.update(fold + 1);
    return regressor.predict(selectRows(X, test)).mean;
  });
  bar.stop();
  const median = heldOut(systems.length, splits, ({ train, test }) => {
    const sorted = pick(energies, train).sort((a, b) => a - b);
    return test.map(() => sorted[sorted.length >> 1]!);
  });
  const nearest = heldOut(systems.length, splits, ({ train, test }) => {
    const known = compositionDomain(pick(compositions, train));
    return test.map((row) => energies[train[known.nearest(compositions[row]!).index]!]!);
  });
  const unstable = new Float64Array(systems.length).fill(Number.POSITIVE_INFINITY);
  return { network, median, 'nearest-composition': nearest, [UNSTABLE]: unstable };
}

function countNumbers({ energies, others, systems }: EnergyCompounds): Numbers {
  const count = (limit: number) => energies.filter((energy, row) => energy - others[row]! <= limit).length;
  return {
    'data.compounds': measured(systems.length, 'compounds', systems.length),
    'data.systems': measured(new Set(systems).size, 'chemical systems', systems.length),
    ...Object.fromEntries(
      LIMITS.map((limit) => [`data.within_${limit}`, measured(count(limit) / systems.length, 'share', systems.length)]),
    ),
  };
}

/** Fits all compounds; intervals are as wide as the errors on unseen chemical systems. */
function ship(
  { compositions, energies }: EnergyCompounds,
  X: Matrix,
  heldOutAnswers: Float64Array,
  { model }: EnergyEffort,
  numbers: Numbers,
  seed: number,
): Learner {
  const misses = energies.map((energy, row) => Math.abs(heldOutAnswers[row]! - energy));
  const half = conformalQuantile(misses, COVERAGE);
  numbers['interval.half_width'] = measured(half, 'eV/atom', energies.length);
  return {
    name: 'formation-energy',
    target: {
      property: 'formation energy',
      unit: 'eV/atom',
      scale: 'as it stands',
      threshold: null,
      better: 'smaller',
    },
    ...scopeOf(compositions),
    answers: 'value',
    descriptors: DESCRIPTORS,
    model: fitRegressor(model, X, energies, stream(seed, 'formation energies')).toJson(),
    calibration: null,
    intervals: { in: 'unit', coverage: COVERAGE, nearLimit: 0, near: half, far: half },
    domain: null,
    training: { labels: 'formation energies of data/formation-energies.csv.gz' },
    scores: scoreRows(numbers),
  };
}

function scoreRows(numbers: Numbers): ScoreRow[] {
  return ['network', 'nearest-composition', 'median'].map((subject) => {
    const { value, interval, n, unit } = numbers[`by_system.${subject}.mae`]!;
    const [low = null, high = null] = interval ?? [];
    const on = 'unseen chemical systems';
    return {
      subject: subject === 'network' ? 'formation-energy' : subject,
      on,
      metric: 'mae',
      value,
      low,
      high,
      n,
      unit,
    };
  });
}
