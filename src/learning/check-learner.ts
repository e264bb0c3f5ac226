/** Holds what a file or a module says of itself against what a Learner is. */
import { z } from 'zod';
import { isElementProperty, SYMBOLS } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import { openDescriptors } from '../descriptors/descriptors.ts';
import { type DescriptorSet, ELEMENTAL_SETS } from '../descriptors/elemental.ts';
import { lacksAnchor, STATISTIC_NAMES } from '../descriptors/elemental-sets.ts';
import { STRUCTURAL_DESCRIPTORS } from '../descriptors/structural.ts';
import { domainFromJson } from '../evaluation/domain.ts';
import { externalModelShape } from '../models/external-model-json.ts';
import { scorerFromJson } from '../models/scorer.ts';
import type { Learner } from './learner.ts';
import { seenParts } from './sees.ts';

const text = z.string().min(1);
const symbol = z.enum(SYMBOLS.slice(1));
const maybe = z.number().nullable();

const target = z.strictObject({
  property: text,
  unit: text,
  scale: z.enum(['as it stands', 'log10']),
  threshold: maybe,
  better: z.enum(['larger', 'smaller']),
});

/** What every Learner says of itself, wherever it comes from. */
export const declared = {
  name: text,
  target,
  anchor: symbol.nullable(),
  elements: z.array(symbol).min(1).max(SYMBOLS.length),
  answers: z.enum(['value', 'log-odds', 'probability']),
};

/** Whether its anchor fits is for {@link checkParts} to say: a file of another program may leave it to the Learner's. */
const descriptors = z.strictObject({
  name: text,
  date: text,
  properties: z
    .array(z.string().refine(isElementProperty, 'expected a column of data/elements.csv, or of data/element-vectors'))
    .max(300),
  statistics: z.array(z.enum(STATISTIC_NAMES)).max(STATISTIC_NAMES.length),
  stoichiometry: z
    .array(z.enum(['anchor_fraction', 'anion_fraction', 'anchor_per_anion', 'element_count']))
    .max(4)
    .exactOptional(),
  anchor: symbol.exactOptional(),
  fractionsOf: z.array(symbol).max(SYMBOLS.length).exactOptional(),
}) satisfies z.ZodType<DescriptorSet>;

/** Of what sees more than compositions: parts side by side. */
const seen = z
  .array(
    z.union([
      z.strictObject({ elemental: descriptors }),
      z.strictObject({ columns: z.array(text).min(1).max(1000) }),
      z.strictObject({
        structural: z.array(z.enum(STRUCTURAL_DESCRIPTORS.map(({ name }) => name))).min(1),
        mobileIon: z.union([symbol, z.strictObject({ column: text })]),
        counterIon: z.enum(['anion', 'other element']),
      }),
    ]),
  )
  .min(1)
  .max(20);

const setNames = Object.keys(ELEMENTAL_SETS) as [keyof typeof ELEMENTAL_SETS];

/** What a file of another program holds beside its format: a set of descriptors may be named, and its anchor is the Learner's. */
export const external = z.strictObject({
  ...declared,
  descriptors: z.union([z.enum(setNames).transform((name): DescriptorSet => ELEMENTAL_SETS[name]), descriptors]),
  model: externalModelShape,
});

/** What a file of this program holds. */
export const own = z.strictObject({
  ...declared,
  descriptors: z.union([descriptors, seen]),
  model: z.unknown(),
  calibration: z.strictObject({ slope: z.number(), offset: z.number() }).nullable(),
  intervals: z
    .strictObject({
      in: z.enum(['unit', 'standard deviation']),
      coverage: z.number().gt(0).lt(1),
      nearLimit: z.number().min(0),
      near: z.number().min(0),
      far: z.number().min(0),
    })
    .nullable(),
  domain: z.unknown(),
  training: z.union([
    z.strictObject({
      tables: z.array(text).min(1),
      sha256: text,
      compounds: z.array(z.tuple([z.string().min(1), z.number()])).min(1),
    }),
    z.strictObject({ labels: text }),
  ]),
  scores: z.array(
    z.strictObject({
      ...{ subject: text, on: text, metric: text, unit: text, n: z.int().min(0) },
      ...{ value: maybe, low: maybe, high: maybe },
    }),
  ),
});

/**
 * The value, where it is of a shape.
 * @param where the file, for the message
 * @throws {UserError} that names the first part at fault
 * @example shaped(external, json, 'mine.json').name;
 */
export function shaped<Shape>(shape: z.ZodType<Shape>, value: unknown, where: string): Shape {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = deepest(parsed.error.issues[0]!);
  return fail(where, 'a model', `${path.join('.') || 'its content'}: ${message}`.slice(0, 300), 'see docs/models.md');
}

/** What is at fault within the alternative that comes nearest: the one that is right down to the deepest place. */
function deepest({ path, message, ...issue }: z.core.$ZodIssue): Pick<z.core.$ZodIssue, 'path' | 'message'> {
  if (issue.code !== 'invalid_union') return { path, message };
  const inner = issue.errors.flatMap(([first]) => (first === undefined ? [] : [deepest(first)]));
  const length = Math.max(0, ...inner.map((each) => each.path.length));
  const found = inner.find((each) => each.path.length === length);
  return found === undefined || length === 0
    ? { path, message }
    : { path: [...path, ...found.path], message: found.message };
}

/**
 * Makes sure that the parts of a Learner fit together: anchor and elements, descriptors, model and domain.
 * @throws {UserError} for those that do not
 * @example checkParts(learner, 'mine.json');
 */
export function checkParts(learner: Learner, where: string): void {
  const { anchor, elements, target: of, descriptors, model, intervals, domain } = learner;
  if (anchor !== null && !elements.includes(anchor)) {
    fail(where, `${anchor} among the elements, as the anchor`, elements.join(', '), 'see docs/models.md');
  }
  if (of.scale === 'log10' && of.threshold !== null && !(of.threshold > 0)) {
    fail(where, 'a threshold above 0 of what is learned as log10', `${of.threshold}`, 'give it in the unit itself');
  }
  if (descriptors === null) return;
  const parts = seenParts(learner);
  for (const part of parts) if ('elemental' in part) checkAnchor(part.elemental, anchor, where);
  const { labels, name } = openDescriptors(parts);
  const columns = labels.length;
  const scorer = scorerFromJson(model, where);
  if (scorer.columns !== columns) {
    const remedy = 'name the descriptors that it was fitted to';
    fail(where, `a model of ${columns} columns, as ${name} has`, `${scorer.columns}`, remedy);
  }
  if (intervals?.in === 'standard deviation' && scorer.predict === undefined) {
    fail(where, 'a model that states standard deviations, as its intervals are in these', 'one without', 'refit it');
  }
  if (domain === null) return;
  domainFromJson(domain, where);
  if (domain.centre.length !== columns) {
    fail(where, `a domain of ${columns} columns`, `${domain.centre.length}`, 'restore the file');
  }
}

function checkAnchor(set: DescriptorSet, anchor: Learner['anchor'], where: string): void {
  if (lacksAnchor(set)) {
    fail(where, `an anchor, which columns of ${set.name} count`, 'none', 'see docs/models.md');
  }
  if (set.anchor !== undefined && set.anchor !== anchor) {
    const remedy = 'leave it out of the descriptors, or name one ion';
    fail(where, `descriptors with the anchor of the model, ${anchor ?? 'none'}`, set.anchor, remedy);
  }
}
