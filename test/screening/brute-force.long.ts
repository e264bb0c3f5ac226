import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { type Stream, shuffled, stream } from '../../src/core/random.ts';
import { isCandidateFile } from '../../src/screening/candidate-files.ts';
import { compileStudent } from '../../src/screening/compile.ts';
import { createJob } from '../../src/screening/create-job.ts';
import { createSpace } from '../../src/screening/grid-space.ts';
import { mergeShards } from '../../src/screening/merge.ts';
import { screen } from '../../src/screening/screen.ts';
import { planUnits } from '../../src/screening/units.ts';
import { type Compound, everyCompound, property, type Question, type Statistic } from './independent.ts';
import { descriptorSet, linearStudent } from './students.ts';

// Whole screenings as users run them, half of them in shards that are merged, with filters and files of compounds, against a screening
// that shares no code with the engine: counts, the list and every row of the files.

const JOBS = 40;
const NEAR = 1e-9;
const PARTNERS = [
  1, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 25, 26, 30, 32, 33, 34, 35, 40, 51, 53, 57, 83, 2, 10, 18, 61,
];
const PROPERTIES = ['period', 'group', 'covalent_radius_A', 'atomic_mass_u', 'mendeleev_number'];
const STATISTICS: readonly Statistic[] = ['mean', 'sd', 'min', 'max', 'range'];
const CHARGES = ['any', 'any', 'neutral', 'pauling-order', 'ionic'] as const;

/** What the engine says of a compound. */
interface Told {
  readonly formula: string;
  readonly score: number;
  readonly distance: number;
  readonly flags: readonly unknown[];
}

interface Filtered extends Compound {
  readonly distance: number;
  readonly isKnown: boolean;
}

const whole = (random: Stream, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
const one = <T>(random: Stream, of: readonly T[]): T => of[whole(random, 0, of.length - 1)]!;
const some = <T>(random: Stream, of: readonly T[], count: number): T[] =>
  Array.from(shuffled(of.length, random).slice(0, count), (i) => of[i]!);

/** Jobs in shards have elements enough for several units of work. */
function questionOf(random: Stream, inShards: boolean): Question {
  const arities = inShards ? [2, 3, 4] : some(random, [1, 2, 3, 4], whole(random, 1, 3));
  const anchor = random() < 0.4 ? null : 3;
  const partners = some(random, PARTNERS, whole(random, Math.max(...arities) - (anchor === null ? 0 : 1), 5));
  const properties = some(random, PROPERTIES, whole(random, 1, 3));
  const statistics = some(random, STATISTICS, whole(random, 1, 3));
  return {
    anchor,
    partners,
    arities,
    maxCoefficient: whole(random, 1, arities.includes(4) ? 6 : 8),
    properties,
    statistics,
    weights: properties.flatMap((name) => statistics.map(() => (2 * random() - 1) / Math.abs(property(16, name)))),
    intercept: random() - 0.5,
    excluded: random() < 0.3 ? some(random, partners, 1) : [],
    realAnion: random() < 0.3,
    states: one(random, ['common', 'all'] as const),
    charges: one(random, CHARGES),
  };
}

/** The filter that removes a compound, by the order in which they are counted; undefined for one that passes. */
function removedBy(compound: Filtered, question: Question, unknownOnly: boolean, limit: number | null) {
  const { charges } = question;
  const ordered = charges === 'pauling-order' || charges === 'ionic';
  if (compound.elements.some((z) => question.excluded.includes(z))) return 'excluded_element';
  if (question.realAnion && !compound.isRealAnion) return 'no_real_anion';
  if (charges !== 'any' && !compound.isNeutral) return 'not_charge_neutral';
  if (ordered && !compound.isPauling) return 'not_in_pauling_order';
  if (charges === 'ionic' && !compound.isIonic) return 'not_ionic';
  if (unknownOnly && compound.isKnown) return 'known_formula';
  if (limit !== null && compound.distance > limit) return 'outside_domain';
  return undefined;
}

const NOTHING_REMOVED = {
  excluded_element: 0,
  no_real_anion: 0,
  not_charge_neutral: 0,
  not_in_pauling_order: 0,
  not_ionic: 0,
  known_formula: 0,
  outside_domain: 0,
};

async function rowsOf(folder: string): Promise<Told[]> {
  const files = readdirSync(folder).filter(isCandidateFile).sort();
  const rows = await Promise.all(
    files.map(async (name) => parquetReadObjects({ file: await asyncBufferFromFile(join(folder, name)) })),
  );
  return rows.flat().map((row) => ({
    formula: row.formula as string,
    score: row.log_odds as number,
    distance: row.domain_distance as number,
    flags: [row.charge_neutral, row.pauling_order, row.known, row.anion],
  }));
}

/** Each compound once, with the same values; equal scores may come in another order where sums differ in the last bit. */
function expectSame(told: readonly Told[], expected: readonly Filtered[], all: ReadonlyMap<string, Filtered>): void {
  expect(told.length).toBe(expected.length);
  expect(new Set(told.map(({ formula }) => formula)).size).toBe(told.length);
  told.forEach(({ formula, score, distance, flags }, i) => {
    const compound = all.get(formula)!;
    expect(compound, formula).toBeDefined();
    expect(Math.abs(score - expected[i]!.score)).toBeLessThan(NEAR);
    expect(Math.abs(score - compound.score)).toBeLessThan(NEAR);
    expect(Math.abs(distance - compound.distance)).toBeLessThan(1e-7 * Math.max(1, compound.distance));
    expect(flags).toEqual([compound.isNeutral, compound.isPauling, compound.isKnown, compound.anion]);
  });
}

const seen = {
  inShards: 0,
  withoutAnchor: 0,
  compounds: 0,
  rows: 0,
  removed: { ...NOTHING_REMOVED } as Record<string, number>,
};

test.each(Array.from({ length: JOBS }, (_, job) => job))('job %i', async (number) => {
  const random = stream(number, 'brute force');
  const question = questionOf(random, number % 2 === 1);
  const compounds = everyCompound(question);
  const centre = one(random, compounds).descriptors;
  const axes = centre.map((size, i) =>
    centre.map((_, j) => (i === j ? 2 / (1 + Math.abs(size)) : (random() - 0.5) / 10)),
  );
  const filtered = compounds.map((compound): Filtered => {
    const along = axes.map((axis) => axis.reduce((sum, a, j) => sum + a * (compound.descriptors[j]! - centre[j]!), 0));
    return { ...compound, distance: Math.sqrt(along.reduce((sum, x) => sum + x * x, 0)), isKnown: random() < 0.2 };
  });
  const unknownOnly = random() < 0.4;
  const domainLimit = random() < 0.3 ? 0.5 + 2.5 * random() : null;
  const removed: Record<string, number> = { ...NOTHING_REMOVED };
  const passing = filtered.filter((compound) => {
    const filter = removedBy(compound, question, unknownOnly, domainLimit);
    if (filter !== undefined) removed[filter]!++;
    return filter === undefined;
  });
  const sorted = [...passing].sort((a, b) => b.score - a.score);
  const least = (sorted[Math.floor(random() * sorted.length)]?.score ?? 0) - 1e-7;
  const top = whole(random, 1, 60);

  const { properties, statistics, weights, intercept, anchor, partners, arities, maxCoefficient } = question;
  const student = linearStudent(descriptorSet(properties, statistics), {
    weights: Float64Array.from(weights),
    intercept,
  });
  const plan = compileStudent(student, createSpace({ anchor, partners, arities, maxCoefficient }));
  const known = filtered.filter(({ isKnown }) => isKnown).map(({ formula }) => formula);
  const { excluded, realAnion, states, charges } = question;
  const filters = { excluded, realAnion, states, charges, known, unknownOnly, domain: { centre, axes }, domainLimit };
  const job = createJob(plan, { threshold: least, top, writeAbove: least, filters });
  const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-brute-'));
  try {
    const out = join(scratch, 'out');
    mkdirSync(out);
    const count = number % 2 === 1 ? Math.min(number % 4 === 1 ? 2 : 3, planUnits(plan).length) : 1;
    const folders = Array.from({ length: count }, (_, i) => join(scratch, `shard-${i + 1}`));
    const inPieces = async () => {
      for (const [i, folder] of folders.entries()) {
        await screen(job, { threads: 1, folder, shard: { index: i + 1, count } });
      }
      return mergeShards(folders.reverse(), out).result;
    };
    const inOne = () => screen(job, { threads: 1, folder: out, exhaustive: number % 4 === 0 });
    const result = count > 1 ? await inPieces() : await inOne();
    expect({ distinct: result.distinct, scored: result.scored, removed: result.removed }).toEqual({
      distinct: compounds.length,
      scored: passing.length,
      removed,
    });
    const all = new Map(passing.map((compound) => [compound.formula, compound]));
    const listed = result.top.map(
      ({ formula, score, domainDistance, chargeNeutral, paulingOrder, known: isKnown, anion }): Told => ({
        ...{ formula, score, distance: domainDistance! },
        flags: [chargeNeutral, paulingOrder, isKnown, anion],
      }),
    );
    expectSame(listed, sorted.slice(0, top), all);
    const rows = await rowsOf(out);
    const written = passing.filter(({ score }) => score >= least);
    expect(result.written).toBe(written.length);
    const byScore = (a: { score: number }, b: { score: number }) => b.score - a.score;
    expectSame(rows.sort(byScore), [...written].sort(byScore), all);
    if (count > 1) seen.inShards++;
    if (anchor === null) seen.withoutAnchor++;
    seen.compounds += compounds.length;
    seen.rows += rows.length;
    for (const [filter, times] of Object.entries(removed)) seen.removed[filter]! += times;
  } finally {
    rmSync(scratch, { recursive: true });
  }
});

test('the jobs asked for something: several shards, many rows, and every filter', () => {
  expect(seen.inShards).toBeGreaterThan(JOBS / 4);
  expect(seen.withoutAnchor).toBeGreaterThan(JOBS / 4);
  expect(seen.compounds).toBeGreaterThan(20_000);
  expect(seen.rows).toBeGreaterThan(2000);
  for (const [filter, times] of Object.entries(seen.removed)) expect(times, filter).toBeGreaterThan(0);
});
