/** ionsieve/descriptors: numbers of structures and of compositions. */

export {
  type DescribedStructure,
  describeStructure,
  type UndescribedStructure,
} from './describe.ts';
export type { Compound, Descriptor } from './descriptor.ts';
export {
  type Descriptors,
  describeCompounds,
  type ElementalColumns,
  type OwnColumns,
  openDescriptors,
  type StructuralColumns,
  type TableColumns,
} from './descriptors.ts';
export { type AveragedDescriptors, averagedDescriptors } from './disordered.ts';
export { elementalDescriptorNames, elementalDescriptors } from './elemental.ts';
export { type DescriptorSet, ELEMENTAL_SETS, type Statistic, type Stoichiometry } from './elemental-sets.ts';
export { descriptorFactors, type Factor } from './factors.ts';
export {
  type CounterIon,
  exactDescriptors,
  type Ions,
  STRUCTURAL_DESCRIPTORS,
  type StructuralDescriptor,
  structuralDescriptors,
} from './structural.ts';
export { NotComputable } from './structural-sites.ts';
