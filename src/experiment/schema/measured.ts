/** Run-time check of experiments on measured conductivities. */
import { z } from 'zod';
import type { BoostedTreesSpec, LogisticSpec, MlpSpec } from '../../models/model-spec.ts';
import type { DistilledRecipe, MeasuredRecipe, MeasuredStudentSpec } from '../../transfer/measured-student.ts';
import type { ChoiceRule } from '../../transfer/measured-validation.ts';
import type { Mark, MeasuredEffort, MeasuredExperiment } from '../measured/define.ts';
import { descriptorSet } from './descriptors.ts';
import { byKey, count, list, model, record, regression, text, word } from './parts.ts';
import { shortlist, studentInput, studentSpec } from './transfer.ts';

type Recipe<Kind extends MeasuredRecipe['kind']> = Extract<MeasuredRecipe, { readonly kind: Kind }>;

const kind = <Word extends string>(word: Word) => z.literal(word) as unknown as z.ZodType<Word>;
const perceptron = model as unknown as z.ZodType<MlpSpec>;
const from = record<DistilledRecipe['from']>({ input: descriptorSet, model: regression });

const recipe = byKey<MeasuredRecipe>('kind', {
  labels: record<Recipe<'labels'>>({ kind: kind('labels'), student: studentSpec }),
  forty: record<Recipe<'forty'>>({ kind: kind('forty'), input: descriptorSet, model }),
  classifier: record<Recipe<'classifier'>>({ kind: kind('classifier'), input: studentInput, model }),
  regressor: record<Recipe<'regressor'>>({ kind: kind('regressor'), input: descriptorSet, model: regression }),
  'fine-tuned': record<Recipe<'fine-tuned'>>({
    kind: kind('fine-tuned'),
    input: descriptorSet,
    pretraining: perceptron,
    tuning: perceptron,
  }),
  joint: record<Recipe<'joint'>>({
    kind: kind('joint'),
    input: descriptorSet,
    model: model as unknown as z.ZodType<LogisticSpec | BoostedTreesSpec>,
    labelWeight: z.number().min(0),
  }),
  informed: record<Recipe<'informed'>>({
    kind: kind('informed'),
    input: descriptorSet,
    by: z.union([z.literal('structural descriptors'), studentSpec]),
    model: regression,
  }),
  distilled: record<DistilledRecipe>({
    kind: kind('distilled'),
    from,
    logOddsPerDecade: z.number().positive(),
    input: descriptorSet,
    model: perceptron,
  }),
});

const student = record<MeasuredStudentSpec>({
  name: text,
  family: word(
    'floor',
    'labels',
    'measurements',
    'transfer',
    'joint',
    'informed',
    'uncertain',
    'committee',
    'distilled',
  ),
  recipe,
});

const effort = record<MeasuredEffort>({
  resamples: count,
  outerFolds: count,
  choice: record<ChoiceRule>({ folds: count, members: count }),
  students: list(text),
  distils: z.boolean(),
  curves: record<MeasuredEffort['curves']>({ students: list(text), sizes: list(count), repeats: count }),
});

/** See {@link MeasuredExperiment}. */
export const measuredSchema = record<MeasuredExperiment>({
  kind: z.literal('measured'),
  name: text,
  title: text,
  question: text,
  seed: z.int(),
  students: list(student),
  candidates: list(text),
  paperStudent: text,
  distillation: record<MeasuredExperiment['distillation']>({
    input: descriptorSet,
    logOddsPerDecade: z.number().positive(),
    model: perceptron,
  }),
  shortlist,
  coverage: z.number(),
  full: effort,
  quick: effort,
  marks: list(record<Mark>({ number: text, atLeast: z.number(), what: text })),
});
