import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { rowOf } from '../../src/core/matrix.ts';
import { elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { isCandidateFile } from '../../src/screening/candidate-files.ts';
import { compileStudent } from '../../src/screening/compile.ts';
import { mergeShards } from '../../src/screening/merge.ts';
import { createJob, screen } from '../../src/screening/screen.ts';
import { planUnits } from '../../src/screening/units.ts';
import { naiveScreening } from './naive.ts';
import { compositionOf, oracle } from './oracle.ts';
import { linearStudent, randomProblems } from './students.ts';

// Whole screenings as users run them, in shards that are merged, with filters and files of compounds, against brute force: one object
// a compound, every compound of the space. Scores near a threshold by less than the sums differ are left out on both sides.

const NEAR = 1e-9;
const problems = fc.record({
  problem: randomProblems(['mean', 'sd', 'max', 'min']),
  excluded: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.subarray([7, 9, 16, 26, 57]) },
  ),
  realAnion: fc.boolean(),
  states: fc.constantFrom('common' as const, 'all' as const),
  charges: fc.constantFrom(
    'any' as const,
    'any' as const,
    'any' as const,
    'neutral' as const,
    'pauling-order' as const,
    'ionic' as const,
  ),
  unknownOnly: fc.boolean(),
  knownEvery: fc.integer({ min: 2, max: 9 }),
  domainLimit: fc.option(fc.double({ min: 0.5, max: 3, noNaN: true }), { freq: 1 }),
  shards: fc.integer({ min: 1, max: 3 }),
  exhaustive: fc.boolean(),
});

/** A domain around a row: one axis a column, in units of about the column's size. */
function around(row: Float64Array) {
  const axes = Array.from(row, (size, at) => Array.from(row, (_, i) => (i === at ? 2 / (1 + Math.abs(size)) : 0)));
  return { centre: [...row], axes };
}

async function rowsOf(folder: string): Promise<{ formula: string; log_odds: number }[]> {
  const files = readdirSync(folder).filter(isCandidateFile);
  const rows = await Promise.all(
    files.map(async (name) => parquetReadObjects({ file: await asyncBufferFromFile(join(folder, name)) })),
  );
  return rows.flat() as { formula: string; log_odds: number }[];
}

test('screenings with filters, in shards, merged, hold the compounds that brute force finds, and no others', async () => {
  let written = 0;
  const check = fc.asyncProperty(problems, async ({ problem, knownEvery, shards, exhaustive, ...rest }) => {
    const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-brute-'));
    try {
      const { space, descriptors, linear, thresholdPart, listed } = problem;
      const naive = naiveScreening(descriptors, linear, space);
      const compositions = naive.map(({ formula }) => compositionOf(formula));
      const domain = around(rowOf(elementalDescriptors(compositions.slice(0, 1), descriptors), 0));
      const known = naive.filter((_, i) => i % knownEvery === 0).map(({ formula }) => formula);
      const filters = { ...rest, known, domain };
      const { passing, removed } = oracle(naive, compositions, filters, descriptors);
      const best = passing.map(({ score }) => score).sort((a, b) => b - a);
      const threshold = best[Math.floor(thresholdPart * (best.length - 1))] ?? 0;
      const plan = compileStudent(linearStudent(descriptors, linear), space);
      const job = createJob(plan, { threshold, top: listed, filters, writeAbove: threshold });
      const count = Math.min(shards, planUnits(plan).length);
      const folders = Array.from({ length: count }, (_, i) => join(scratch, `shard-${i + 1}`));
      for (const [i, folder] of folders.entries()) {
        await screen(job, { threads: 1, folder, exhaustive, shard: { index: i + 1, count } });
      }
      const out = join(scratch, 'merged');
      mkdirSync(out);
      const { result } = mergeShards(folders, out);
      expect(result.removed).toEqual(removed);
      expect(result.scored).toBe(passing.length);
      expect(result.top.map(({ logOdds }) => logOdds.toFixed(8))).toEqual(
        best.slice(0, listed).map((score) => score.toFixed(8)),
      );
      const scores = new Map(passing.map(({ formula, score }) => [formula, score]));
      for (const { formula, logOdds } of result.top)
        expect(Math.abs(scores.get(formula)! - logOdds)).toBeLessThan(NEAR);
      const rows = await rowsOf(out);
      for (const { formula, log_odds } of rows) expect(Math.abs(scores.get(formula)! - log_odds)).toBeLessThan(1e-5);
      const clear = passing.filter(({ score }) => score > threshold + NEAR).map(({ formula }) => formula);
      const found = new Set(rows.map(({ formula }) => formula));
      expect(found.size).toBe(rows.length);
      expect(clear.filter((formula) => !found.has(formula))).toEqual([]);
      expect([...found].filter((formula) => scores.get(formula)! < threshold - NEAR)).toEqual([]);
      written += rows.length;
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });
  await fc.assert(check, { numRuns: 25 });
  expect(written).toBeGreaterThan(1000);
});
