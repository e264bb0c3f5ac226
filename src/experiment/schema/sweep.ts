/** Run-time check of sweeps: each part that stands open is well formed, and each value that it may take is allowed there. */
import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import type { PropertyMethod, Validation } from '../property/method.ts';
import type {
  ChainSetting,
  Choice,
  MethodSetting,
  NumberRange,
  Open,
  SearchSpec,
  SweepEffort,
  SweepSetting,
  SweepSpec,
} from '../sweep/define.ts';
import { gridValues } from '../sweep/parameter.ts';
import { closeSpace, openParameters } from '../sweep/space.ts';
import { oneLessonStudent } from './chain.ts';
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

type Teacher = NonNullable<ChainSetting['teacher']>;

/**
 * The schema of a sweep.
 * @param method the schema of a method without open parts
 * @param teacher that of a method that learns
 * @example sweepSpec(propertyMethod, learningMethod, validation);
 */
export function sweepSpec(
  method: z.ZodType<PropertyMethod>,
  teacher: z.ZodType<Teacher>,
  validation: z.ZodType<Validation>,
): z.ZodType<SweepSpec> {
  const setting = sweepSetting(method, teacher);
  return record<SweepSpec>({
    space: open(setting),
    untuned: setting,
    objective: word('auc', 'mcc', 'mae', 'rmse', 'spearman'),
    outer: validation as z.ZodType<SweepSpec['outer']>,
    innerFolds: count,
    full: effort,
    quick: effort,
  });
}

/** One record, so that the nearest of all keys is named; then a method, or a student with what it has. */
function sweepSetting(method: z.ZodType<PropertyMethod>, teacher: z.ZodType<Teacher>): z.ZodType<SweepSetting> {
  const pieces = record<MethodSetting & ChainSetting>({
    method: maybe(method),
    student: maybe(oneLessonStudent),
    teacher: maybe(teacher),
    threshold: maybe(z.number()),
  });
  return pieces.superRefine((setting, context) => {
    const names = Object.keys(setting);
    if (names.includes('student') ? !names.includes('method') : names.join() === 'method') return;
    const message = `expected a method, or a student with or without a teacher and a threshold, found ${names.join(', ') || 'none'}; leave one out`;
    context.addIssue({ code: 'custom', message });
  }) as unknown as z.ZodType<SweepSetting>;
}

/** Open parts first; then every value of each, the others at their first, closed to a setting. */
function open(setting: z.ZodType<SweepSetting>): z.ZodType<Open<SweepSetting>> {
  return z.custom<Open<SweepSetting>>().superRefine((space, context) => {
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
          if (tell([], setting.safeParse(closed).error?.issues)) return;
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
