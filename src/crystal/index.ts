/** ionsieve/crystal: structures, CIF, disorder, powder patterns. */

export { readCif } from './cif.ts';
export { formatJsonLines } from './format-json-lines.ts';
export { readJsonLines } from './json-lines.ts';
export type { ImageRule } from './neighbour-grid.ts';
export { anionSites, anionSublattice } from './powder-anions.ts';
export { COPPER_K_ALPHA_A, type PowderLines, powderLines } from './powder-lines.ts';
export { broadenLines, type PatternOptions, powderPattern } from './powder-pattern.ts';
export { decodeLines, encodeLines } from './powder-text.ts';
export { readStructures } from './read-structures.ts';
export {
  compositionOf,
  createStructure,
  isOrdered,
  latticeFromCell,
  type Structure,
  type StructureInput,
  volumeA3,
} from './structure.ts';
export { structureFormula } from './structure-formula.ts';
