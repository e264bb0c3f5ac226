/** Run-time check of experiments on transfer from structures to compositions. */
import { z } from 'zod';
import { ELEMENT_GROUPS } from '../../chemistry/element-groups.ts';
import { SYMBOLS } from '../../chemistry/elements.ts';
import type { Descriptor } from '../../descriptors/descriptor.ts';
import type {
  Descriptors,
  ElementalColumns,
  OwnColumns,
  StructuralColumns,
  TableColumns,
} from '../../descriptors/descriptors.ts';
import type { DescriptorSet } from '../../descriptors/elemental.ts';
import { lacksAnchor } from '../../descriptors/elemental-sets.ts';
import type { StudentInput, StudentSpec } from '../../transfer/student.ts';
import type { Effort, Experiment, ShortlistSpec, TeacherModel } from '../transfer/define.ts';
import { count, expected, list, maybe, model, paper, record, setName, text, word } from './parts.ts';

const element = word(...SYMBOLS.slice(1));

/** See {@link DescriptorSet}. */
export const descriptorSet = record<DescriptorSet>({
  name: text,
  date: text,
  properties: list(text),
  statistics: list(word('mean', 'mad', 'sd', 'min', 'max', 'range')),
  stoichiometry: maybe(list(word('anchor_fraction', 'anion_fraction', 'anchor_per_anion', 'element_count'))),
  anchor: maybe(element),
  fractionsOf: maybe(list(text)),
}).refine((set) => !lacksAnchor(set), "expected an anchor for its columns, found none; add one, such as anchor: 'Na'");

/** What a student sees. */
export const studentInput: z.ZodType<StudentInput> = z.union([z.literal('anion'), descriptorSet]);

/** See {@link StudentSpec}. */
export const studentSpec = record<StudentSpec>({
  name: text,
  input: studentInput,
  model,
  learns: word('label', 'probability'),
  trainsOn: word('all', 'real anion'),
});

/** See {@link ShortlistSpec}. */
export const shortlist = record<ShortlistSpec>({
  exclude: list(word(...ELEMENT_GROUPS)),
  states: word('common', 'all'),
  domainLimit: z.number().min(0),
  top: count,
});

/** A part of {@link Descriptors}. */
const part = z.union([
  record<StructuralColumns>({ structural: list(text), mobileIon: element, counterIon: word('anion', 'other element') }),
  record<ElementalColumns>({ elemental: z.union([setName, descriptorSet]), anchor: maybe(element) }),
  record<TableColumns>({ columns: list(text) }),
  record<OwnColumns>({ own: z.custom<Descriptor>((value) => typeof (value as Descriptor)?.values === 'function') }),
]);

/** See {@link Descriptors}. */
const descriptors: z.ZodType<Descriptors> = z.lazy(() => z.union([part, list(descriptors)]));

const teacher = record<TeacherModel>({
  name: text,
  input: descriptors,
  rows: word('with structure', 'every composition'),
  model,
});

const effort = record<Effort>({
  resamples: count,
  permutations: count,
  students: list(text),
  partners: z.union([z.literal('all'), z.array(text)]),
  arities: list(count),
  maxCoefficient: count,
  top: count,
});

/** See {@link Experiment}. */
export const transferSchema = record<Experiment>({
  kind: z.literal('transfer'),
  name: text,
  paper,
  seed: z.int(),
  fastSPerCm: z.number().positive(),
  teachers: list(teacher),
  students: list(studentSpec),
  screeningStudent: text,
  suggested: list(text),
  shortlist,
  full: effort,
  quick: effort,
  expected,
});
