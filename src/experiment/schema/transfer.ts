/** Run-time check of experiments on transfer from structures to compositions. */
import { z } from 'zod';
import { ELEMENT_GROUPS } from '../../chemistry/element-groups.ts';
import type { StudentInput, StudentSpec } from '../../transfer/student.ts';
import type { Effort, Experiment, ShortlistSpec, TeacherModel } from '../transfer/define.ts';
import { descriptorSet, descriptors } from './descriptors.ts';
import { count, expected, list, model, oxidationRule, paper, record, text, word } from './parts.ts';

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
  states: oxidationRule,
  domainLimit: z.number().min(0),
  top: count,
});

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
