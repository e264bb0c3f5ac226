/** Holds the content of a student's file against what a student is: a right hash says only that a program wrote it. */
import { z } from 'zod';
import { elementProperty, SYMBOLS } from '../chemistry/elements.ts';
import { fail, UserError } from '../core/errors.ts';
import { type DescriptorSet, elementalDescriptorNames } from '../descriptors/elemental.ts';
import { lacksAnchor } from '../descriptors/elemental-sets.ts';

const name = z.string().min(1).max(100);
const ownElement = z.enum(SYMBOLS.slice(1));

const descriptorSet = z
  .strictObject({
    name,
    date: name,
    properties: z.array(z.string().refine(isProperty, 'expected a column of data/elements.csv')).max(100),
    statistics: z.array(z.enum(['mean', 'mad', 'sd', 'min', 'max', 'range'])).max(6),
    stoichiometry: z
      .array(z.enum(['anchor_fraction', 'anion_fraction', 'anchor_per_anion', 'element_count']))
      .max(4)
      .optional(),
    anchor: ownElement.optional(),
    fractionsOf: z.array(ownElement).max(SYMBOLS.length).optional(),
  })
  .refine((set) => !lacksAnchor(set as DescriptorSet), 'expected an anchor for its columns');

const calibration = z.strictObject({ slope: z.number(), offset: z.number() });

/** Of a student of labels. */
const student = z.looseObject({
  name,
  input: descriptorSet,
  learns: z.enum(['label', 'probability']),
  trainsOn: z.enum(['all', 'real anion']),
  calibration,
});

/** Of the student of measurements. */
const measured = z.looseObject({
  name,
  input: descriptorSet,
  calibration,
  intervals: z.strictObject({
    coverage: z.number().min(0).max(1),
    nearLimit: z.number().min(0),
    near: z.number().min(0),
    far: z.number().min(0),
  }),
  trainedOn: z.looseObject({ file: name, sha256: name }),
});

const SCHEMAS = { student, measured };

/**
 * Makes sure that a file's content is a student whose parts fit together. Its model and its domain are for their own readers to check,
 * but for the number of their columns.
 * @param path the file, for the message
 * @throws {UserError} that names the first part at fault
 * @example checkStudent('student', content, 'student.json');
 */
export function checkStudent(kind: keyof typeof SCHEMAS, content: object, path: string): void {
  const parsed = SCHEMAS[kind].safeParse(content);
  if (!parsed.success) {
    const { path: at, message } = parsed.error.issues[0]!;
    fail(path, 'a student', `${at.join('.') || 'its content'}: ${message}`.slice(0, 300), REMEDY);
  }
  const columns = elementalDescriptorNames((content as { input: DescriptorSet }).input).length;
  const { predictor, regressor } = content as Record<string, { columns?: unknown } | null | undefined>;
  const found = (predictor ?? regressor)?.columns;
  if (typeof found === 'number' && found !== columns) fail(path, `a model of ${columns} columns`, `${found}`, REMEDY);
  const { centre } = ((content as { domain?: unknown }).domain ?? {}) as { centre?: unknown };
  if (Array.isArray(centre) && centre.length !== columns) {
    fail(path, `a domain of ${columns} columns`, `${centre.length}`, REMEDY);
  }
}

const REMEDY = 'restore or refit the student';

function isProperty(column: string): boolean {
  try {
    elementProperty(column);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
