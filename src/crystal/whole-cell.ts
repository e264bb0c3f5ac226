/** The cell in which a disordered structure is sampled. */
import { fractions } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import { UserError } from '../core/errors.ts';
import { compactRepeats } from './repeat-cell.ts';
import type { PositionGroup, SiteClasses } from './site-classes.ts';
import { positionGroups, siteClasses } from './site-classes.ts';
import { compositionOf, type Structure } from './structure.ts';
import { wholeNumbers } from './whole-numbers.ts';

const FEWEST_ATOMS = 40;
/** Filled or vacant. */
const MOST_POSITIONS = 10_000;
const COMPOSITION_TOLERANCE = 0.005;

/** A structure that no cell of up to 10,000 positions represents. `reason` is the same text for all of its kind. */
export class CompositionNotReached extends UserError {
  readonly reason = `no cell of up to ${MOST_POSITIONS} positions has its composition within 0.5 %`;

  constructor(id: string, found: string) {
    const expected = `a cell of up to ${MOST_POSITIONS} positions with the composition of the occupancies within 0.5 %`;
    super(`${id}: expected ${expected}, found ${found}; round the occupancies`);
  }
}

/**
 * The smallest compact cell of at least 40 atoms in which whole numbers of atoms have the composition of the
 * occupancies: the atomic fraction of every element within 0.5 % of itself, so that no element is lost.
 * @throws {CompositionNotReached} when it takes more than 10,000 positions
 * @example wholeCell(structure).classes.map(({ counts }) => counts);
 */
export function wholeCell(structure: Structure): SiteClasses {
  const groups = positionGroups(structure);
  const { atomicNumbers, amounts } = compositionOf(structure);
  const exact = fractions({ atomicNumbers, amounts });
  const atoms = amounts.reduce((sum, amount) => sum + amount);
  const positions = groups.reduce((sum, { entries }) => sum + entries.length, 0);
  let [nearest, element] = [Number.POSITIVE_INFINITY, 0];
  for (let cells = Math.ceil(FEWEST_ATOMS / atoms); cells === 1 || cells * positions <= MOST_POSITIONS; cells++) {
    const off = largestDeviation(groups, cells, atomicNumbers, exact);
    if (off.deviation < nearest) [nearest, element] = [off.deviation, off.element];
    if (off.deviation > COMPOSITION_TOLERANCE) continue;
    const times = compactRepeats(structure.lattice, cells);
    if (times !== undefined) return siteClasses(structure, times);
  }
  const best = `${SYMBOLS[element]} off by ${Number((100 * nearest).toPrecision(2))} % at best`;
  throw new CompositionNotReached(structure.id, Number.isFinite(nearest) ? best : `${atoms} atoms in the cell`);
}

function largestDeviation(
  groups: readonly PositionGroup[],
  cells: number,
  atomicNumbers: Uint8Array,
  exact: Float64Array,
): { deviation: number; element: number } {
  const atoms = new Float64Array(SYMBOLS.length);
  wholeNumbers(groups, cells).forEach((counts, g) => {
    [...groups[g]!.shares.keys()].forEach((z, column) => {
      atoms[z]! += counts[column]!;
    });
  });
  const total = atoms.subarray(1).reduce((sum, count) => sum + count);
  let worst = { deviation: -1, element: 0 };
  atomicNumbers.forEach((z, i) => {
    const deviation = Math.abs(atoms[z]! / total / exact[i]! - 1);
    if (!(deviation <= worst.deviation)) worst = { deviation, element: z };
  });
  return worst;
}
