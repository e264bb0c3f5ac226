/** No trial sees what is held out: whatever the figures there are, what it says is the same. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatCsv } from '../../../src/core/table.ts';
import { classificationMetrics } from '../../../src/evaluation/metrics.ts';
import { loadExperiment } from '../../../src/experiment/load.ts';
import { withClasses } from '../../../src/experiment/property/load-table.ts';
import { answerSetting } from '../../../src/experiment/sweep/answer-setting.ts';
import type { ChainSetting, SweepSetting } from '../../../src/experiment/sweep/define.ts';
import type { SweepExperiment } from '../../../src/experiment/sweep/options.ts';
import { prepareSweep } from '../../../src/experiment/sweep/prepare.ts';
import { type SweepGround, type SweepOutcome, type SweepTask, start } from '../../../src/experiment/sweep/tasks.ts';
import { writeChain } from './small-chain.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-held-out-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Grounds by where labels come from: of a method on the structures, or given for the very compounds of the table. */
const grounds: Record<string, SweepGround> = {};
let chain: ChainSetting;

beforeAll(async () => {
  const prepared = async (file: string) =>
    prepareSweep((await loadExperiment(file)).experiment as SweepExperiment, file, 'full');
  const of = await prepared(writeChain(folder));
  grounds.method = of.ground;
  chain = of.spec.untuned as ChainSetting;
  const measured = readFileSync(join(folder, 'measured.csv'), 'utf8').trimEnd().split('\n').slice(1);
  const given = measured.map((line) => line.split(',').slice(0, 2));
  writeFileSync(join(folder, 'given.csv'), formatCsv(['formula', 'sigma'], given));
  const space = '{ student, threshold: { oneOf: [1e-5, 1e-4] } }';
  const labels = "{ table: { file: 'given.csv', formula: 'formula', value: 'sigma' } }";
  grounds.table = (await prepared(writeChain(folder, 'given', space, labels))).ground;
});

/** Settings that learn from measurements, from labels, and from both, at the threshold of the experiment and at another. */
function settings(by: string): SweepSetting[] {
  const { student, teacher } = chain;
  const taught = (labels: number, measurements: number, threshold: number): SweepSetting => ({
    ...{ student: { ...student, learns: { labels, measurements } }, threshold },
    ...(by === 'method' && teacher !== undefined && { teacher }),
  });
  return [
    { method: { ...{ name: 'law', does: 'classify', input: student.input }, model: { kind: 'logistic', l2: 1 } } },
    taught(0, 1, 1e-4),
    taught(1, 0, 1e-5),
    taught(1, 2, 1e-4),
  ];
}

/** The other side of the threshold for some rows, and for the labels that are given of their compounds. */
function turned(ground: SweepGround, rows: readonly number[]): SweepGround {
  const { data, labels } = ground;
  const other = (y: number): number => 2 * data.cut!.at - y - 0.01;
  const formulas = new Set(rows.map((row) => data.formulas[row]!));
  const y = data.y.map((value, row) => (rows.includes(row) ? other(value) : value));
  return {
    ...ground,
    data: withClasses({ ...data, y }),
    labels: labels && {
      ...labels,
      data: {
        ...labels.data,
        y: labels.data.y.map((given, row) => (formulas.has(labels.data.formulas[row]!) ? other(given) : given)),
      },
    },
  };
}

const outcome = async (ground: SweepGround, task: SweepTask): Promise<SweepOutcome> => (await start(ground))(task);

async function numbers(ground: SweepGround, task: SweepTask): Promise<readonly (number | null)[]> {
  const found = await outcome(ground, task);
  if ('failed' in found) throw new Error(found.failed);
  return found.numbers;
}

describe.each(['method', 'table'])('labels of a %s', (by) => {
  test('what answers for held-out rows has not seen their figures, nor labels of their compounds', async () => {
    const ground = grounds[by]!;
    for (const [stage, { test: held }] of ground.stages.entries()) {
      if (held.length === 0) continue;
      for (const setting of settings(by)) {
        const task = { does: 'answer', stage, setting } as const;
        expect(await numbers(turned(ground, held), task)).toEqual(await numbers(ground, task));
      }
    }
  });

  test('what chooses has not seen the rows that judge the choice', async () => {
    const ground = grounds[by]!;
    for (const [stage, { test: held }] of ground.stages.entries()) {
      for (const setting of settings(by)) {
        const task = { does: 'score', stage, share: 1, setting } as const;
        expect(await outcome(turned(ground, held), task)).toEqual(await outcome(ground, task));
      }
    }
  });

  test('on an inner fold it has not seen the rows that it is scored on: turned about, they turn its AUC', async () => {
    const ground = grounds[by]!;
    const { inner } = ground.stages[0]!;
    for (const [fold, { test: held }] of inner.entries()) {
      for (const setting of settings(by)) {
        const task = { does: 'score', stage: 0, share: 1, setting } as const;
        const [ours, theirs] = [await numbers(ground, task), await numbers(turned(ground, held), task)];
        expect(theirs[fold]).toBeCloseTo(1 - ours[fold]!, 12);
      }
    }
  });

  test('but figures that it may learn from change what it says', async () => {
    const ground = grounds[by]!;
    const { train } = ground.stages[0]!;
    for (const setting of settings(by)) {
      const task = { does: 'answer', stage: 0, setting } as const;
      expect(await numbers(turned(ground, train), task)).not.toEqual(await numbers(ground, task));
    }
  });
});

test('every trial is judged by the threshold of the experiment, whatever its lesson learned', async () => {
  const ground = grounds.method!;
  const labels = ground.data.labels!;
  expect([...ground.data.y].map((y) => (y >= -4 ? 1 : 0))).toEqual(labels);
  const setting = { ...chain, threshold: 1e-5 };
  const { seed, label, inner, test: outside } = ground.stages[0]!;
  const scores = await numbers(ground, { does: 'score', stage: 0, share: 1, setting });
  inner.forEach(({ train, test: held }, fold) => {
    const split = { train, test: held, heldOut: [...held, ...outside] };
    const said = answerSetting(setting, ground, split, seed, `sweep, fit of ${label}, inner fold ${fold}`);
    const truth = held.map((row) => labels[row]!);
    expect(scores[fold]).toBe(classificationMetrics(truth, said).auc);
  });
});
