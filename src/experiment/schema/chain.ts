/** Run-time check of labels, students and screenings. */
import { z } from 'zod';
import { ELEMENT_GROUPS } from '../../chemistry/element-groups.ts';
import type { StructureFiles } from '../../dataset/structures.ts';
import type { ElementalColumns } from '../../descriptors/descriptors.ts';
import type { SeriesRange } from '../../screening/series-space.ts';
import type {
  FilterSpec,
  FineTunedModel,
  FineTunedStudent,
  GivenLabels,
  LabelledRows,
  LabelledStructures,
  LabelSource,
  LessonWeights,
  OneLessonStudent,
  PropertyScreening,
  PropertyStudent,
  SpaceSpec,
} from '../property/chain.ts';
import { element, elemental } from './descriptors.ts';
import { byKey, count, either, list, maybe, model, oxidationRule, record, regression, text, word } from './parts.ts';

type Student<Does extends PropertyStudent['does']> = Extract<PropertyStudent, { readonly does: Does }>;

const files = z.union([text, z.array(text)]);

/** See {@link StructureFiles}. */
export const structureFiles = record<StructureFiles>({ file: files, id: text });

/** See {@link LabelSource}. */
export const labelSource: z.ZodType<LabelSource> = z.union([
  record<LabelledStructures>({
    by: text,
    structures: record<LabelledStructures['structures']>({ file: files, ions: maybe(list(element)) }),
  }),
  record<LabelledRows>({
    by: text,
    table: record<LabelledRows['table']>({ file: files, formula: text, structures: maybe(structureFiles) }),
  }),
  record<GivenLabels>({ table: record<GivenLabels['table']>({ file: files, formula: text, value: text }) }),
]);

const input: z.ZodType<ElementalColumns> = elemental;
const learns = record<LessonWeights>({ labels: maybe(count), measurements: maybe(count) });

const perceptron = model as unknown as z.ZodType<FineTunedModel['tuning']>;
const fineTuned = record<FineTunedModel>({
  kind: word('fine-tuned'),
  pretraining: perceptron,
  tuning: perceptron,
});

const tuned = record<FineTunedStudent>({ name: text, does: word('classify'), input, model: fineTuned, learns });
const classifier = record<Exclude<Student<'classify'>, FineTunedStudent>>({
  ...{ name: text, does: word('classify'), input, model, learns },
});

const regressor = record<Student<'regress'>>({
  ...{ name: text, does: word('regress'), input, model: regression, learns },
});

/** See {@link OneLessonStudent}. */
export const oneLessonStudent = byKey<OneLessonStudent>('does', { regress: regressor, classify: classifier });

/** See {@link PropertyStudent}. */
export const propertyStudent = byKey<PropertyStudent>('does', {
  regress: regressor,
  classify: either<PropertyStudent>((value) =>
    (value as { readonly model?: { readonly kind?: unknown } }).model?.kind === 'fine-tuned' ? tuned : classifier,
  ),
});

type Space<Key extends string> = Extract<SpaceSpec, Readonly<Record<Key, unknown>>>;

const anchor = maybe(element);
const x = record<SeriesRange>({ from: z.number(), to: z.number(), step: z.number().positive() });

/** See {@link SpaceSpec}. */
export const spaceSpec: z.ZodType<SpaceSpec> = z.union([
  record<Space<'arities'>>({ anchor, elements: maybe(list(element)), arities: list(count), maxCoefficient: count }),
  record<Space<'template'>>({ anchor, template: text, sites: z.record(text, z.array(element)) }),
  record<Space<'series'>>({ anchor, series: text, x }),
  record<Space<'formulas'>>({ anchor, formulas: list(text) }),
]);

const filters = record<FilterSpec>({
  exclude: maybe(list(word(...ELEMENT_GROUPS))),
  realAnion: maybe(z.boolean()),
  charges: maybe(word('any', 'neutral', 'pauling-order', 'ionic')),
  states: maybe(oxidationRule),
  unknownOnly: maybe(z.boolean()),
  domainLimit: maybe(z.number().min(0)),
  onePerSystem: maybe(z.boolean()),
});

/** See {@link PropertyScreening}. */
export const propertyScreening = record<PropertyScreening>({
  student: text,
  space: spaceSpec,
  filters: maybe(filters),
  top: count,
});
