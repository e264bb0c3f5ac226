/** Run-time check of sweeps: each part that stands open is well formed, and each value that it may take is allowed there. */
import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import type { PropertyMethod, Validation } from '../property/define.ts';
import type { Choice, NumberRange, Open, SearchSpec, SweepEffort, SweepSpec } from '../sweep/define.ts';
import { gridValues } from '../sweep/parameter.ts';
import { closeSpace, openParameters } from '../sweep/space.ts';
import { byKey, count, list, maybe, record, word } from './parts.ts';

type Search<Kind extends SearchSpec['kind']> = Extract<SearchSpec, { readonly kind: Kind }>;

/** Each step is checked, and would be tried. */
const MOST_STEPS = 10_000;

const range = record<NumberRange>({
  from: z.number(),
  to: z.number(),
  scale: word('linear', 'log'),
  steps: z.int().min(0).max(MOST_STEPS),
  whole: maybe(z.literal(true)),
});
const choice = record<Choice<unknown>>({ oneOf: list(z.unknown()) });

const search = byKey<SearchSpec>('kind', {
  grid: record<Search<'grid'>>({ kind: word('grid') }),
  random: record<Search<'random'>>({ kind: word('random'), trials: count }),
  halving: record<Search<'halving'>>({ kind: word('halving'), trials: count, factor: count, rungs: count }),
  tpe: record<Search<'tpe'>>({ kind: word('tpe'), trials: count, startup: count, generation: count }),
});

const effort = record<SweepEffort>({ searches: list(search), seeds: list(z.int()) });

/**
 * The schema of a sweep over methods.
 * @param method the schema of a method without open parts
 * @example sweepSpec(propertyMethod, validation);
 */
export function sweepSpec(method: z.ZodType<PropertyMethod>, validation: z.ZodType<Validation>): z.ZodType<SweepSpec> {
  return record<SweepSpec>({
    space: openMethod(method),
    untuned: method,
    objective: word('auc', 'mcc', 'mae', 'rmse', 'spearman'),
    outer: validation as z.ZodType<SweepSpec['outer']>,
    innerFolds: count,
    full: effort,
    quick: effort,
  });
}

/** Open parts first; then every value of each, the others at their first, closed to a method. */
function openMethod(method: z.ZodType<PropertyMethod>): z.ZodType<Open<PropertyMethod>> {
  return z.custom<Open<PropertyMethod>>().superRefine((space, context) => {
    const tell = (path: PropertyKey[], issues: readonly z.core.$ZodIssue[] | undefined): boolean => {
      for (const issue of issues ?? []) {
        context.addIssue({ ...issue, path: [...path, ...issue.path] } as Parameters<typeof context.addIssue>[0]);
      }
      return issues !== undefined && issues.length > 0;
    };
    for (const { part, path } of openParts(space, [])) {
      const schema = 'oneOf' in part ? choice : range;
      if (tell(path, schema.safeParse(part).error?.issues)) return;
    }
    try {
      const parameters = openParameters(space);
      const first = parameters.map((parameter) => gridValues(parameter)[0]!);
      parameters.forEach((parameter, j) => {
        for (const value of gridValues(parameter)) {
          const closed = closeSpace(space, parameters, first.with(j, value));
          if (tell([], method.safeParse(closed).error?.issues)) return;
        }
      });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
    }
  });
}

const RANGE_KEYS = ['from', 'to', 'scale', 'steps'];

/** Records that look like a range or a choice, one key of it misspelt or not. */
function openParts(part: unknown, path: PropertyKey[]): { part: object; path: PropertyKey[] }[] {
  if (typeof part !== 'object' || part === null) return [];
  const isOpen = 'oneOf' in part || RANGE_KEYS.filter((key) => key in part).length > 1;
  if (isOpen) return [{ part, path }];
  return Object.entries(part).flatMap(([key, inner]) => openParts(inner, [...path, key]));
}
