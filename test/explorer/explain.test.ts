import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { openAnswers } from '../../src/explorer/answers.ts';
import { explain } from '../../src/explorer/explain.ts';

const root = packageRoot();
const answers = openAnswers({
  student: join(root, 'data/models/paper.json'),
  measured: join(root, 'data/models/measured.json'),
  structures: [join(root, 'data/sample')],
  own: [],
});
const logit = (p: number): number => Math.log(p / (1 - p));

describe('explain', () => {
  test('base and contributions add up to the log-odds of the row, the largest contribution first', () => {
    const number = fc.double({ min: -100, max: 100, noNaN: true });
    const five = fc.array(number, { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(five, five, five, number, (weights, centre, row, intercept) => {
        const descriptors = ['a', 'b', 'c', 'd', 'e'];
        const said = explain({ name: '', descriptors, weights, intercept, reference: '', centre }, row);
        const score = row.reduce((sum, value, j) => sum + weights[j]! * value, intercept);
        expect(said.log_odds).toBeCloseTo(score, 6);
        const sizes = said.contributions.map(({ contribution }) => Math.abs(contribution));
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
      }),
    );
  });
});

describe('answers', () => {
  test('the reasons of the student add up to what it predicts', () => {
    for (const formula of ['Li3PS4', 'Li10Ge(PS6)2', 'LiF', 'Li7La3Zr2O12']) {
      const { prediction, student } = answers.compound(formula);
      expect(student!.log_odds).toBeCloseTo(logit(prediction!.student_probability!), 8);
      expect(student!.contributions).toHaveLength(30);
    }
  });

  test('so do those of the student of measurements, an element each and one for all that is lacking', () => {
    for (const formula of ['Li3PS4', 'Li7La3Zr2O12', 'Li6PS5Cl', 'Li5La3Nb2O12']) {
      const { prediction, measured } = answers.compound(formula);
      const sum = measured!.contributions.reduce((total, { contribution }) => total + contribution, measured!.base);
      expect(measured!.log_odds).toBeCloseTo(logit(prediction!.probability!), 8);
      expect(sum).toBeCloseTo(measured!.log_odds, 8);
      expect(measured!.contributions).toHaveLength(prediction!.formula.match(/[A-Z]/g)!.length + 1);
    }
    const bases = ['Li3PS4', 'LiF'].map((formula) => answers.compound(formula).measured!.base);
    expect(bases[0]).toBe(bases[1]);
  });

  test('a CIF gets the scores of ionsieve predict, and the teacher’s reasons add up to them', async () => {
    const { readFileSync } = await import('node:fs');
    const cif = readFileSync(join(root, 'data/sample/training-structures/Li3N.cif'), 'utf8');
    const [view] = answers.structures('Li3N.cif', cif);
    expect(view!.prediction.formula).toBe('Li3N');
    expect(view!.teacher.log_odds).toBeCloseTo(logit(view!.prediction.teacher_probability!), 8);
    expect(view!.structure.sites).toHaveLength(4);
    expect(view!.nearest).toHaveLength(5);
    expect(view!.nearest[0]!.formula).toBe(view!.prediction.nearest_measured);
  });

  test('a known compound has the teacher’s reasons for its first structure, another has none', () => {
    const { teacher, prediction, known_ids } = answers.compound('Li3N');
    expect(teacher!.model).toBe(`the paper’s teacher, on ${known_ids[0]}`);
    if (known_ids.length === 1) expect(teacher!.log_odds).toBeCloseTo(logit(prediction!.teacher_probability!), 8);
    expect(answers.compound('Li17P2S').teacher).toBeNull();
  });

  test('a compound without lithium has no scores and no reasons', () => {
    const nothing = { prediction: null, measured: null, student: null, teacher: null, nearest: [] };
    expect(answers.compound('Sn2Ni2Ti2')).toMatchObject({ formula: 'TiNiSn', chemical_system: 'Ni-Sn-Ti', ...nothing });
  });

  test('a compound knows its structures, its measured neighbours and its known relatives', () => {
    const { structures, nearest, known_ids } = answers.compound('NLi3');
    expect(structures).toContainEqual({ id: 'Li3N', formula: 'Li3N' });
    expect(nearest.map(({ difference }) => difference)).toEqual(
      nearest.map(({ difference }) => difference).sort((a, b) => a - b),
    );
    expect(known_ids.length).toBeGreaterThan(0);
    expect(answers.knownOf('Li-N')).toContain('Li3N');
  });

  test('a mixed site is one site of several species, in Cartesian Angstrom too', () => {
    const { lattice, sites } = answers.structure('Li3N');
    for (const { abc, xyz } of sites) {
      for (const axis of [0, 1, 2]) {
        const expected = abc.reduce((sum, x, row) => sum + x * lattice.matrix[row]![axis]!, 0);
        expect(xyz[axis]).toBeCloseTo(expected, 10);
      }
    }
    expect(() => answers.structure('none')).toThrow('structure: expected an id of the list, found "none"');
  });

  test('points of a triangle and of a tie line are scored like single compounds', () => {
    const { corners, points } = answers.triangle({ system: 'Li-P-S', fixed: '', parts: 0, of: 8 });
    expect(corners).toEqual(['Li', 'P', 'S']);
    const one = points.find(({ formula }) => formula === 'Li3PS4')!;
    expect(one.fractions).toEqual([3 / 8, 1 / 8, 1 / 2]);
    expect(one.known).toBe(true);
    expect(one.probability).toBe(answers.compound('Li3PS4').prediction!.probability);
    const line = answers.tieLine('Li2S', 'P2S5', 4).points;
    expect(line.map(({ formula }) => formula)).toEqual(
      ['Li2S', 'Li6P2S8', 'Li4P4S12', 'Li2P6S16', 'P2S5'].map(reduced),
    );
    expect(line.at(-1)).toMatchObject({ share: 1, probability: null });
    expect(line[1]!.student_probability).toBe(answers.compound('Li3PS4').prediction!.student_probability);
  });
});

function reduced(formula: string): string {
  return { Li6P2S8: 'Li3PS4', Li4P4S12: 'LiPS3', Li2P6S16: 'LiP3S8' }[formula] ?? formula;
}
