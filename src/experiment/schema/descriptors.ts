/** Run-time check of descriptors. */
import { z } from 'zod';
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
import { lacksAnchor, STATISTIC_NAMES } from '../../descriptors/elemental-sets.ts';
import { list, maybe, record, setName, text, word } from './parts.ts';

/** Symbol of an element. */
export const element = word(...SYMBOLS.slice(1));

/** See {@link DescriptorSet}. */
const descriptorSet = record<DescriptorSet>({
  name: text,
  date: text,
  properties: list(text),
  statistics: list(word(...STATISTIC_NAMES)),
  stoichiometry: maybe(list(word('anchor_fraction', 'anion_fraction', 'anchor_per_anion', 'element_count'))),
  anchor: maybe(element),
  fractionsOf: maybe(list(text)),
}).refine((set) => !lacksAnchor(set), "expected an anchor for its columns, found none; add one, such as anchor: 'Na'");

const mobileIon: z.ZodType<StructuralColumns['mobileIon']> = z.union([
  element,
  record<{ readonly column: string }>({ column: text }),
]);

/** See {@link ElementalColumns}. */
export const elemental = record<ElementalColumns>({
  elemental: z.union([setName, descriptorSet]),
  anchor: maybe(element),
});

/** A part of {@link Descriptors}. */
const part = z.union([
  record<StructuralColumns>({ structural: list(text), mobileIon, counterIon: word('anion', 'other element') }),
  elemental,
  record<TableColumns>({ columns: list(text) }),
  record<OwnColumns>({ own: z.custom<Descriptor>((value) => typeof (value as Descriptor)?.values === 'function') }),
]);

/**
 * See {@link Descriptors}.
 * @example descriptors.safeParse({ columns: ['gap'] }).success; // true
 */
export const descriptors: z.ZodType<Descriptors> = z.lazy(() => z.union([part, list(descriptors)]));
