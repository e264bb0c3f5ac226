import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MeasuredSummary } from '../../../experiments/measured/found.ts';
import { openMeasuredSets } from '../../../experiments/measured/sets.ts';
import { study } from '../../../experiments/measured/study.ts';
import { measured } from '../../../experiments/measured.ts';
import { parseFormula } from '../../../src/chemistry/formula.ts';
import { type FullResult, fullResult } from '../../../src/experiment/full-result.ts';
import type { OwnExperiment } from '../../../src/experiment/own/define.ts';
import { askLearner } from '../../../src/learning/ask-learner.ts';
import { writeResult } from '../../../src/report/write-result.ts';
import { readMeasured } from '../../../src/transfer/measured-learner.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-measured-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the sets', () => {
  const { obelix, judged, judgings, liverpool, newPapers } = openMeasuredSets(5, 0);

  test.each(['composition', 'doi', 'family'] as const)('no group by %s is in two folds', (grouping) => {
    const { groups, folds } = judgings[grouping];
    const foldOf = new Map<string, number>();
    groups.forEach((group, row) => {
      expect(foldOf.get(group) ?? folds[row], group).toBe(folds[row]);
      foldOf.set(group, folds[row]!);
    });
  });

  test('no composition and no paper is on both sides of a fold by paper', () => {
    const { folds } = judgings.doi;
    const seen = new Map<string, number>();
    obelix.forEach(({ formula, dois }, row) => {
      for (const name of [formula, ...dois]) {
        expect(seen.get(name) ?? folds[row], name).toBe(folds[row]);
        seen.set(name, folds[row]!);
      }
    });
  });

  test('none of the forty is judged, and nothing of Liverpool that OBELiX or the forty have', () => {
    const formulas = new Set(obelix.map(({ formula }) => formula));
    expect(judged.every((row) => !obelix[row]!.inTraining)).toBe(true);
    expect(judged.length).toBeLessThan(obelix.length);
    expect(liverpool.every(({ formula, inTraining }) => !formulas.has(formula) && !inTraining)).toBe(true);
    const papers = new Set(obelix.flatMap(({ dois }) => dois));
    expect(newPapers.every((row) => liverpool[row]!.dois.every((doi) => !papers.has(doi)))).toBe(true);
  });
});

describe('a quick run', () => {
  let result: FullResult;
  let summary: MeasuredSummary;
  beforeAll(async () => {
    result = await fullResult(measured as unknown as OwnExperiment, { effort: 'quick', threads: 1 });
    summary = result.summary as unknown as MeasuredSummary;
  });

  test('has a cell with interval and n for every student and column', () => {
    const { numbers, students } = summary;
    expect(students.map(({ name }) => name)).toEqual([...measured.quick.students, 'committee']);
    const columns = ['obelix.by_composition', 'obelix.by_doi', 'obelix.by_family', 'liverpool', 'liverpool_new_papers'];
    for (const name of [...measured.quick.students, 'chosen']) {
      for (const column of columns) {
        const { value, interval, n } = numbers[`${column}.${name}.auc`]!;
        expect(value! >= 0 && value! <= 1, `${column} ${name}`).toBe(true);
        expect(interval![0]! <= value! && value! <= interval![1]!, `${column} ${name}`).toBe(true);
        expect(n).toBeGreaterThan(100);
      }
    }
  });

  test('chooses two in every fold, by the best AUC of the inner folds', () => {
    for (const { chosen, auc } of summary.choices) {
      const best = Object.values(auc).sort((a, b) => b - a);
      expect(chosen.map((name) => auc[name])).toEqual(best.slice(0, measured.quick.choice.members));
    }
  });

  test('ships the student that it chose, which answers', async () => {
    const files = await writeResult(result, folder);
    expect(files).toEqual([
      'auc.svg',
      'calibration.svg',
      'headline.md',
      'learning-curves.svg',
      'model-card.measured.md',
      'model-card.paper.md',
      'precision-recall.svg',
      'report.html',
      'report.md',
      'roc.svg',
      'student.json',
      'summary.json',
    ]);
    const file = JSON.parse(readFileSync(join(folder, 'student.json'), 'utf8')) as { content: { name: string } };
    expect(file.content.name).toBe(summary.shipped);
    const [fast, slow] = askLearner(readMeasured(join(folder, 'student.json')))(
      ['Li10Ge(PS6)2', 'Li2CO3'].map(parseFormula),
    );
    expect(fast!.probability).toBeGreaterThan(0.9);
    expect(slow!.probability).toBeLessThan(0.3);
    for (const { low, value, high } of [fast!, slow!]) {
      expect(low! < value && value < high!).toBe(true);
    }
  });

  test('tells every mark that it has a number for, reached or missed', () => {
    for (const mark of summary.marks!) {
      expect(mark.reached).toBe('atLeast' in mark && mark.ours !== null && mark.ours >= mark.atLeast);
    }
    expect(summary.marks!.length).toBe(measured.marks!.length);
  });

  test('the paper’s student, which sees no measurement, answers alike however folds are cut', () => {
    const { numbers } = summary;
    const auc = (grouping: string) => numbers[`obelix.by_${grouping}.${study.paperStudent}.auc`]!.value;
    expect(auc('composition')).toBe(auc('doi'));
    expect(auc('family')).toBe(auc('doi'));
  });
});
