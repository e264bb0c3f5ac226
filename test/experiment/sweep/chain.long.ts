/** A sweep over a whole chain, by files alone: measurements, structures that nobody measured, and an experiment on both. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { compactJson } from '../../../src/core/files.ts';
import { loadExperiment } from '../../../src/experiment/load.ts';
import { run } from '../../../src/experiment/run.ts';
import type { SweepExperiment } from '../../../src/experiment/sweep/options.ts';
import { prepareSweep } from '../../../src/experiment/sweep/prepare.ts';
import { countSweepTasks, finishSweep, JOURNAL_FILE, runSweep } from '../../../src/experiment/sweep/run.ts';
import type { SweepSummary } from '../../../src/experiment/sweep/summary.ts';
import { writeSweep } from '../../../src/report/sweep/write-sweep.ts';
import { writeChain } from './small-chain.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-chain-sweep-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = writeChain(folder);
const loaded = async (path: string) => (await loadExperiment(path)).experiment as SweepExperiment;
const options = { effort: 'full', threads: 1, folder } as const;

describe('a sweep over the C of a teacher and the threshold of the labels', () => {
  let summary: SweepSummary;
  const number = (key: string) => summary.numbers[key]!.value!;

  test('is judged beside the untuned chain, a setting at random and floors, and written as a report', async () => {
    const experiment = await loaded(file);
    const done: number[] = [];
    summary = await runSweep(experiment, file, { ...options, onProgress: (tasks) => done.push(tasks) });
    expect(done.at(-1)).toBe(countSweepTasks(experiment, 'full'));
    expect(summary.parameters.map(({ path }) => path)).toEqual(['teacher.model.C', 'threshold']);
    expect(Object.keys(summary.numbers).filter((key) => key.endsWith('.outer'))).toEqual([
      ...['grid', 'together', 'untuned', 'random_setting', 'floor_majority', 'floor_nearest'].map(
        (name) => `${name}.outer`,
      ),
    ]);
    expect(number('grid.failed')).toBe(0);
    expect(number('labels.rows_read')).toBe(321);
    await writeSweep(summary, folder);
    const report = readFileSync(join(folder, 'sweep.md'), 'utf8');
    expect(report).toContain('| chosen on (teacher.model.C, threshold) | grid |');
    expect(report).toContain('290 formulas have a label, by a method that learned, in every fold of every trial, from');
    expect(report).toContain('whether a held-out measurement reaches the threshold of the experiment.');
    expect(report).toContain('"threshold": ');
  });

  test('recommends a whole chain, which can be written into the experiment as it stands', () => {
    const { tables } = summary.searches[0]!;
    const { values, chosen } = tables.at(-1)!;
    expect(summary.recipe.setting).toMatchObject({
      student: { name: 'student', learns: { labels: 1, measurements: 2 } },
      teacher: { name: 'teacher', model: { kind: 'linear-svm', C: values[0]![chosen] } },
      threshold: [1e-5, 1e-4][values[1]![chosen]!],
    });
    expect(summary.untuned).toMatchObject({ teacher: { model: { C: 1 } }, threshold: 1e-4 });
  });

  test('judges the untuned chain as a run of the experiment does, on the same folds', async () => {
    const { numbers } = await run(await loaded(file), { file, threads: 1 });
    expect(number('untuned.outer_pooled')).toBe(numbers['by_system.student.auc']!.value);
  });

  test('gives the same bytes on two threads, and from half a journal', async () => {
    const journal = join(folder, JOURNAL_FILE);
    const whole = readFileSync(journal);
    writeFileSync(journal, whole.subarray(0, Math.floor(whole.length / 2)));
    const again = await runSweep(await loaded(file), file, { ...options, threads: 2, resume: true });
    expect(compactJson(again)).toBe(compactJson(summary));
    finishSweep(folder);
    expect(compactJson(await runSweep(await loaded(file), file, { ...options, threads: 2 }))).toBe(
      compactJson(summary),
    );
  });

  test('knows what decides: another table of what is labelled is another sweep', async () => {
    const { hash } = await prepareSweep(await loaded(file), file, 'full');
    const other = join(folder, 'structures.csv');
    const text = readFileSync(other, 'utf8');
    writeFileSync(other, text.split('\n').slice(0, -2).join('\n'));
    expect((await prepareSweep(await loaded(file), file, 'full')).hash).not.toBe(hash);
    writeFileSync(other, text);
    expect((await prepareSweep(await loaded(file), file, 'full')).hash).toBe(hash);
  });

  test('labels no more than the effort says', async () => {
    const { ground } = await prepareSweep(await loaded(file), file, 'quick');
    expect(ground.labels!.counts.rows_read).toBe(100);
  });
});

test('of a student of values errs in the unit of what is learned, and may learn no label', async () => {
  const experiment = await loaded(file);
  const law = { name: 'student', does: 'regress', input: { elemental: 'elemental-30' } } as const;
  const learns = { measurements: 1 };
  const space = { student: { ...law, model: { kind: 'ridge', l2: { oneOf: [1, 10, 100] } }, learns } } as const;
  const untuned = { student: { ...law, model: { kind: 'ridge', l2: 1 }, learns } } as const;
  const sweep = { ...experiment.sweep, space, untuned, objective: 'mae' as const };
  const quick = { ...options, effort: 'quick' as const, folder: join(folder, 'values') };
  const summary = await runSweep({ ...experiment, sweep }, file, quick);
  expect(summary.unit).toBe('log10(S/cm)');
  expect(summary.numbers['floor_median.outer']!.value).toBeGreaterThan(1);
  expect(summary.recipe.setting).toEqual({
    student: { ...law, model: { kind: 'ridge', l2: expect.any(Number) }, learns },
  });
});
