/** Stands in for MatterViz's symmetry analysis, which the viewer does not use: see vite.config.ts. */

/**
 * Says that there is no symmetry analysis; stands for every function of the package.
 * @throws {Error} always
 * @example noSymmetry(); // throws
 */
export function noSymmetry(): never {
  throw new Error('the explorer has no symmetry analysis');
}

/** The names under which MatterViz imports it. */
export {
  noSymmetry as analyze_cell,
  noSymmetry as default,
  noSymmetry as hall_symbol_entries_from_number,
  noSymmetry as wyckoff_positions,
};
