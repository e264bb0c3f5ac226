/** A sweep: what is tried of an experiment, how it is searched for, and how the choice is judged. */
import type { OneLessonStudent } from '../property/chain.ts';
import type { PropertyMethod, Validation } from '../property/method.ts';

/** The part of an experiment that a sweep leaves open, with every choice made: a method, or a student with what teaches it. */
export type SweepSetting = MethodSetting | ChainSetting;

/** A method, which learns from measurements. */
export interface MethodSetting {
  readonly method: PropertyMethod;
}

/** A student, which learns labels, measurements or both; what is not given is as the experiment has it. */
export interface ChainSetting {
  readonly student: OneLessonStudent;
  /** Labels in place of the method that `labels.by` names, and bears its name. */
  readonly teacher?: Exclude<PropertyMethod, { readonly does: 'cluster' }>;
  /**
   * Where classes begin in the lesson, in the unit of the table: those that the teacher learns, and those of labels and measurements that
   * the student does. What every setting is judged by is the threshold of the experiment.
   */
  readonly threshold?: number;
}

/** Numbers between two ends, both included. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
  readonly scale: 'linear' | 'log';
  /** Values a grid takes, at least 2. */
  readonly steps: number;
  /** Whole numbers only. */
  readonly whole?: true;
}

/** One of some values. */
export interface Choice<Value> {
  readonly oneOf: readonly Value[];
}

/** Keys that tell what a record is: they never stand open. */
type Fixed = 'kind' | 'does' | 'name';

/** Keys whose values are chosen as a whole. */
type Whole = 'input';

/** Lists of records are walked into; all other lists are values as a whole. */
type Leaf = string | number | boolean | readonly (string | number | boolean)[];

/**
 * A value, each of whose parts may stand open: a number as a range or a choice, any other value as a choice; records, and
 * records in a list, part by part, but for an `input`. A misspelt key does not compile.
 * @example const open: Open<{ kind: 'ridge'; l2: number }> = { kind: 'ridge', l2: { from: 0.01, to: 100, scale: 'log', steps: 9 } };
 */
export type Open<Value> = [Value] extends [number]
  ? Value | Choice<Value> | NumberRange
  : // In brackets, for the choice is among all words of a union, not within one of them.
    [Value] extends [Leaf]
    ? Value | Choice<Value>
    : Value extends readonly (infer Item)[]
      ? readonly Open<Item>[]
      : { readonly [Key in keyof Value]: OpenPart<Key, Value[Key]> };

type OpenPart<Key, Value> = Key extends Fixed
  ? Value
  : Key extends Whole
    ? Value | Choice<Value>
    : Open<Exclude<Value, undefined>>;

/** How parameters are searched for. */
export type SearchSpec =
  /** Every combination of the steps of ranges and the values of choices. */
  | { readonly kind: 'grid' }
  | { readonly kind: 'random'; readonly trials: number }
  | {
      /** Successive halving: the best part of each rung goes on to as many times the training groups (Jamieson and Talwalkar 2016). */
      readonly kind: 'halving';
      /** Settings that the first rung tries. */
      readonly trials: number;
      /** One of so many is kept, and training groups grow as many times, at least 2. */
      readonly factor: number;
      /** The last one has all training groups. */
      readonly rungs: number;
    }
  | {
      /** Tree-structured Parzen estimator (Bergstra et al. 2011). */
      readonly kind: 'tpe';
      readonly trials: number;
      /** Drawn at random before the first model of good and bad. */
      readonly startup: number;
      /** Trials proposed at once from what is known: fixed, so that the number of threads changes nothing. */
      readonly generation: number;
    };

/** What a sweep makes best: a score of the held-out rows. */
export type Objective = 'auc' | 'mcc' | 'mae' | 'rmse' | 'spearman';

/** What can be made smaller for a quick run. */
export interface SweepEffort {
  /** Each kind at most once. */
  readonly searches: readonly SearchSpec[];
  /** Each repeats every search on folds drawn anew. */
  readonly seeds: readonly number[];
}

/** A sweep, ready to run. */
export interface SweepSpec {
  /** Its pieces are named as in the experiment; whatever in them is a range or a choice stands open. */
  readonly space: Open<SweepSetting>;
  /** What one would use without a sweep, such as the defaults of a library: what was found is held against it. */
  readonly untuned: SweepSetting;
  readonly objective: Objective;
  /** Folds that judge what was chosen. */
  readonly outer: Validation & { readonly folds: number };
  /** Folds that choose, by the same groups, inside the training rows of each outer fold. */
  readonly innerFolds: number;
  readonly full: SweepEffort;
  /** The same in seconds, for tests. */
  readonly quick: SweepEffort;
}
