/** Checks options against a table of rules, one rule an option: what the specs of classifiers and regressors share. */
import { fail } from '../core/errors.ts';
import { nearestWord } from '../core/nearest-word.ts';

/** What one option must be. */
export interface Rule {
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
  readonly optional?: true;
}

const isPositive = (value: unknown) => Number.isFinite(value) && (value as number) > 0;

/** A number of things. */
export const COUNT: Rule = {
  expected: 'an integer of at least 1',
  holds: (value) => Number.isInteger(value) && (value as number) >= 1,
};

/** A finite number above 0. */
export const POSITIVE: Rule = { expected: 'a number above 0', holds: isPositive };

/** A finite number that may be 0. */
export const NOT_NEGATIVE: Rule = {
  expected: 'a number of at least 0',
  holds: (value) => value === 0 || isPositive(value),
};

/** A part of a whole that is not empty. */
export const SHARE: Rule = {
  expected: 'a number above 0 and at most 1',
  holds: (value) => isPositive(value) && (value as number) <= 1,
};

/** Options of extremely randomised trees, whatever they learn. */
export const EXTRA_TREES: Readonly<Record<string, Rule>> = { trees: COUNT, columnShare: SHARE, leastLeaf: COUNT };

/** Options of boosted trees, whatever they learn. */
export const BOOSTED_TREES: Readonly<Record<string, Rule>> = {
  trees: COUNT,
  depth: { expected: 'an integer from 1 to 10', holds: (value) => COUNT.holds(value) && (value as number) <= 10 },
  learningRate: SHARE,
  leafL2: POSITIVE,
  rowShare: SHARE,
  columnShare: SHARE,
  leastCurvature: { ...NOT_NEGATIVE, optional: true },
};

/** Options of a perceptron, whatever it learns. */
export const NETWORK: Readonly<Record<string, Rule>> = {
  hidden: {
    expected: 'a list of integers of at least 1',
    holds: (value) => Array.isArray(value) && value.every(COUNT.holds),
  },
  epochs: COUNT,
  batchSize: COUNT,
  learningRate: POSITIVE,
  l2: { ...NOT_NEGATIVE, optional: true },
};

/**
 * One of a few words.
 * @example oneOf('none', 'balanced').expected; // "'none' or 'balanced'"
 */
export function oneOf(...words: readonly string[]): Rule {
  return {
    expected: words.map((word) => `'${word}'`).join(' or '),
    holds: (value) => words.includes(value as string),
  };
}

/**
 * Checks that a value is an object of a known kind with every option present, none unknown, each within its range.
 *
 * @param noun what the object describes, for messages: 'model' or 'regression'
 * @param rulesOf the rules of a kind; options given, since one may decide about another
 * @param kinds the kinds known
 * @throws {UserError} naming the first option at fault
 * @example checkOptions({ kind: 'ridge', l2: 1 }, 'laws', 'regression', ['ridge'], () => ({ l2: POSITIVE }));
 */
export function checkOptions(
  value: unknown,
  where: string,
  noun: 'model' | 'regression',
  kinds: readonly string[],
  rulesOf: (kind: string, options: Record<string, unknown>) => Record<string, Rule>,
): void {
  const remedy = `see ${noun === 'model' ? 'ModelSpec' : 'RegressionSpec'} in the documentation`;
  if (typeof value !== 'object' || value === null) fail(where, `a ${noun} spec`, show(value), remedy);
  const { kind, ...options } = value as Record<string, unknown>;
  if (typeof kind !== 'string' || !kinds.includes(kind)) {
    fail(where, `a ${noun} kind (${kinds.join(', ')})`, show(kind), suggestion(kind, kinds) ?? remedy);
  }
  const rules = rulesOf(kind, options);
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.optional && options[name] === undefined) continue;
    if (!rule.holds(options[name])) fail(`${where}, ${kind}.${name}`, rule.expected, show(options[name]), remedy);
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(rules, name));
  if (unknown !== undefined) {
    const known = Object.keys(rules);
    const wanted = `no option but ${known.join(', ') || 'kind'}`;
    fail(`${where}, ${kind}`, wanted, `"${unknown}"`, suggestion(unknown, known) ?? remedy);
  }
}

/**
 * What to do about a misspelt word; undefined where no known word is near.
 * @example suggestion('gama', ['C', 'gamma']); // 'did you mean gamma?'
 */
export function suggestion(word: unknown, known: readonly string[]): string | undefined {
  const nearest = typeof word === 'string' ? nearestWord(word, known) : undefined;
  return nearest && `did you mean ${nearest}?`;
}

/**
 * A value as it stands in a message.
 * @example show('balanced'); // '"balanced"'
 */
export function show(value: unknown): string {
  if (typeof value === 'number') return String(value);
  try {
    return (JSON.stringify(value) ?? 'nothing').slice(0, LONGEST_SHOWN);
  } catch {
    return typeof value === 'bigint' ? `${value}n`.slice(0, LONGEST_SHOWN) : 'a value that JSON cannot write';
  }
}

const LONGEST_SHOWN = 60;
