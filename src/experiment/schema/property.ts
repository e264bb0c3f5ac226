/** Run-time check of experiments on a property. */
import { z } from 'zod';
import type { TableFile } from '../../dataset/spec.ts';
import type {
  Predictions,
  PropertyEffort,
  PropertyExperiment,
  PropertyInput,
  PropertyMethod,
  PropertyTable,
  Statement,
  Validation,
} from '../property/define.ts';
import { labelSource, propertyScreening, propertyStudent, spaceSpec, structureFiles } from './chain.ts';
import { clusterSpec } from './cluster.ts';
import { curveSpec, propertyComposite } from './composite.ts';
import { descriptors } from './descriptors.ts';
import { byKey, claim, count, list, maybe, model, record, regression, text, word } from './parts.ts';
import { sweepSpec } from './sweep.ts';

type Method<Does extends PropertyMethod['does']> = Extract<PropertyMethod, { readonly does: Does }>;

const tableFile = record<TableFile>({ file: text, weight: maybe(count), formula: maybe(text), value: maybe(text) });

const table = record<PropertyTable>({
  file: z.union([text, z.array(z.union([text, tableFile]))]),
  formula: text,
  value: text,
  scale: word('as it stands', 'log10'),
  property: text,
  unit: text,
  better: maybe(word('larger', 'smaller')),
  bounds: maybe(text),
  temperature: maybe(record<NonNullable<PropertyTable['temperature']>>({ from: z.number(), to: z.number() })),
  keep: maybe(record<NonNullable<PropertyTable['keep']>>({ column: text, oneOf: list(text) })),
  contains: maybe(text),
  structures: maybe(structureFiles),
  duplicates: maybe(z.union([word('median', 'separate'), record<{ readonly lowest: string }>({ lowest: text })])),
});

const input: z.ZodType<PropertyInput> = z.union([z.literal('anion'), descriptors]);

const learning = {
  regress: record<Method<'regress'>>({ name: text, does: word('regress'), input, model: regression }),
  classify: record<Method<'classify'>>({ name: text, does: word('classify'), input, model }),
};

/** A method that learns, and does not group. */
const learningMethod = byKey<Method<'regress' | 'classify'>>('does', learning);

/** See {@link PropertyMethod}. */
export const propertyMethod = byKey<PropertyMethod>('does', {
  ...learning,
  cluster: record<Method<'cluster'>>({
    name: text,
    does: word('cluster'),
    input,
    columns: word('raw', 'standardised'),
    model: clusterSpec,
  }),
});

const group: z.ZodType<Validation['group']> = z.union([
  word('formula', 'chemical system'),
  record<{ readonly column: string }>({ column: text }),
]);

/** See {@link Validation}. */
export const validation = record<Validation>({
  name: text,
  group,
  folds: z.union([count, z.literal('leave one group out')]),
  trainingRows: maybe(count),
  judged: maybe(record<NonNullable<Validation['judged']>>({ column: text, oneOf: list(text) })),
});

const predictions = record<Predictions>({
  compounds: list(record<Predictions['compounds'][number]>({ formula: text, paper: maybe(z.number()) })),
  paper: maybe(
    record<NonNullable<Predictions['paper']>>({
      quantity: text,
      unit: text,
      where: text,
      with: word('rises', 'falls'),
    }),
  ),
});

const statement = record<Statement>({
  method: text,
  says: text,
  more: text,
  than: z.union([text, z.number()]),
  by: maybe(z.number()),
});

const effort = record<PropertyEffort>({
  resamples: count,
  methods: list(text),
  refits: count,
  labelled: maybe(count),
  space: maybe(spaceSpec),
  curves: maybe(curveSpec),
});

/** See {@link PropertyExperiment}. */
export const propertySchema = record<PropertyExperiment>({
  ...claim('property', effort),
  table,
  threshold: maybe(z.number()),
  methods: list(propertyMethod),
  validations: list(validation),
  labels: maybe(labelSource),
  students: maybe(list(propertyStudent)),
  composites: maybe(list(propertyComposite(input))),
  curves: maybe(curveSpec),
  screening: maybe(propertyScreening),
  predict: maybe(predictions),
  statements: maybe(list(statement)),
  sweep: maybe(sweepSpec(propertyMethod, learningMethod, validation)),
});
