/** All that a sweep needs to know before its first task: its table, its folds, its parameters. */
import { packageVersion, sha256, stableJson } from '../../core/files.ts';
import { groupsOf } from '../../dataset/groups.ts';
import type { PropertyExperiment } from '../property/define.ts';
import { loadProperty, type PropertyData } from '../property/load-table.ts';
import { checkSweep } from './check.ts';
import type { SearchSpec, SweepSpec } from './define.ts';
import type { SweepExperiment, SweepOptions } from './options.ts';
import type { Parameter } from './parameter.ts';
import { methodsOf } from './space.ts';
import { planStages } from './stages.ts';
import type { SweepGround } from './tasks.ts';

/** A sweep, ready to be played. */
export interface PreparedSweep {
  readonly spec: SweepSpec;
  readonly searches: readonly SearchSpec[];
  /** The open ones of its space. */
  readonly parameters: readonly Parameter[];
  readonly ground: SweepGround;
  /** SHA-256 of all that decides what comes of a task. */
  readonly hash: string;
}

/**
 * Prepares the sweep of an experiment.
 * @param file path of the file that defines the experiment; paths of tables are relative to it
 * @throws {UserError} for a sweep or table at fault
 * @example (await prepareSweep(experiment, 'experiments/algorithms.ts', 'quick')).hash.length; // 64
 */
export async function prepareSweep(
  experiment: SweepExperiment,
  file: string,
  effort: SweepOptions['effort'],
): Promise<PreparedSweep> {
  const { sweep, threshold } = experiment;
  const { searches, seeds } = sweep[effort];
  const parameters = checkSweep(sweep, threshold);
  const data = await loadProperty(withInputs(experiment, parameters), file);
  const stages = planStages(sweep, seeds, data);
  const groups = groupsOf(sweep.outer, data);
  const ground: SweepGround = { data, groups, objective: sweep.objective, stages };
  return { spec: sweep, searches, parameters, ground, hash: hashSweep(experiment, data, effort) };
}

/** The experiment with every input that the sweep may choose, so that each compound has all of them. */
function withInputs(experiment: SweepExperiment, parameters: readonly Parameter[]): PropertyExperiment {
  const { space, untuned, outer } = experiment.sweep;
  const methods = methodsOf(space, parameters).map(({ method }) => method);
  return {
    ...experiment,
    methods: [...experiment.methods, untuned, ...methods],
    validations: [...experiment.validations, outer],
  };
}

function hashSweep(
  { sweep, threshold }: SweepExperiment,
  { formulas, y, rows }: PropertyData,
  effort: SweepOptions['effort'],
): string {
  const { space, untuned, objective, outer, innerFolds } = sweep;
  const plan = { space, untuned, objective, outer, innerFolds, ...sweep[effort], threshold };
  return sha256(stableJson({ version: packageVersion(), plan, formulas, y: Array.from(y), rows }));
}
