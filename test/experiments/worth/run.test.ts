import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { WorthFound } from '../../../experiments/worth/define.ts';
import { worthPage } from '../../../experiments/worth/page.ts';
import { runWorth } from '../../../experiments/worth/run.ts';
import { openSource } from '../../../experiments/worth/sources.ts';
import { openTask } from '../../../experiments/worth/tasks.ts';
import { verdictOf } from '../../../experiments/worth/verdict.ts';
import { worth } from '../../../experiments/worth.ts';
import { packageRoot } from '../../../src/core/files.ts';
import { findingsOf } from '../../../src/experiment/findings.ts';

const effort = { ...worth.quick, every: 100, sizes: [20], resamples: 5, tasks: ['steels', 'barriers'] } as const;

describe('a small run', () => {
  let found: WorthFound;
  beforeAll(async () => {
    found = await runWorth(effort, 0);
  });

  test('has a verdict for each source and task, and the gain is the mean of the controls less the real one', () => {
    expect(found.verdicts.map(({ source, task }) => `${source} ${task}`)).toEqual([
      ...['energies steels', 'energies barriers', 'labels steels', 'labels barriers'],
    ]);
    const { value } = found.numbers['steels.energies.last.ridge.20.over_floor']!;
    const [floor, real] = ['floor', 'energies.last'].map((key) => found.numbers[`steels.${key}.ridge.20`]!.value!);
    expect(value).toBeCloseTo(floor! - real!, 2);
    expect(found.numbers['steels.energies.last.ridge.few']).toMatchObject({ value: real, n: 312 });
  });

  test('the page starts with the finding, and has a figure a source', () => {
    const shared = findingsOf({ ...worth, kind: 'worth' }, 'quick', found.numbers);
    const { sections, figures } = worthPage({ ...found, ...shared });
    expect(sections[1]).toMatch(/^On 20 to 20 rows transfer is worth it in \d of 4 pairs of a source and a task/);
    expect(sections[2]!.split('\n')).toHaveLength(4);
    expect(figures.map(({ file }) => file)).toEqual(['gain-of-energies.svg', 'gain-of-labels.svg']);
  });
});

describe('what is learned', () => {
  test('sources and tasks are as large as their tables', () => {
    expect(openSource('labels', 1).y).toHaveLength(7535);
    expect(openTask('barriers', 0).y).toHaveLength(556);
    expect(openTask('steels', 0).folds).toHaveLength(312);
    expect(new Set(Array.from(openTask('glass', 0).y))).toEqual(new Set([0, 1]));
  });

  test('no paper, family or host is on both sides', () => {
    for (const name of ['conductivity_by_paper', 'conductivity_by_family', 'barriers'] as const) {
      const { groups, folds, judged, y } = openTask(name, 0);
      const foldOf = new Map(groups.map((group, row) => [group, folds[row]]));
      expect(groups.every((group, row) => foldOf.get(group) === folds[row])).toBe(true);
      expect(judged.length).toBe(name === 'barriers' ? y.length : 360);
    }
  });
});

test('the committed verdicts follow from the committed numbers', () => {
  const file = join(packageRoot(), 'results', 'worth', 'summary.json');
  const { numbers, verdicts, heads } = JSON.parse(readFileSync(file, 'utf8')) as WorthFound;
  expect(verdicts).toHaveLength(14);
  for (const verdict of verdicts) expect(verdictOf(numbers, verdict.source, verdict.task, heads)).toEqual(verdict);
});
