import { SYMBOLS } from '../chemistry/elements.ts';
import type { Structure } from './structure.ts';

/**
 * Structures as JSON lines that readJsonLines reads back to the last digit.
 * @example formatJsonLines([structure]); // '{"id":"Po","lattice":[[3.36,0,0],[0,3.36,0],[0,0,3.36]],"species":["Po"],"frac":[0,0,0]}\n'
 */
export function formatJsonLines(structures: Iterable<Structure>): string {
  let text = '';
  for (const { id, lattice, species, frac, occupancy } of structures) {
    const rows = [0, 3, 6].map((row) => Array.from(lattice.subarray(row, row + 3)));
    const full = occupancy.every((share) => share === 1);
    const line = {
      id,
      lattice: rows,
      species: Array.from(species, (z) => SYMBOLS[z]),
      frac: Array.from(frac),
      ...(full ? {} : { occupancy: Array.from(occupancy) }),
    };
    text += `${JSON.stringify(line)}\n`;
  }
  return text;
}
