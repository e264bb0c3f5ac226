/**
 * Building blocks of the run-time check of experiment files. TypeScript refuses a misspelt key where a file is compiled; a file that is
 * run without that is checked by the schemas of this folder, whose types hold them to the definitions.
 */

import { z } from 'zod';
import type { OxidationRule, ReportedStates } from '../../chemistry/oxidation-states.ts';
import { ELEMENTAL_SETS } from '../../descriptors/elemental-sets.ts';
import { checkRegressionSpec } from '../../models/check-regression-spec.ts';
import { checkSpec } from '../../models/check-spec.ts';
import type { ModelSpec } from '../../models/model.ts';
import type { RegressionSpec } from '../../models/regression.ts';
import { show, suggestion } from '../../models/spec-rules.ts';
import type { Claim, Expectation, Mark, Paper } from '../findings.ts';

/** A schema for each key of a record: none may be missing here, or be one that the record does not have. */
export type Shape<Value> = { readonly [Key in keyof Value]-?: z.ZodType<Value[Key]> };

/**
 * A record with exactly these keys; the error on an unknown key names the nearest known one.
 * @example record<{ readonly resamples: number }>({ resamples: count }).safeParse({ resample: 9 }).success; // false
 */
export function record<Value extends object>(shape: Shape<Value>): z.ZodType<Value> {
  const keys = Object.keys(shape);
  const error = (issue: { readonly code?: string | undefined; readonly keys?: readonly string[] }) => {
    if (issue.code !== 'unrecognized_keys') return undefined;
    const key = issue.keys![0]!;
    return `expected the keys ${keys.join(', ')}, found "${key}"; ${suggestion(key, keys) ?? 'remove it'}`;
  };
  return z.strictObject(shape, { error }) as unknown as z.ZodType<Value>;
}

/**
 * One of several records, told apart by their kind or another key.
 * @param key the key that tells them apart
 * @param records a schema for each of its values
 * @example byKey('kind', { grid: record<{ readonly kind: 'grid' }>({ kind: z.literal('grid') }) });
 */
export function byKey<Value extends object>(
  key: string,
  records: Readonly<Record<string, z.ZodType<Value>>>,
): z.ZodType<Value> {
  const words = Object.keys(records);
  return z.custom<Value>().superRefine((value, context) => {
    const word = (value as Record<string, unknown> | null)?.[key];
    const schema = typeof word === 'string' && Object.hasOwn(records, word) ? records[word] : undefined;
    if (!schema) {
      const found = word === undefined ? 'none' : show(word);
      const remedy = suggestion(word, words) ?? 'choose one of them';
      context.addIssue({
        code: 'custom',
        path: [key],
        message: `expected ${words.join(', ')}, found ${found}; ${remedy}`,
      });
      return;
    }
    for (const issue of schema.safeParse(value).error?.issues ?? []) {
      context.addIssue({ ...issue } as Parameters<typeof context.addIssue>[0]);
    }
  });
}

/**
 * One of several schemas, by what the value looks like.
 * @param choose the schema that a value is held against
 * @example either<string | number>((value) => (typeof value === 'string' ? z.string() : z.number()));
 */
export function either<Value>(choose: (value: unknown) => z.ZodType<Value>): z.ZodType<Value> {
  return z.custom<Value>().superRefine((value, context) => {
    for (const issue of choose(value).safeParse(value).error?.issues ?? []) {
      context.addIssue({ ...issue } as Parameters<typeof context.addIssue>[0]);
    }
  });
}

/** One of a few words. */
export const word = <const Word extends string>(...words: readonly Word[]): z.ZodType<Word> =>
  z.enum(words as readonly [Word, ...Word[]], {
    error: ({ input }) =>
      `expected ${words.join(', ')}, found ${input === undefined ? 'none' : show(input)}; ${suggestion(input, words) ?? 'choose one of them'}`,
  }) as unknown as z.ZodType<Word>;

/** A text that is not empty. */
export const text = z.string().min(1);

/** A whole number, zero included. */
export const count = z.int().min(0);

/** Any list. */
export const list = <Value>(each: z.ZodType<Value>): z.ZodType<readonly Value[]> => z.array(each);

/** A key that may be missing. */
export const maybe = <Value>(schema: z.ZodType<Value>): z.ZodType<Value> =>
  z.exactOptional(schema) as unknown as z.ZodType<Value>;

/** A model that classifies, its options checked by its own rules. */
export const model = specOf<ModelSpec>((value) => checkSpec(value, 'model'));

/** A model that regresses. */
export const regression = specOf<RegressionSpec>((value) => checkRegressionSpec(value, 'model'));

/** The name of a set of elemental descriptors. */
export const setName = word(...(Object.keys(ELEMENTAL_SETS) as (keyof typeof ELEMENTAL_SETS)[]));

function specOf<Spec extends object>(check: (value: unknown) => Spec): z.ZodType<Spec> {
  return z.custom<Spec>().superRefine((value, context) => {
    try {
      check(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
    }
  });
}

const expectation = record<Expectation>({
  number: text,
  paper: z.number(),
  tolerance: z.number().min(0),
  where: text,
  explained: maybe(text),
});

const named = { number: text, what: text, explained: maybe(text) };
const mark = either<Mark>((value) =>
  Object.hasOwn(Object(value), 'atMost')
    ? record<Extract<Mark, { atMost: number }>>({ ...named, atMost: z.number() })
    : record<Extract<Mark, { atLeast: number }>>({ ...named, atLeast: z.number() }),
);

const paper = record<Paper>({ title: text, doi: text, claim: text });

/**
 * The keys that every claim has.
 * @param kind its kind
 * @param effort the schema of what can be made smaller
 * @example record<OwnExperiment>({ ...claim('own', effort), study: text, exhaustive, run, page });
 */
export function claim<Kind extends string, Effort>(kind: Kind, effort: z.ZodType<Effort>): Shape<Claim<Kind, Effort>> {
  return {
    kind: z.literal(kind) as unknown as z.ZodType<Kind>,
    name: text,
    paper,
    seed: z.int(),
    full: effort,
    quick: effort,
    expected: list(expectation),
    marks: maybe(list(mark)),
    notReproduced: list(text),
  };
}

/** The expectations of a paper. */
export const expected = list(expectation);

/** See {@link OxidationRule}. */
export const oxidationRule: z.ZodType<OxidationRule> = z.union([
  word('common', 'all'),
  record<ReportedStates>({ leastShare: z.number().positive().max(1), mixedValence: z.boolean() }),
]);
