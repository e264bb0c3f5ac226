/** All that a sweep needs to know before its first task: its table, its folds, its parameters, what is labelled. */
import { packageVersion, sha256, stableJson } from '../../core/files.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { groupsOf } from '../../dataset/groups.ts';
import { type LabelTable, openLabels } from '../property/labels.ts';
import { loadProperty, type PropertyData } from '../property/load-table.ts';
import { checkSweep } from './check.ts';
import type { SearchSpec, SweepSetting, SweepSpec } from './define.ts';
import type { SweepExperiment, SweepOptions } from './options.ts';
import type { Parameter } from './parameter.ts';
import { settingMethods } from './setting-methods.ts';
import { settingsOf } from './space.ts';
import { planStages } from './stages.ts';
import type { SweepGround } from './tasks.ts';
import { wholeSweep } from './whole-sweep.ts';

/** A sweep, ready to be played. */
export interface PreparedSweep {
  /** With nothing left unsaid. */
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
 * @throws {UserError} for a sweep, a table or labels at fault
 * @example (await prepareSweep(experiment, 'experiments/algorithms.ts', 'quick')).hash.length; // 64
 */
export async function prepareSweep(
  experiment: SweepExperiment,
  file: string,
  effort: SweepOptions['effort'],
): Promise<PreparedSweep> {
  const parameters = checkSweep(experiment);
  const spec = wholeSweep(experiment);
  const { searches, seeds } = spec[effort];
  const settings = [spec.untuned, ...settingsOf(spec.space, parameters).map(({ setting }) => setting)];
  const data = await loadCompounds(experiment, settings, file);
  const labels = await loadLabels(experiment, settings, file, effort);
  const { objective, outer } = spec;
  const stages = planStages(spec, seeds, data);
  const ground = {
    data,
    outer,
    labels,
    groups: groupsOf(outer, data),
    objective,
    stages,
  };
  return { spec, searches, parameters, ground, hash: hashSweep(spec, effort, data, labels) };
}

/** Every compound has all that any setting sees, so that all settings are judged on the same. */
function loadCompounds(
  experiment: SweepExperiment,
  settings: readonly SweepSetting[],
  file: string,
): Promise<PropertyData> {
  const { methods, validations, sweep } = experiment;
  const all = [...methods, ...settings.flatMap(settingMethods)];
  return loadProperty({ ...experiment, methods: all, validations: [...validations, sweep.outer] }, file);
}

/** What every teacher can label and every student can learn; null where no setting learns labels. */
async function loadLabels(
  { table, methods, labels, ...experiment }: SweepExperiment,
  settings: readonly SweepSetting[],
  file: string,
  effort: SweepOptions['effort'],
): Promise<LabelTable | null> {
  const chains = settings.flatMap((setting) => ('student' in setting ? [setting] : []));
  if (labels === undefined || chains.length === 0) return null;
  const teachers = chains.flatMap(({ teacher }) => teacher ?? []);
  const students = chains.map(({ student }) => student);
  return openLabels({ table, methods: teachers, students }, labels, file, experiment[effort].labelled);
}

function hashSweep(
  { full, quick, ...spec }: SweepSpec,
  effort: SweepOptions['effort'],
  data: PropertyData,
  labels: LabelTable | null,
): string {
  const plan = { ...spec, ...{ full, quick }[effort], cut: data.cut };
  const learned = partOf(data);
  const labelled = labels && partOf(labels.data);
  return sha256(stableJson({ version: packageVersion(), plan, learned, labelled }));
}

/** What trials see of a Dataset. */
function partOf({ formulas, y, rows, structural }: Dataset) {
  return { formulas, y: Array.from(y), rows, structural };
}
