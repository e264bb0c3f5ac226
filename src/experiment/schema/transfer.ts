/** Run-time check of experiments on transfer from structures to compositions. */
import { z } from 'zod';
import { ELEMENT_GROUPS } from '../../chemistry/element-groups.ts';
import { SYMBOLS } from '../../chemistry/elements.ts';
import type { DescriptorSet } from '../../descriptors/elemental.ts';
import { lacksAnchor } from '../../descriptors/elemental-sets.ts';
import type { StudentInput, StudentSpec } from '../../transfer/student.ts';
import type { Effort, Experiment, ShortlistSpec, TeacherModel } from '../transfer/define.ts';
import { count, expected, list, maybe, model, paper, record, text, word } from './parts.ts';

/** See {@link DescriptorSet}. */
export const descriptorSet = record<DescriptorSet>({
  name: text,
  date: text,
  properties: list(text),
  statistics: list(word('mean', 'mad', 'sd', 'min', 'max', 'range')),
  stoichiometry: maybe(list(word('anchor_fraction', 'anion_fraction', 'anchor_per_anion', 'element_count'))),
  anchor: maybe(word(...SYMBOLS.slice(1))),
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

const teacher = record<TeacherModel>({
  name: text,
  input: z.union([
    record<{ readonly structural: readonly string[] }>({ structural: list(text) }),
    record<{ readonly elemental: DescriptorSet }>({ elemental: descriptorSet }),
  ]),
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
