import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MeasuredSummary } from '../../experiments/measured/found.ts';
import { packageRoot, sha256 } from '../../src/core/files.ts';
import { findShipped, readShipped, shippedLearner } from '../../src/core/shipped-data.ts';
import { SHIPPED_MEASURED, SHIPPED_STUDENTS } from '../../src/experiment/shipped.ts';
import { modelLimits } from '../../src/explorer/model-limits.ts';
import { FORMATION_ENERGY } from '../../src/learning/predict-formation-energy.ts';

const root = packageRoot();
const manifest = JSON.parse(readFileSync(join(root, 'data', 'manifest.json'), 'utf8')) as { learners: object };
const summary = JSON.parse(
  readFileSync(join(root, 'results', 'measured', 'summary.json'), 'utf8'),
) as unknown as MeasuredSummary;
const REMEDY = 'npx tsx data/rebuild/models.ts copies what an experiment wrote';

describe('the Learners in data/', () => {
  test('are those that the program opens, and the one for outside judges', () => {
    const opened = [...Object.values(SHIPPED_STUDENTS), SHIPPED_MEASURED, FORMATION_ENERGY];
    const names = [...opened, 'data/models/measured-judged.json'].map((path) => path.replace('data/', ''));
    expect(Object.keys(manifest.learners).sort()).toEqual(names.sort());
  });

  test.each(Object.keys(manifest.learners))('%s is what its experiment wrote, byte for byte', (name) => {
    const { from, source, doi, licence, sha256: expected } = shippedLearner(name);
    const written = readFileSync(join(root, from), 'utf8');
    expect(readShipped(name) === written, REMEDY).toBe(true);
    expect(sha256(written)).toBe(expected);
    expect(findShipped(join(root, 'data', name))?.name).toBe(name);
    for (const text of [source, doi, licence]) expect(text.length).toBeGreaterThan(0);
  });

  test('carry the scores of the experiment that judged them', () => {
    const students = {
      measured: ['all', 'shipped'],
      'measured-judged': ['for_judges', 'shipped'],
      paper: ['obelix', 'paper_student'],
      screening: ['all', 'screening_student'],
    } as const;
    for (const [name, [of, key]] of Object.entries(students)) {
      for (const held of ['by_doi', 'by_family']) {
        const score = summary.numbers[`${of}.${held}.${summary[key]}.auc`];
        expect(score).toBeDefined();
        expect(shippedLearner(`models/${name}.json`).scores[`${held}.auc`], REMEDY).toEqual(score);
      }
    }
  });

  test('the one of formation energies carries its error on unseen chemical systems, which is at most 0.13 eV/atom', () => {
    const { numbers } = JSON.parse(readFileSync(join(root, 'results', 'bartel2020', 'summary.json'), 'utf8'));
    const { scores } = shippedLearner('models/formation-energy.json');
    expect(scores['by_system.mae'], REMEDY).toEqual(numbers['by_system.network.mae']);
    expect(scores['by_system.mae']!.value).toBeLessThan(0.13);
    expect(numbers['by_system.network.mae'].value).toBeLessThan(numbers['by_system.nearest-composition.mae'].value / 2);
  });

  test('stand on the page with these scores', () => {
    const { value, n } = summary.numbers[`all.by_doi.${summary.screening_student}.auc`]!;
    expect(modelLimits()[1]).toContain(`has an AUC of ${value!.toFixed(4)} (`);
    expect(modelLimits()[1]).toContain(`n = ${n}`);
  });

  test('any other file is not a shipped one', () => {
    expect(findShipped('student.json')).toBeUndefined();
    expect(findShipped(join(root, 'data', 'models', 'mine.json'))).toBeUndefined();
    expect(findShipped(join(root, 'data', 'elements.csv'))?.record.licence).toContain('MIT');
  });
});
