/** Lists through the whole of a screening, against the chemistry and the descriptors that train a student, compound by compound. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mostElectronegative } from '../../src/chemistry/composition.ts';
import { type Composition, formatFormula, parseFormula } from '../../src/chemistry/formula.ts';
import { isChargeNeutral } from '../../src/chemistry/oxidation-states.ts';
import { rowOf } from '../../src/core/matrix.ts';
import { normal, stream } from '../../src/core/random.ts';
import { ELEMENTAL_SETS, elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { compileStudent } from '../../src/screening/compile.ts';
import { createJob, type ScreenOptions } from '../../src/screening/create-job.ts';
import { NO_FILTERS, type ScreeningFilters } from '../../src/screening/filters.ts';
import { compositionsOf, createList, type ListSpace } from '../../src/screening/list-space.ts';
import { mergeShards } from '../../src/screening/merge.ts';
import { createRanker } from '../../src/screening/rank.ts';
import { sameCompounds } from '../../src/screening/same-compounds.ts';
import { screen } from '../../src/screening/screen.ts';
import { seriesSpace } from '../../src/screening/series-space.ts';
import type { CompositionSpace } from '../../src/screening/space.ts';
import { templateSpace } from '../../src/screening/template-space.ts';
import { planUnits } from '../../src/screening/units.ts';
import { contents, sumUp, tallyUnits, writeShard } from './screen-here.ts';
import { descriptorSet, linearStudent, screenHere } from './students.ts';

const SET = descriptorSet(
  ELEMENTAL_SETS['elemental-30'].properties.slice(0, 4),
  ['mean', 'sd', 'mad'],
  ['anion_fraction'],
);
const random = stream(1, 'weights of a student for lists');
const LINEAR = { weights: Float64Array.from({ length: 13 }, () => normal(random) / 10), intercept: -1 };
const plan = <Space extends CompositionSpace>(space: Space) => compileStudent(linearStudent(SET, LINEAR), space);
const all: ScreenOptions = { threshold: 0, top: 10_000, filters: NO_FILTERS, histogram: true };

/** The score of a compound, from its own row of descriptors. */
function scoreOf(composition: Composition): number {
  const row = rowOf(elementalDescriptors([composition], SET), 0);
  return row.reduce((sum, value, i) => sum + value * LINEAR.weights[i]!, LINEAR.intercept);
}

const METALS = ['Li', 'Na', 'K', 'Rb', 'Mg', 'Ca', 'Sr', 'Ba', 'Ti', 'Zr', 'Hf', 'V', 'Nb', 'Al', 'Ga', 'La'];
const spinels = templateSpace('A2BX4', { A: METALS, B: METALS, X: ['O', 'S', 'F', 'Cl', 'Br'] });
const garnets = seriesSpace('Li7-3xAlxLa3Zr2O12', { from: 0, to: 0.5, step: 0.05 });
const mixed = createList(['Si', 'Li2S', 'LiFePO4', 'Na3PS4', 'Li10GeP2S12', 'Li0.5CoO2', 'NaCl'].map(parseFormula));
const compoundsOf = ({ sets }: ListSpace) => sets.flatMap(compositionsOf);

describe('a screening of a list', () => {
  test.each([
    ['a template of 1,200 compounds', spinels, 1200],
    ['a doping series', garnets, 11],
    ['formulas of one to four elements', mixed, 7],
  ])('scores %s as their descriptors say', (_, space, size) => {
    const compounds = compoundsOf(space);
    expect(compounds).toHaveLength(size);
    const { top, scored, aboveThreshold, histogram, distinct, byAnion } = screenHere(createJob(plan(space), all), true);
    expect({ scored, distinct, listed: top.length }).toEqual({ scored: size, distinct: size, listed: size });
    const expected = new Map(compounds.map((one) => [formatFormula(one), scoreOf(one)]));
    for (const { formula, score } of top) expect(score).toBeCloseTo(expected.get(formula)!, 12);
    expect(top.map(({ score }) => score)).toEqual(top.map(({ score }) => score).sort((a, b) => b - a));
    expect(aboveThreshold).toBe([...expected.values()].filter((score) => score >= 0).length);
    expect(histogram!.counts.reduce((sum, count) => sum + count, 0)).toBe(size);
    const oxides = compounds.filter((one) => mostElectronegative(one) === 8).length;
    expect(byAnion.find(({ Z }) => Z === 8)?.scored ?? 0).toBe(oxides);
  });

  test('filters: elements, neutrality of decimal amounts, known compounds, each with its count', () => {
    const filters: ScreeningFilters = {
      ...NO_FILTERS,
      charges: 'neutral',
      excluded: [11],
      known: ['Li2S'],
      unknownOnly: true,
    };
    const { top, removed, scored } = screenHere(createJob(plan(mixed), { ...all, filters }), true);
    const neutral = compoundsOf(mixed).filter(
      (one) => isChargeNeutral(one, 'common') && !one.atomicNumbers.includes(11) && formatFormula(one) !== 'Li2S',
    );
    expect(top.map(({ formula }) => formula).sort()).toEqual(neutral.map(formatFormula).sort());
    expect(removed).toMatchObject({ excluded_element: 2, known_formula: 1, not_charge_neutral: 4 - neutral.length });
    expect(scored).toBe(neutral.length);
    const doped = screenHere(createJob(plan(garnets), { ...all, filters: { ...NO_FILTERS, charges: 'ionic' } }), true);
    expect(doped).toMatchObject({ scored: 11, removed: { not_charge_neutral: 0, not_ionic: 0 } });
    expect(doped.top.every(({ chargeNeutral, paulingOrder }) => chargeNeutral && paulingOrder)).toBe(true);
  });

  test('ranks a compound of the list, and knows which is the same as a measured one', () => {
    const score = createRanker(plan(garnets));
    const formula = 'Li6.4Al0.2La3Zr2O12';
    expect(score(parseFormula(formula))).toBeCloseTo(scoreOf(parseFormula(formula)), 12);
    expect(() => score(parseFormula('LiCl'))).toThrow('LiCl: expected a compound of the space, found one outside it');
    expect(sameCompounds(garnets, [parseFormula('Li6.41Al0.2La3Zr2O12'), parseFormula('NaCl')])).toEqual([
      'Li6.4La3Zr2Al0.2O12',
    ]);
  });

  test('gives the same on threads, with the files of compounds, as in one piece in this thread', async () => {
    const job = createJob(plan(spinels), { ...all, top: 50, onePerSystem: true, writeAbove: -1 });
    expect(planUnits(job.plan).length).toBeGreaterThan(1);
    const [here, there] = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'ionsieve-list-')));
    const tally = sumUp(job, tallyUnits(job, here!));
    const { top, written, scored } = await screen(job, { threads: 2, folder: there! });
    expect({ written, scored }).toEqual({ written: tally.written, scored: 1200 });
    expect(top.map(({ score }) => score)).toEqual(tally.top.map(({ score }) => score));
    expect(contents(there!)).toEqual(contents(here!));
  });

  test('is the same in shards that are merged, byte for byte', () => {
    const job = createJob(plan(spinels), { ...all, top: 100, ranks: [0.5], writeAbove: 0 });
    const folder = mkdtempSync(join(tmpdir(), 'ionsieve-list-'));
    const [whole, out] = ['whole', 'merged'].map((name) => join(folder, name));
    for (const each of [whole, out]) mkdirSync(each!);
    const tallies = tallyUnits(job, whole!);
    const count = planUnits(job.plan).length;
    const shards = Array.from({ length: count }, (_, i) => join(folder, `shard-${i}`));
    shards.forEach((shard, i) => {
      writeShard(job, tallies, whole!, { index: i + 1, count }, shard);
    });
    const { result } = mergeShards(shards, out!);
    expect(contents(out!)).toEqual(contents(whole!));
    expect({ ...result, written: 0 }).toEqual({ ...screenHere(job, true), written: 0 });
  });
});
