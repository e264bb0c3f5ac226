import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TransferSummary } from '../../../experiments/cubuk2019/found.ts';
import { study } from '../../../experiments/cubuk2019/study.ts';
import { cubuk2019 } from '../../../experiments/cubuk2019.ts';
import { parseFormula } from '../../../src/chemistry/formula.ts';
import { passesPauling } from '../../../src/chemistry/oxidation-states.ts';
import { packageRoot, stableJson } from '../../../src/core/files.ts';
import { parseCsv } from '../../../src/core/table.ts';
import { elementalDescriptors } from '../../../src/descriptors/elemental.ts';
import { roundOnce } from '../../../src/experiment/numbers.ts';
import { topHeader } from '../../../src/experiment/top-rows.ts';
import { readLearner } from '../../../src/learning/learner-file.ts';
import { linearForm } from '../../../src/learning/linear-form.ts';
import { seenSet } from '../../../src/learning/sees.ts';
import { numberText } from '../../../src/report/text.ts';

const folder = join(packageRoot(), 'results', 'cubuk2019');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const summary = JSON.parse(read('summary.json')) as TransferSummary;
const { numbers, screening } = summary;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('the committed results', () => {
  test('are a full run of the experiment as it stands', () => {
    expect(summary).toMatchObject({
      name: cubuk2019.name,
      kind: cubuk2019.study,
      effort: 'full',
      seed: cubuk2019.seed,
    });
    expect(summary.paper).toEqual(cubuk2019.paper);
    expect(summary.screening_student).toBe(study.screeningStudent);
    const expected = summary.compared.map(({ ours, unit, n, reproduced, ...expectation }) => expectation);
    expect(expected).toEqual(cubuk2019.expected);
    const teachers = study.teachers.map(({ name }) => `${name}.leave_one_out`);
    expect(summary.teachers).toEqual(['published.on_its_own_training_set', ...teachers]);
    expect(Object.keys(summary.judgements).sort()).toEqual([...summary.teachers].sort());
    expect(summary.students).toEqual(cubuk2019.full.students);
    for (const name of cubuk2019.full.students) {
      expect(numbers).toHaveProperty([`student.${name}.by_system.real_anion.mcc`]);
    }
  });

  test('are written as the program writes', () => {
    expect(read('summary.json')).toBe(stableJson(summary));
  });

  test('count the whole space: 20,126,288,000 formulas, 18,680,255,230 compounds, each scored', () => {
    expect(numbers['screening.formula_strings']!.value).toBe(20_126_288_000);
    expect(numbers['screening.distinct_formulas']!.value).toBe(18_680_255_230);
    expect(numbers['screening.scored']!.value).toBe(18_680_255_230);
    expect([screening.formula_strings, screening.distinct_formulas, screening.scored]).toEqual([
      20_126_288_000, 18_680_255_230, 18_680_255_230,
    ]);
    expect(screening.fast).toBe(numbers['screening.fast']!.value);
    expect(numbers['screening.fast_share']!.value).toBe(roundOnce(screening.fast / screening.scored));
  });

  test('agree with their own parts: histogram, anions and elements add up to the space', () => {
    const { lower_edge, width, counts } = screening.histogram!;
    expect(sum(counts)).toBe(screening.scored);
    const above = counts.filter((_, bin) => lower_edge + (bin + 0.5) * width > 0);
    expect(sum(above)).toBe(screening.fast);
    expect(sum(screening.by_anion.map(({ scored }) => scored))).toBe(screening.scored);
    expect(sum(screening.by_anion.map(({ fast }) => fast))).toBe(screening.fast);
    // each partner is in 91 pairs and 4095 triples; 6745 and 148527 vectors of 3 and 4 coefficients have no common factor
    const partners = screening.by_element.filter(({ symbol }) => symbol !== 'Li');
    expect(partners.length).toBe(92);
    for (const { symbol, scored } of partners) expect(scored, symbol).toBe(91 * 6745 + 4095 * 148_527);
  });

  test('hold the numbers that they compare with the paper', () => {
    expect(summary.compared.length).toBeGreaterThan(0);
    for (const { number, ours, unit, n, paper, tolerance, reproduced } of summary.compared) {
      expect({ value: ours, unit, n }, number).toEqual({ value: numbers[number]!.value, unit, n: numbers[number]!.n });
      expect(numbers[number]!.unit, number).toBe(unit);
      expect(reproduced, number).toBe(ours !== null && Math.abs(ours - paper) <= tolerance);
    }
  });

  test('judge as many materials as they say, and as many of them rightly', () => {
    for (const [name, rows] of Object.entries(summary.judgements)) {
      const { value, n } = numbers[`teacher.${name}.accuracy`]!;
      expect(rows.length, name).toBe(n);
      for (const { score, fast, correct, conductivity_S_per_cm } of rows) {
        expect(correct, name).toBe(score! >= 0 === fast);
        expect(fast, name).toBe(conductivity_S_per_cm >= 1e-4);
      }
      expect(value, name).toBe(roundOnce(rows.filter(({ correct }) => correct).length / n));
      const conductivities = rows.map((row) => row.conductivity_S_per_cm);
      expect(conductivities, name).toEqual([...conductivities].sort((a, b) => b - a));
    }
  });

  test('give every number a unit, what it rests on, and an interval that holds it', () => {
    expect(Object.keys(numbers).length).toBeGreaterThan(100);
    for (const [key, { value, unit, n, interval }] of Object.entries(numbers)) {
      expect(typeof unit === 'string' && unit.length > 0, key).toBe(true);
      expect(Number.isInteger(n) && n > 0, key).toBe(true);
      expect(value === null || Number.isFinite(value), key).toBe(true);
      if (unit === 'share' || unit === 'probability') expect(value! >= 0 && value! <= 1, key).toBe(true);
      if (interval && value !== null) expect(interval[0]! <= value && value <= interval[1]!, key).toBe(true);
    }
  });

  test('agree with the candidates that they list', () => {
    const thousandths = (value: number) => Math.round(1000 * value);
    const close = summary.candidates.filter(
      ({ ours, published }) => ours !== null && Math.abs(thousandths(ours) - thousandths(published)) <= 2,
    );
    expect(summary.candidates.length).toBe(21);
    expect(numbers['labels.candidates_within_0.002']!.value).toBe(close.length);
  });

  test('rank what the paper suggests, and list candidates that chemistry lets pass', () => {
    expect(numbers['screening.decided_by_bounds_share']!.value).toBeGreaterThan(0.5);
    for (const formula of study.suggested) {
      for (const group of ['all', 'neutral', 'neutral_oxides']) {
        const { value, n } = numbers[`screening.suggested.${formula}.rank_${group}`]!;
        expect(value! >= 1 && value! <= n, formula).toBe(true);
      }
    }
    const { rows } = summary.shortlist;
    expect(rows.length).toBe(study.shortlist.top);
    for (const { formula, domain_distance } of rows) {
      expect(passesPauling(parseFormula(formula), study.shortlist.states), formula).toBe(true);
      expect(domain_distance).toBeLessThanOrEqual(study.shortlist.domainLimit);
    }
  });

  const top = parseCsv(read('top.csv'), 'top.csv', topHeader());

  test('list the best thousand once each, from the highest log-odds down', () => {
    expect(top.map(({ rank }) => Number(rank))).toEqual(Array.from({ length: cubuk2019.full.top }, (_, i) => i + 1));
    expect(new Set(top.map(({ formula }) => formula)).size).toBe(top.length);
    expect(summary.top.listed).toBe(top.length);
    expect(summary.top.first.map(([, formula]) => formula)).toEqual(top.slice(0, 10).map(({ formula }) => formula));
    const logOdds = top.map(({ log_odds }) => Number(log_odds));
    expect(logOdds).toEqual([...logOdds].sort((a, b) => b - a));
  });

  test('come from the student in student.json: it gives the log-odds of the list', () => {
    const learner = readLearner(join(folder, 'student.json'));
    expect(learner.name).toBe(summary.screening_student);
    const { weights, intercept } = linearForm(learner);
    top.forEach(({ formula }, row) => {
      const { data } = elementalDescriptors([parseFormula(formula!)], seenSet(learner)!);
      const logOdds = weights.reduce((sum, weight, j) => sum + weight * data[j]!, intercept);
      const listed = Number(top[row]!.log_odds);
      expect(Math.abs(logOdds - listed)).toBeLessThanOrEqual(6e-6 * Math.abs(listed));
      expect(Number(top[row]!.probability)).toBeCloseTo(1 / (1 + Math.exp(-listed)), 5);
    });
  });

  test('are what the report prints', () => {
    const report = read('report.md');
    for (const { number, paper, ours, unit, n } of summary.compared) {
      const line = [number, numberText(paper), numberText(ours), unit, numberText(n)].join(' | ');
      expect(report).toContain(`| ${line} |`);
    }
    for (const { formula, log_odds } of top.slice(0, 10)) {
      expect(report).toContain(`| ${formula} | ${numberText(Number(log_odds))} |`);
    }
  });
});
