/** Checks a model's options where they come from: a file, a command line or a program. */
import { fail } from '../core/errors.ts';
import type { ModelSpec } from './model-spec.ts';

interface Rule {
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
  readonly optional?: true;
}

const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 1;
const isPositive = (value: unknown) => Number.isFinite(value) && (value as number) > 0;

const COUNT: Rule = { expected: 'an integer of at least 1', holds: isCount };
const POSITIVE: Rule = { expected: 'a number above 0', holds: isPositive };
const SHARE: Rule = {
  expected: 'a number above 0 and at most 1',
  holds: (value) => isPositive(value) && (value as number) <= 1,
};
const CLASS_WEIGHTS: Rule = {
  expected: "'none' or 'balanced'",
  holds: (value) => value === 'none' || value === 'balanced',
  optional: true,
};

const RULES: Record<ModelSpec['kind'], Record<string, Rule>> = {
  'linear-svm': { C: POSITIVE, classWeights: CLASS_WEIGHTS },
  'ml-svm': {
    kernel: { expected: "'linear' or 'rbf'", holds: (value) => value === 'linear' || value === 'rbf' },
    C: POSITIVE,
  },
  logistic: { l2: POSITIVE, classWeights: CLASS_WEIGHTS },
  mlp: {
    hidden: {
      expected: 'a list of integers of at least 1',
      holds: (value) => Array.isArray(value) && value.every(isCount),
    },
    epochs: COUNT,
    batchSize: COUNT,
    learningRate: POSITIVE,
    l2: { expected: 'a number of at least 0', holds: (value) => value === 0 || isPositive(value), optional: true },
  },
  'boosted-trees': {
    trees: COUNT,
    depth: { expected: 'an integer from 1 to 10', holds: (value) => isCount(value) && (value as number) <= 10 },
    learningRate: SHARE,
    leafL2: POSITIVE,
    rowShare: SHARE,
    columnShare: SHARE,
  },
  majority: {},
  'nearest-neighbour': { neighbours: { ...COUNT, optional: true } },
  'category-rate': {
    column: { expected: 'a column index of at least 0', holds: (value) => value === 0 || isCount(value) },
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
  const remedy = 'see ModelSpec in the documentation';
  if (typeof value !== 'object' || value === null) return fail(where, 'a model spec', show(value), remedy);
  const { kind, ...options } = value as Record<string, unknown>;
  if (typeof kind !== 'string' || !Object.hasOwn(RULES, kind)) {
    return fail(where, `a model kind (${Object.keys(RULES).join(', ')})`, show(kind), remedy);
  }
  const rules = rulesOf(kind as ModelSpec['kind'], options);
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.optional && options[name] === undefined) continue;
    if (!rule.holds(options[name])) fail(`${where}, ${kind}.${name}`, rule.expected, show(options[name]), remedy);
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(rules, name));
  if (unknown !== undefined) {
    fail(`${where}, ${kind}`, `no option but ${Object.keys(rules).join(', ') || 'kind'}`, `"${unknown}"`, remedy);
  }
  return value as ModelSpec;
}

function rulesOf(kind: ModelSpec['kind'], options: Record<string, unknown>): Record<string, Rule> {
  return kind === 'ml-svm' && options.kernel === 'rbf' ? { ...RULES[kind], gamma: POSITIVE } : RULES[kind];
}

function show(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value)?.slice(0, 60) ?? 'nothing');
}
