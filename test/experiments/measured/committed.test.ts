import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COLUMNS } from '../../../experiments/measured/figures.ts';
import type { MeasuredSummary } from '../../../experiments/measured/found.ts';
import { measuredHeadline } from '../../../experiments/measured/headline.ts';
import { modelCards } from '../../../experiments/measured/model-card.ts';
import { measuredPage } from '../../../experiments/measured/page.ts';
import { study } from '../../../experiments/measured/study.ts';
import { measured } from '../../../experiments/measured.ts';
import { parseFormula } from '../../../src/chemistry/formula.ts';
import { packageRoot, stableJson } from '../../../src/core/files.ts';
import { DEFAULT_STUDENT, SHIPPED_MEASURED, SHIPPED_STUDENTS } from '../../../src/experiment/shipped.ts';
import { askLearner } from '../../../src/learning/ask-learner.ts';
import { readLearner } from '../../../src/learning/learner-file.ts';
import { wholeReport } from '../../../src/report/page.ts';
import { reportMarkdown } from '../../../src/report/report-markdown.ts';
import { loadMeasured } from '../../../src/transfer/measured-data.ts';
import { readMeasured } from '../../../src/transfer/measured-learner.ts';

const root = packageRoot();
const read = (name: string): string => readFileSync(join(root, 'results', 'measured', name), 'utf8');
const summary = JSON.parse(read('summary.json')) as MeasuredSummary;
const { numbers } = summary;

describe('the committed results on measured conductivities', () => {
  test('are a full run of the experiment as it stands, written as the program writes', () => {
    expect(summary).toMatchObject({ name: measured.name, effort: 'full', seed: measured.seed, paper: measured.paper });
    const { students } = summary;
    expect(students.slice(0, -2)).toEqual(study.students.map(({ name, family }) => ({ name, family })));
    expect(students.slice(-2)).toEqual([
      { name: summary.shipped, family: 'committee' },
      { name: summary.screening_student, family: 'distilled' },
    ]);
    expect(read('summary.json')).toBe(stableJson(summary));
    const { sections, figures } = measuredPage(summary);
    expect(read('report.md')).toBe(reportMarkdown({ sections: wholeReport(summary, sections), figures }));
    expect(read('headline.md')).toBe(measuredHeadline(summary));
    for (const [name, card] of Object.entries(modelCards(summary))) expect(read(name)).toBe(card);
  });

  test('have an AUC with interval and n for every student and column', () => {
    for (const { name } of [...summary.students, { name: 'chosen' }]) {
      for (const column of Object.keys(COLUMNS)) {
        const { value, interval, n } = numbers[`${column}.${name}.auc`]!;
        expect(interval![0]! <= value! && value! <= interval![1]!, `${column} ${name}`).toBe(true);
        expect(n).toBe(numbers[`${column}.median.mcc`]!.n);
      }
    }
  });

  test('tell each mark as reached or missed, as the numbers have it', () => {
    const marks = summary.marks!.map(({ ours, reached, ...mark }) => mark);
    expect(marks).toEqual(measured.marks);
    for (const mark of summary.marks!) {
      expect(mark.ours).toBe(numbers[mark.number]!.value);
      expect(mark.reached).toBe('atLeast' in mark && mark.ours! >= mark.atLeast);
    }
  });

  test('choose within each fold by the inner folds, and make the winner the default', () => {
    for (const { chosen, auc } of summary.choices) {
      expect(Object.keys(auc).sort()).toEqual([...study.candidates].sort());
      const best = Object.values(auc).sort((a, b) => b - a);
      expect(chosen.map((name) => auc[name])).toEqual(best.slice(0, measured.full.choice.members));
    }
    expect(summary.choices.find(({ grouping }) => grouping === 'liverpool')!.chosen).toEqual(summary.members);
    const wins =
      numbers['obelix.by_doi.chosen.auc']!.value! > numbers[`obelix.by_doi.${study.paperStudent}.auc`]!.value!;
    expect(summary.measured_wins).toBe(wins);
    expect(DEFAULT_STUDENT).toBe(wins ? 'measured' : 'paper');
  });

  test('say in plain words what the paper’s student cannot do', () => {
    expect(read('report.md')).toContain('cannot say which of two compositions conducts better');
    expect(read('model-card.paper.md')).toContain('Not for ranking real conductivities');
  });
});

describe('the students that ship', () => {
  const compositions = loadMeasured('liverpool')
    .filter(({ inTraining, inOtherSet }) => !inTraining && !inOtherSet)
    .map(({ composition }) => composition);

  test('predict and screen alike: the distilled one ranks as the one that taught it', () => {
    const predicted = askLearner(readMeasured(join(root, SHIPPED_MEASURED)))(compositions);
    const screened = askLearner(readLearner(join(root, SHIPPED_STUDENTS.measured)))(compositions);
    let [agree, pairs] = [0, 0];
    for (let i = 0; i < compositions.length; i++) {
      for (let j = 0; j < i; j++) {
        const difference = predicted[i]!.value - predicted[j]!.value;
        if (Math.abs(difference) < 0.5) continue;
        pairs++;
        if (difference > 0 === screened[i]!.value > screened[j]!.value) agree++;
      }
    }
    expect(agree / pairs).toBeGreaterThan(0.9);
  });

  test('know what a chemist knows: a sulfide of the LGPS kind is fast, a carbonate slow, technetium unmeasured', () => {
    const formulas = ['Li10Ge(PS6)2', 'Li6PS5Cl', 'Li2CO3', 'Li3TcO4'].map(parseFormula);
    const [lgps, argyrodite, carbonate, technetium] = askLearner(readMeasured(join(root, SHIPPED_MEASURED)))(formulas);
    expect(lgps!.probability).toBeGreaterThan(0.8);
    expect(argyrodite!.probability).toBeGreaterThan(0.8);
    expect(carbonate!.probability).toBeLessThan(0.3);
    expect(technetium).toMatchObject({ domain: 'outside', unlearned: ['Tc'] });
  });
});
