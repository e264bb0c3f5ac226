/** Checks a model's options where they come from: a file, a command line or a program. */
import type { ModelSpec } from './model-spec.ts';
import { BOOSTED_TREES, COUNT, checkOptions, EXTRA_TREES, NETWORK, oneOf, POSITIVE, type Rule } from './spec-rules.ts';

const CLASS_WEIGHTS: Rule = { ...oneOf('none', 'balanced'), optional: true };

const RULES: Record<ModelSpec['kind'], Record<string, Rule>> = {
  'linear-svm': { C: POSITIVE, classWeights: CLASS_WEIGHTS },
  'ml-svm': { kernel: oneOf('linear', 'rbf'), C: POSITIVE },
  'kernel-svm': { C: POSITIVE, gamma: POSITIVE, classWeights: CLASS_WEIGHTS },
  logistic: { l2: POSITIVE, classWeights: CLASS_WEIGHTS },
  mlp: NETWORK,
  'boosted-trees': BOOSTED_TREES,
  'extra-trees': EXTRA_TREES,
  majority: {},
  'nearest-neighbour': { neighbours: { ...COUNT, optional: true } },
  'category-rate': {
    column: { expected: 'a column index of at least 0', holds: (value) => value === 0 || COUNT.holds(value) },
  },
};

/**
 * Checks that a value is a {@link ModelSpec}: a known kind, every option present, none unknown, each within its range.
 *
 * @param value what may be a model's options
 * @param where file or option it came from, for the message
 * @throws {UserError} naming the first option at fault
 * @example checkSpec({ kind: 'majority' }, 'student').kind; // 'majority'
 */
export function checkSpec(value: unknown, where: string): ModelSpec {
  checkOptions(value, where, 'model', Object.keys(RULES), (kind, options) =>
    kind === 'ml-svm' && options.kernel === 'rbf'
      ? { ...RULES[kind], gamma: POSITIVE }
      : RULES[kind as ModelSpec['kind']],
  );
  return value as ModelSpec;
}
