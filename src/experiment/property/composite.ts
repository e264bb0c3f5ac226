/** Methods made of others: several taken together, chosen or weighed on inner folds, told what another says, or split into whether and how much. */
import type { ModelSpec } from '../../models/model.ts';
import type { RegressionSpec } from '../../models/regression.ts';
import type { PropertyInput, PropertyMethod, Subject } from './method.ts';

/** The mean of several regressions. */
export interface CommitteeModel {
  readonly kind: 'committee';
  /** Names of methods, students, or composites that stand before this one. */
  readonly of: readonly string[];
}

/** The regressions that are best on inner folds of the rows to learn from, together; chosen anew in every fold that judges. */
export interface ChosenModel {
  readonly kind: 'chosen';
  readonly among: readonly string[];
  /** How many make the committee. */
  readonly best: number;
  readonly by: 'mae' | 'rmse' | 'spearman' | 'auc' | 'mcc';
  /** Inner folds, over the groups of the validation. */
  readonly folds: number;
}

/** A weighted mean of regressions, whose weights are the best on inner folds of the rows to learn from; see ensemble-weights.ts. */
export interface StackedModel {
  readonly kind: 'stacked';
  readonly among: readonly string[];
  readonly by: 'mae' | 'rmse';
  /** Inner folds, over the groups of the validation. */
  readonly folds: number;
}

/**
 * For values many of which lie at a bound: a classifier says whether a value is at it, a regression of the others how much. The answer
 * is the median of the mixture.
 */
export interface HurdleModel {
  readonly kind: 'hurdle';
  /** Number of the column; values up to it are at the bound. */
  readonly at: number;
  /** One that tells probabilities: logistic, mlp, boosted-trees or extra-trees. */
  readonly classifier: ModelSpec;
  readonly regressor: RegressionSpec;
}

/** Names whose answer is one more descriptor: of the rows to learn from, what it says while each of them is held out in its turn. */
interface Informed {
  readonly informedBy: string;
}

/** A method made of others. It is judged as they are, and no Learner is written of it. */
export type PropertyComposite =
  | { readonly name: string; readonly does: 'regress'; readonly model: CommitteeModel | ChosenModel | StackedModel }
  | { readonly name: string; readonly does: 'regress'; readonly input: PropertyInput; readonly model: HurdleModel }
  | (Extract<PropertyMethod, { does: 'regress' | 'classify' }> & Informed);

/** One that answers by others, or by two models. */
export type ComposedMethod = Exclude<PropertyComposite, Informed>;

/** One that has its own model, told what another says. */
export type InformedMethod = Extract<PropertyComposite, Informed>;

/**
 * Whether a model is of others, or of two models.
 * @example isComposed({ name: 'both', does: 'regress', model: { kind: 'committee', of: ['a', 'b'] } }); // true
 */
export function isComposed<Other extends Subject>(member: Other | ComposedMethod): member is ComposedMethod {
  return ['committee', 'chosen', 'stacked', 'hurdle'].includes(member.model.kind);
}

/**
 * The names that a composite needs.
 * @example membersOf({ name: 'both', does: 'regress', model: { kind: 'committee', of: ['a', 'b'] } }); // ['a', 'b']
 */
export function membersOf(composite: PropertyComposite): readonly string[] {
  if ('informedBy' in composite) return [composite.informedBy];
  if ('input' in composite) return [];
  return composite.model.kind === 'committee' ? composite.model.of : composite.model.among;
}

/**
 * Those that see compounds themselves, as plain methods: what the rows of a table must have for them.
 * @example sightedMethods([{ name: 'both', does: 'regress', model: { kind: 'committee', of: ['a', 'b'] } }]); // []
 */
export function sightedMethods(composites: readonly PropertyComposite[]): PropertyMethod[] {
  return composites.flatMap((one): PropertyMethod[] => {
    if ('informedBy' in one) return [one];
    return 'input' in one ? [{ ...one, model: one.model.regressor }] : [];
  });
}
