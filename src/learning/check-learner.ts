/** Holds what a file or a module says of itself against what a Learner is. */
import { z } from 'zod';
import { SYMBOLS } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import { ELEMENTAL_SETS, elementalDescriptorNames } from '../descriptors/elemental.ts';
import { lacksAnchor } from '../descriptors/elemental-sets.ts';
import { domainFromJson } from '../evaluation/domain.ts';
import { externalModelShape } from '../models/external-model-json.ts';
import { scorerFromJson } from '../models/scorer.ts';
import { descriptorSet } from '../transfer/check-student.ts';
import type { Learner } from './learner.ts';

const text = z.string().min(1).max(200);
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
const descriptors = z.strictObject(descriptorSet.shape);

const setNames = Object.keys(ELEMENTAL_SETS) as [keyof typeof ELEMENTAL_SETS];

/** What a file of another program holds beside its format: a set of descriptors may be named, and its anchor is the Learner's. */
export const external = z.strictObject({
  ...declared,
  descriptors: z.union([
    z.enum(setNames).transform((name) => ELEMENTAL_SETS[name]),
    z.strictObject(descriptorSet.shape),
  ]),
  model: externalModelShape,
});

/** What a file of this program holds. */
export const own = z.strictObject({
  ...declared,
  descriptors,
  model: z.unknown(),
  intervals: z
    .strictObject({
      coverage: z.number().gt(0).lt(1),
      nearLimit: z.number().min(0),
      near: z.number().min(0),
      far: z.number().min(0),
    })
    .nullable(),
  domain: z.unknown(),
  training: z.strictObject({
    tables: z.array(text).min(1),
    sha256: text,
    compounds: z.array(z.tuple([z.string().min(1), z.number()])).min(1),
  }),
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
  const { path, message } = parsed.error.issues[0]!;
  return fail(where, 'a model', `${path.join('.') || 'its content'}: ${message}`.slice(0, 300), 'see docs/models.md');
}

/**
 * Makes sure that the parts of a Learner fit together: anchor and elements, descriptors, model and domain.
 * @throws {UserError} for those that do not
 * @example checkParts(learner, 'mine.json');
 */
export function checkParts({ anchor, elements, target: of, descriptors, model, domain }: Learner, where: string): void {
  if (anchor !== null && !elements.includes(anchor)) {
    fail(where, `${anchor} among the elements, as the anchor`, elements.join(', '), 'see docs/models.md');
  }
  if (of.scale === 'log10' && of.threshold !== null && !(of.threshold > 0)) {
    fail(where, 'a threshold above 0 of what is learned as log10', `${of.threshold}`, 'give it in the unit itself');
  }
  if (descriptors === null) return;
  if (lacksAnchor(descriptors)) {
    fail(where, `an anchor, which columns of ${descriptors.name} count`, 'none', 'see docs/models.md');
  }
  if (descriptors.anchor !== undefined && descriptors.anchor !== anchor) {
    const remedy = 'leave it out of the descriptors, or name one ion';
    fail(where, `descriptors with the anchor of the model, ${anchor ?? 'none'}`, descriptors.anchor, remedy);
  }
  const columns = elementalDescriptorNames(descriptors).length;
  const found = scorerFromJson(model, where).columns;
  if (found !== columns) {
    const remedy = 'name the descriptors that it was fitted to';
    fail(where, `a model of ${columns} columns, as ${descriptors.name} has`, `${found}`, remedy);
  }
  if (domain === null) return;
  domainFromJson(domain, where);
  if (domain.centre.length !== columns) {
    fail(where, `a domain of ${columns} columns`, `${domain.centre.length}`, 'restore the file');
  }
}
