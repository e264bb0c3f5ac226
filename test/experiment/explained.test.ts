import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sendek2017 } from '../../experiments/sendek2017.ts';
import { grouping, zhang2019 } from '../../experiments/zhang2019.ts';
import { packageRoot } from '../../src/core/files.ts';
import type { AnyExperiment } from '../../src/experiment/kinds.ts';
import type { Numbers } from '../../src/experiment/numbers.ts';

// Reasons for a miss are written by hand: the figures that they quote are held to the committed results.

function numbersOf(folder: string): (key: string) => number {
  const text = readFileSync(join(packageRoot(), 'results', folder, 'summary.json'), 'utf8');
  const { numbers } = JSON.parse(text) as { numbers: Numbers };
  return (key) => numbers[key]!.value!;
}

function reason(experiment: Extract<AnyExperiment, { expected: unknown }>, number: string): string {
  return experiment.expected.find((expectation) => expectation.number === number)!.explained!;
}

describe('the figures that a reason quotes are those of the results', () => {
  test('sendek2017: how the least error goes on, and how many subsets beat the five of the paper', () => {
    const valueAt = numbersOf('sendek2017-exhaustive');
    const error = (size: number) => valueAt(`subset_search.n${size}.leave_one_out_error`).toFixed(2);
    expect(reason(sendek2017, 'subset_search.n8.leave_one_out_error')).toContain(
      `to ${error(8)} with eight and nine descriptors, and rises only from ten on, to ${error(13)} with thirteen and fourteen and ${error(20)} with all twenty`,
    );
    expect([error(9), error(14)]).toEqual([error(8), error(13)]);
    expect(Number(error(10))).toBeGreaterThan(Number(error(9)));
    expect(reason(sendek2017, 'published_descriptors.leave_one_out_error')).toContain(
      `and ${valueAt('published_descriptors.subsets_with_fewer_errors')} of them make fewer errors`,
    );
  });

  test('zhang2019: fast conductors in two groups, and a silhouette below 0.1 for every number of groups', () => {
    const valueAt = numbersOf('zhang2019');
    const share = valueAt('without_transition_metals.ward.two_groups.fast_share');
    expect(reason(zhang2019, 'without_transition_metals.ward.groups_of_fast')).toContain(
      `two groups hold ${Math.round(58 * share)} of the 58 fast conductors`,
    );
    for (const count of grouping.counts) expect(valueAt(`choice.ward.${count}.silhouette`)).toBeLessThan(0.1);
    expect(reason(zhang2019, 'choice.ward.by_silhouette')).toContain('below 0.1 for every number from 2 to 15');
  });
});
