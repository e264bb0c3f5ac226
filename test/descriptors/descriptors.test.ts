import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { judgeTeachers } from '../../experiments/cubuk2019/teachers.ts';
import { fujimura2013 } from '../../experiments/fujimura2013.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { packageRoot } from '../../src/core/files.ts';
import type { Compound, Descriptor } from '../../src/descriptors/descriptor.ts';
import { type Descriptors, describeCompounds, openDescriptors } from '../../src/descriptors/descriptors.ts';
import { ELEMENTAL_SETS, elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { checkExperiment } from '../../src/experiment/check-experiment.ts';
import { PUBLISHED_MODEL } from '../../src/transfer/published-model.ts';
import { structuralMatrix, withStructure } from '../../src/transfer/teacher.ts';
import { asCompound, loadTraining } from '../../src/transfer/training-data.ts';

const training = loadTraining();
const lithium = { mobileIon: 'Li', counterIon: 'anion' } as const;
const compound = (formula: string, cells: Record<string, number> = {}): Compound => ({
  id: `row of ${formula}`,
  composition: parseFormula(formula),
  cell: (column) => cells[column] ?? Number.NaN,
});
const counting: Descriptor = {
  name: 'counts',
  labels: ['elements', 'atoms'],
  units: ['1', '1'],
  source: 'this test',
  values: ({ composition: { amounts } }) => [amounts.length, amounts.reduce((sum, amount) => sum + amount)],
};

describe('descriptors of every kind', () => {
  test('elemental ones are those of the set, by name or itself', () => {
    const compounds = training.map(asCompound);
    const expected = elementalDescriptors(
      training.map(({ composition }) => composition),
      ELEMENTAL_SETS['elemental-30'],
    );
    expect(describeCompounds({ elemental: 'elemental-30' }, compounds)).toEqual(expected);
    expect(describeCompounds({ elemental: ELEMENTAL_SETS['elemental-30'] }, compounds)).toEqual(expected);
    const anchored = describeCompounds({ elemental: 'elemental-full', anchor: 'Na' }, [compound('Na3PS4')]);
    expect(Array.from(anchored.data.slice(-4))).toEqual([3 / 8, 4 / 8, 3 / 4, 3]);
  });

  test('structural ones are the columns of the table', () => {
    const materials = withStructure(training);
    const names = PUBLISHED_MODEL.descriptors;
    const found = describeCompounds({ structural: names, ...lithium }, materials.map(asCompound));
    expect(found).toEqual(structuralMatrix(materials, names));
  });

  test('a list is its parts side by side, with labels, units and factors', () => {
    const parts: Descriptors[] = [{ elemental: 'elemental-mmmr' }, { columns: ['band_gap_eV'] }, { own: counting }];
    const { labels, units, factors, source } = openDescriptors(parts);
    expect(labels.slice(-3)).toEqual(['band_gap_eV', 'elements', 'atoms']);
    expect([units[0], units[20], ...units.slice(-3)]).toEqual(['1', 'A', 'as in the table', '1', '1']);
    expect(factors!.map(({ form }) => form).slice(-4)).toEqual(['constant', 'none', 'none', 'none']);
    expect(source.endsWith('the table; this test')).toBe(true);
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 1, max: 20 }), (gap, n) => {
        const row = describeCompounds(parts, [compound(`Li${n}Cl`, { band_gap_eV: gap })]).data;
        expect(row.length).toBe(labels.length);
        expect(Array.from(row.slice(-3))).toEqual([gap, 2, n + 1]);
      }),
    );
  });

  test.each<[string, Descriptors, string]>([
    [
      'a structural column that is not there',
      { structural: ['li_li_bond_per_li'], ...lithium },
      'found li_li_bond_per_li; did you mean li_li_bonds_per_li?',
    ],
    [
      'a compound without a structure',
      { structural: ['packing_fraction'], ...lithium },
      'row of LiF: expected a structure, found none; leave it out, or describe compositions',
    ],
    ['a gap in the table', { columns: ['gap'] }, 'row of LiF, LiF: expected a number in column gap, found none'],
    ['an anchor that is missing', { elemental: 'elemental-full' }, "found none; add one, such as anchor: 'Na'"],
    ['a column that is there twice', [{ own: counting }, { own: counting }], 'each column once, found elements twice'],
    ['values that are too few', { own: { ...counting, values: () => [1] } }, 'counts of row of LiF: expected 2 values'],
    [
      'a value that is not finite',
      { own: { ...counting, values: () => [1, Number.NaN] } },
      'expected a finite atoms, found NaN',
    ],
    ['units that are too few', { own: { ...counting, units: [] } }, 'counts: expected 2 units, found 0'],
  ])('%s is refused in one line', (_, descriptors, line) => {
    expect(() => describeCompounds(descriptors, [compound('LiF')])).toThrow(line);
  });

  test('the forty materials have the structural descriptors of lithium alone', () => {
    const of = (mobileIon: string) =>
      describeCompounds({ structural: ['packing_fraction'], mobileIon, counterIon: 'anion' }, [
        asCompound(withStructure(training)[0]!),
      ]);
    expect(of('Li').data[0]).toBeGreaterThan(0);
    expect(() => of('Na')).toThrow('expected structural descriptors of Li, anion, found Na, anion; data/training.csv');
  });
});

describe('a descriptor from outside', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ionsieve-descriptor-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('of docs/descriptors.md describes, factors and teaches', async () => {
    const page = readFileSync(join(packageRoot(), 'docs', 'descriptors.md'), 'utf8');
    const [, program] = /```ts\n(.*?)```/s.exec(page)!;
    const file = join(folder, 'own.ts');
    const room = (name: string) => `'${pathToFileURL(join(packageRoot(), 'src', name, 'index.ts'))}'`;
    writeFileSync(file, program!.replace("'ionsieve'", room('.')).replace("'ionsieve/chemistry'", room('chemistry')));
    const { radiusRatio } = (await import(pathToFileURL(file).href)) as {
      radiusRatio(mobileIon: number): Descriptor;
    };
    const own = radiusRatio(3);
    // Cordero 2008: Li 1.28, S 1.05, O 0.66
    expect(Array.from(describeCompounds({ own }, [compound('Li2S'), compound('Li3PO4')]).data)).toEqual([
      1.28 / 1.05,
      1.28 / 0.66,
    ]);
    const [factor] = own.factors!;
    expect(factor!.form === 'constant' && factor!.value([3, 15, 8])).toBe(1.28 / 0.66);

    const teacher = {
      name: 'mine',
      input: [{ elemental: 'elemental-30' }, { own }],
      rows: 'every composition',
      model: { kind: 'logistic', l2: 1 },
    } as const;
    const methods = [{ name: 'mine', does: 'classify', input: teacher.input, model: teacher.model }];
    checkExperiment({ ...fujimura2013, methods }, 'mine.ts');
    const { numbers } = judgeTeachers([teacher], { resamples: 50, permutations: 0 }, 0, training);
    expect(numbers['teacher.mine.leave_one_out.accuracy']).toMatchObject({ n: 39 });
  });
});
