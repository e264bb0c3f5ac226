/** What a run on a property leaves behind. */

import { learnedUnit } from '../../dataset/target.ts';
import type { UnreadRow } from '../../dataset/unread-row.ts';
import type { Findings } from '../findings.ts';
import type { CurveSpec, Predictions, PropertyExperiment } from './define.ts';
import type { Plan } from './held-out.ts';
import { inputText } from './input.ts';
import type { JudgedStatement } from './judge-statements.ts';
import type { LabelSummary } from './label-stage.ts';
import type { StudentPrediction } from './learner-stage.ts';
import type { PropertyMethod, Subject } from './method.ts';
import type { Parity } from './parity.ts';
import type { PredictedCompound } from './predict-compounds.ts';
import type { ScreenedSpace } from './screen-stage.ts';

/** A method as the report names it. */
export interface JudgedMethod {
  readonly name: string;
  readonly does: PropertyMethod['does'];
  readonly floor: boolean;
  /** Kind of its model. */
  readonly model: string;
  readonly input: string;
}

/** A validation as the report names it. */
export interface JudgedValidation {
  readonly name: string;
  /** What compounds held out together share. */
  readonly group: string;
  readonly groups: number;
  readonly folds: number;
  /** Compounds learned from in each fold, least and most. */
  readonly training_rows: readonly [number, number];
}

/** A student as the report names it. */
export interface TaughtStudent {
  readonly name: string;
  /** How many times a row of each counts. */
  readonly labels: number;
  readonly measurements: number;
  /** Compounds of its lesson. */
  readonly compounds: number;
}

/** The content of summary.json. */
export interface PropertySummary extends Findings {
  readonly kind: 'property';
  readonly property: string;
  /** Of what is learned. */
  readonly unit: string;
  /** In the unit of the table, as the experiment gives it. */
  readonly threshold: number | null;
  /** Unit of the table, where its logarithm is learned. */
  readonly logarithm_of?: string;
  /** Where small values are wanted: a compound is positive up to the threshold. */
  readonly better?: 'smaller';
  /** Names of the tables. */
  readonly files: readonly string[];
  readonly duplicates: string;
  /** The first rows whose formula or value cannot be read; how many there are stands among the numbers. */
  readonly unread: readonly UnreadRow[];
  readonly methods: readonly JudgedMethod[];
  readonly validations: readonly JudgedValidation[];
  readonly predicted: readonly PredictedCompound[];
  readonly paper_quantity: Predictions['paper'] | null;
  readonly statements: readonly JudgedStatement[];
  /** What was labelled. */
  readonly labels?: LabelSummary;
  readonly students?: readonly TaughtStudent[];
  readonly student_predictions?: readonly StudentPrediction[];
  /** Files of Learners, by the name of the method or student. */
  readonly learners?: Readonly<Record<string, string>>;
  readonly screening?: ScreenedSpace;
  readonly curves?: CurveSpec;
  /** Of the method or student of the highest Q2 in the first validation, floors and students of shuffled labels aside; null without one. */
  readonly parity: Parity | null;
}

/**
 * What is learned.
 * @example learnedText(bandgap).unit; // 'eV'
 */
export function learnedText({
  table,
  threshold,
}: Pick<PropertyExperiment, 'table' | 'threshold'>): Pick<
  PropertySummary,
  'property' | 'unit' | 'threshold' | 'logarithm_of' | 'better'
> {
  const { property, unit, scale, better } = table;
  return {
    ...{ property, unit: learnedUnit(table), threshold: threshold ?? null },
    ...(scale === 'log10' && { logarithm_of: unit }),
    ...(better === 'smaller' && { better }),
  };
}

/**
 * A method for the report.
 * @example describeMethod({ name: 'law', does: 'regress', input: { columns: ['gap'] }, model: { kind: 'median' } }, false).model; // 'median'
 */
export function describeMethod(
  { name, does, model, input }: Subject & Pick<PropertyMethod, 'input'>,
  floor: boolean,
): JudgedMethod {
  return { name, does, floor, model: model.kind, input: inputText(input) };
}

/**
 * A validation for the report.
 * @example describePlan(planFolds(validation, data, 0)).folds;
 */
export function describePlan({ validation, groups, folds }: Plan): JudgedValidation {
  const { name, group } = validation;
  const sizes = folds.map(({ train }) => train.length);
  return {
    name,
    group: typeof group === 'string' ? group : group.column,
    groups: new Set(groups).size,
    folds: folds.length,
    training_rows: [Math.min(...sizes), Math.max(...sizes)],
  };
}
