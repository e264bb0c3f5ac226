/**
 * What a search tries next, as a pure function of what it knows: the trials so far, in the order in which they were asked for. So a
 * search that was stopped goes on by being played again, and nothing depends on threads.
 */
import { fail } from '../../core/errors.ts';
import type { Stream } from '../../core/random.ts';
import { checkCount } from '../../evaluation/check-labels.ts';
import type { SearchSpec } from './define.ts';
import { nextRung, rungsOf } from './halving.ts';
import { gridValues, type Parameter, valueAt } from './parameter.ts';
import type { Proposal, Trial } from './rank-trials.ts';
import { proposeByDensity } from './tpe.ts';

/**
 * The next trials of a search, none when it has ended.
 * @param trials all trials so far, in the order in which they were proposed
 * @param random a stream for this search and this number of trials alone
 * @example nextProposals({ kind: 'random', trials: 20 }, parameters, [], stream(0, 'random/0')).length; // 20
 */
export function nextProposals(
  search: SearchSpec,
  parameters: readonly Parameter[],
  trials: readonly Trial[],
  random: Stream,
): Proposal[] {
  switch (search.kind) {
    case 'grid':
      return trials.length > 0 ? [] : gridOf(parameters).map((values) => ({ values, share: 1 }));
    case 'random':
      return trials.length > 0
        ? []
        : drawValues(parameters, search.trials, random).map((values) => ({ values, share: 1 }));
    case 'halving': {
      const first = rungsOf(search)[0]!;
      return trials.length > 0
        ? nextRung(search, trials)
        : drawValues(parameters, first.trials, random).map((values) => ({ values, share: first.share }));
    }
    case 'tpe': {
      const left = search.trials - trials.length;
      const values =
        trials.length < search.startup
          ? drawValues(parameters, search.startup, random)
          : proposeByDensity(parameters, trials, Math.min(search.generation, left), random);
      return values.map((each) => ({ values: each, share: 1 }));
    }
  }
}

/**
 * How many trials a search asks for in all, and how many trials on all training groups they are worth.
 * @example budgetOf({ kind: 'halving', trials: 9, factor: 3, rungs: 2 }, parameters); // { trials: 12, whole: 6 }
 */
export function budgetOf(search: SearchSpec, parameters: readonly Parameter[]): { trials: number; whole: number } {
  if (search.kind === 'halving') {
    const rungs = rungsOf(search);
    return {
      trials: rungs.reduce((sum, rung) => sum + rung.trials, 0),
      whole: rungs.reduce((sum, rung) => sum + rung.trials * rung.share, 0),
    };
  }
  const trials = search.kind === 'grid' ? gridOf(parameters).length : search.trials;
  return { trials, whole: trials };
}

/**
 * Checks the options of a search.
 * @throws {UserError} for a count out of range, and for too few trials: none left at the last rung, or none after the startup
 * @example checkSearch({ kind: 'random', trials: 20 }); // passes
 */
export function checkSearch(search: SearchSpec): void {
  const { kind, ...counts } = search;
  const where = `sweep, search ${kind}`;
  for (const [name, count] of Object.entries(counts)) checkCount(`${where}, ${name}`, count, name === 'factor' ? 2 : 1);
  if (kind === 'halving') {
    const least = search.factor ** (search.rungs - 1);
    if (search.trials < least)
      fail(`${where}, trials`, `at least ${least}`, `${search.trials}`, 'add trials or take rungs away');
  }
  if (kind === 'tpe' && search.trials <= search.startup) {
    fail(`${where}, trials`, `more than the startup of ${search.startup}`, `${search.trials}`, 'add trials');
  }
}

/** Every combination; the last parameter runs fastest. */
function gridOf(parameters: readonly Parameter[]): number[][] {
  return parameters.reduce<number[][]>(
    (combinations, parameter) =>
      combinations.flatMap((values) => gridValues(parameter).map((value) => [...values, value])),
    [[]],
  );
}

function drawValues(parameters: readonly Parameter[], count: number, random: Stream): number[][] {
  return Array.from({ length: count }, () => parameters.map((parameter) => valueAt(parameter, random())));
}
