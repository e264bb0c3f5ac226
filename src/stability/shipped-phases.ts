/** The formation energies that come with the package. */
import { readShipped, shippedRecord } from '../core/shipped-data.ts';
import { type Phases, phasesFrom } from './phases.ts';

const FILE = 'formation-energies.csv.gz';

let shipped: Phases | undefined;

/**
 * The lowest formation energies of 85,014 compositions of the Materials Project, one snapshot: Bartel et al., npj Comput. Mater. 6, 97
 * (2020). Read once.
 * @throws {UserError} when the file is missing or was changed
 * @example openHull(shippedPhases());
 */
export function shippedPhases(): Phases {
  shipped ??= phasesFrom(
    readShipped(FILE)
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [formula, energy] = line.split(',');
        return { formula: formula!, energy: Number(energy) };
      }),
    shippedRecord(FILE).source,
  );
  return shipped;
}
