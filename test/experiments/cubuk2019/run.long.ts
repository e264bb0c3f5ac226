import { beforeAll, describe, expect, test } from 'vitest';
import type { TransferSummary } from '../../../experiments/cubuk2019/found.ts';
import { runTransfer } from '../../../experiments/cubuk2019/run.ts';
import { study } from '../../../experiments/cubuk2019/study.ts';
import { cubuk2019 } from '../../../experiments/cubuk2019.ts';
import { chemicalSystem, hasRealAnion } from '../../../src/chemistry/composition.ts';
import { type ElementGroup, elementGroup } from '../../../src/chemistry/element-groups.ts';
import { parseFormula } from '../../../src/chemistry/formula.ts';
import { isChargeNeutral, passesPauling } from '../../../src/chemistry/oxidation-states.ts';
import { stableJson } from '../../../src/core/files.ts';
import { type FullResult, fullResult } from '../../../src/experiment/full-result.ts';
import type { Numbers } from '../../../src/experiment/numbers.ts';
import { loadLabelTable } from '../../../src/transfer/label-table.ts';

let one: FullResult;
let two: FullResult;
let summary: TransferSummary;
let numbers: Numbers;

beforeAll(async () => {
  one = await fullResult(cubuk2019, { effort: 'quick', threads: 1 });
  two = await fullResult(cubuk2019, { effort: 'quick', threads: 2 });
  summary = one.summary as TransferSummary;
  numbers = summary.numbers;
});

const valueAt = (key: string): number => {
  expect(numbers, key).toHaveProperty([key]);
  return numbers[key]!.value!;
};
const SCORES = ['accuracy', 'balanced_accuracy', 'mcc', 'f1'];
const RANKING = ['auc', 'average_precision'];

describe('a quick run of cubuk2019', () => {
  test('is the same on one thread and on two, to the byte', () => {
    expect(stableJson(two.summary)).toBe(stableJson(one.summary));
    expect(two.files).toEqual(one.files);
    expect(Object.keys(one.files)).toEqual(['top.csv', 'student.json']);
  });

  test('judges every teacher by leave-one-out; a floor that does not rank has no AUC', () => {
    for (const { name } of study.teachers) {
      const scores = name === 'majority' ? SCORES : [...SCORES, ...RANKING];
      for (const score of scores) valueAt(`teacher.${name}.leave_one_out.${score}`);
    }
    expect(numbers).not.toHaveProperty(['teacher.majority.leave_one_out.auc']);
    expect(numbers['teacher.linear-svm.leave_one_out.accuracy']!.n).toBe(33);
    expect(numbers['teacher.elemental-control.leave_one_out.accuracy']!.n).toBe(33);
    expect(numbers['teacher.elemental-control-39.leave_one_out.accuracy']!.n).toBe(39);
    // 24 of 33 are slow: always-slow is right on them
    expect(valueAt('teacher.majority.leave_one_out.accuracy')).toBeCloseTo(24 / 33, 5);
  });

  test('holds teacher and student against measurements that they have not seen', () => {
    expect(numbers['external.obelix_structures.published.auc']!.n).toBe(190);
    for (const [set, n] of [
      ['obelix', 360],
      ['liverpool', 205],
    ] as const) {
      const { value, interval, n: rows } = numbers[`external.${set}.logistic-30.auc`]!;
      expect(rows).toBe(n);
      expect(interval![0]! <= value! && value! <= interval![1]!).toBe(true);
    }
    // by structure the teacher ranks better than its student does by composition
    expect(valueAt('external.obelix_structures.published.auc')).toBeGreaterThan(
      valueAt('external.obelix.logistic-30.auc'),
    );
  });

  test('counts materials and labels', () => {
    expect([valueAt('training.materials'), valueAt('training.with_structure')]).toEqual([40, 33]);
    expect(valueAt('training.with_structure_fast')).toBe(9);
    const table = loadLabelTable();
    expect(valueAt('labels.structures_read')).toBe(19_480);
    expect(valueAt('labels.structures_labelled')).toBe(table.ids.length);
    expect(valueAt('labels.formulas')).toBe(new Set(table.formulas).size);
    expect(valueAt('labels.structures_fast_share')).toBeCloseTo(
      valueAt('labels.structures_fast') / table.ids.length,
      5,
    );
    expect(valueAt('labels.candidates_within_0.002')).toBe(19);
    const left = Object.values(summary.not_labelled).reduce((sum, count) => sum + count, 0);
    expect(left + table.ids.length).toBe(19_480);
  });

  test('judges students on both groupings beside two floors', () => {
    for (const grouping of ['by_formula', 'by_system']) {
      for (const compounds of ['all', 'real_anion', 'real_anion_known_2017', 'real_anion_since_2017']) {
        for (const student of ['always-slow', 'anion-rule', 'logistic-30']) {
          const key = `student.${student}.${grouping}.${compounds}`;
          for (const score of [...SCORES, 'brier', 'mean_probability', 'positive_share']) valueAt(`${key}.${score}`);
          expect(numbers[`${key}.accuracy`]!.n).toBe(valueAt(`student.formulas.${compounds}`));
          if (student === 'always-slow') {
            expect(valueAt(`${key}.accuracy`)).toBeCloseTo(1 - valueAt(`${key}.positive_share`), 5);
            expect(valueAt(`${key}.mcc`)).toBe(0);
            expect(numbers).not.toHaveProperty([`${key}.auc`]);
          } else for (const score of RANKING) valueAt(`${key}.${score}`);
        }
        const mcc = (student: string) => valueAt(`student.${student}.${grouping}.${compounds}.mcc`);
        expect(mcc('logistic-30')).toBeGreaterThan(mcc('anion-rule'));
      }
    }
  });

  test('counts the formulas that students are judged on', () => {
    const table = loadLabelTable();
    const idsOf = new Map<string, string[]>();
    table.formulas.forEach((formula, row) => {
      idsOf.set(formula, [...(idsOf.get(formula) ?? []), table.ids[row]!]);
    });
    const known = (id: string) => /^mvc-/.test(id) || Number(id.replace('mp-', '')) <= 1_003_313;
    const real = [...idsOf].filter(([formula]) => hasRealAnion(parseFormula(formula)));
    expect(valueAt('student.formulas.all')).toBe(idsOf.size);
    expect(valueAt('student.formulas.real_anion')).toBe(real.length);
    expect(valueAt('student.formulas.real_anion_known_2017')).toBe(real.filter(([, ids]) => ids.some(known)).length);
    expect(valueAt('student.formulas.real_anion_since_2017')).toBe(real.filter(([, ids]) => !ids.some(known)).length);
  });

  test('holds the probabilities of the screening student against the labels, in bins that hold every formula', () => {
    const { calibration } = summary;
    expect(calibration.reduce((sum, { n }) => sum + n, 0)).toBe(valueAt('student.formulas.real_anion'));
    const positives = calibration.reduce((sum, { n, fractionPositive }) => sum + n * (fractionPositive ?? 0), 0);
    const share = valueAt('student.logistic-30.by_system.real_anion.positive_share');
    expect(positives / valueAt('student.formulas.real_anion')).toBeCloseTo(share, 4);
    for (const { low, high, meanProbability } of calibration) {
      if (meanProbability !== null) expect(meanProbability >= low && meanProbability <= high).toBe(true);
    }
  });

  test('screens every compound of its space: 45 pairs and 120 triples of partners, coefficients to 6', () => {
    // vectors of 3 and 4 coefficients from 1 to 6: 216 and 1296; without a common factor 216 - 27 - 8 - 1 + 1 = 181 and
    // 1296 - 81 - 16 - 1 + 1 = 1199
    expect(valueAt('screening.formula_strings')).toBe(45 * 216 + 120 * 1296);
    expect(valueAt('screening.distinct_formulas')).toBe(45 * 181 + 120 * 1199);
    expect(valueAt('screening.scored')).toBe(45 * 181 + 120 * 1199);
    const { screening } = summary;
    const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
    expect(sum(screening.histogram!.counts)).toBe(screening.scored);
    expect(sum(screening.by_anion.map(({ scored }) => scored))).toBe(screening.scored);
    expect(sum(screening.by_anion.map(({ fast }) => fast))).toBe(screening.fast);
    // each of the ten partners is in 9 pairs and 36 triples
    for (const { symbol, scored } of screening.by_element) {
      expect(scored, symbol).toBe(symbol === 'Li' ? screening.scored : 9 * 181 + 36 * 1199);
    }
    expect(summary.top.listed).toBe(100);
    expect(String(one.files['top.csv']).trimEnd().split('\n').length).toBe(101);
  });

  test('counts the charge-neutral compounds among all, and ranks what the paper suggests among both', () => {
    const { screening, screening_neutral: neutral } = summary;
    expect(neutral.scored + neutral.removed.not_charge_neutral!).toBe(screening.scored);
    expect(valueAt('screening.neutral_scored')).toBe(neutral.scored);
    for (const formula of study.suggested) {
      const composition = parseFormula(formula);
      expect(isChargeNeutral(composition, 'common')).toBe(true);
      const rank = (name: string) => valueAt(`screening.suggested.${formula}.rank_${name}`);
      expect(rank('all')).toBeLessThanOrEqual(screening.scored);
      expect(rank('neutral')).toBeLessThanOrEqual(Math.min(neutral.scored, rank('all')));
      expect(rank('neutral_oxides')).toBeLessThanOrEqual(rank('neutral'));
      expect(rank('neutral_oxides')).toBeGreaterThan(0);
      const percentile = valueAt(`screening.suggested.${formula}.percentile_all`);
      expect(percentile).toBeCloseTo(100 * (1 - rank('all') / screening.scored), 3);
      valueAt(`screening.suggested.${formula}.log_odds`);
    }
  });

  test('lists candidates that are ionic, not known, inside the domain, one a chemical system', () => {
    const { rows, screening, exclude } = summary.shortlist;
    expect(rows.length).toBeGreaterThan(5);
    const known = new Set(loadLabelTable().formulas);
    const left = Object.values(screening.removed).reduce((sum, count) => sum + count, screening.scored);
    expect(left).toBe(summary.screening.distinct_formulas);
    const systems = new Set<string>();
    for (const { formula, domain_distance, nearest_known, nearest_teacher_probability } of rows) {
      const composition = parseFormula(formula);
      expect(passesPauling(composition, 'common'), formula).toBe(true);
      expect(hasRealAnion(composition), formula).toBe(true);
      expect(known.has(formula), formula).toBe(false);
      expect(domain_distance).toBeLessThanOrEqual(study.shortlist.domainLimit);
      const groups = exclude.flatMap((group) => elementGroup(group as ElementGroup));
      expect(composition.atomicNumbers.some((z) => groups.includes(z))).toBe(false);
      expect(known.has(nearest_known)).toBe(true);
      expect(nearest_teacher_probability).toBeGreaterThanOrEqual(0);
      systems.add(chemicalSystem(composition));
    }
    expect(systems.size).toBe(rows.length);
  });

  test('gives every number a unit and what it rests on, and intervals that hold it', () => {
    for (const [key, { value, unit, n, interval }] of Object.entries(numbers)) {
      expect(unit, key).not.toBe('');
      expect(Number.isInteger(n) && n > 0, key).toBe(true);
      if (interval === undefined || value === null) continue;
      expect(interval[0]! <= value && value <= interval[1]!, key).toBe(true);
    }
  });

  test('leaves no time, host or path behind', () => {
    expect(stableJson(one)).not.toMatch(/20\d\d-\d\d-\d\dT|\/work\/|\/home\/|\/tmp\//);
  });
});

describe('runTransfer', () => {
  test('ends when its signal is aborted', async () => {
    const signal = AbortSignal.abort(new Error('stopped by the user'));
    const quick = { ...cubuk2019.quick, students: [] };
    const attempt = runTransfer({ ...study, teachers: [] }, quick, { seed: 0, threads: 1, signal });
    await expect(attempt).rejects.toThrow('stopped by the user');
  });
});
