/** A mixture of phases as text. */
import type { MixedPhase } from './hull.ts';

/**
 * A mixture in a line; an amount of 1 is left out.
 * @example mixtureText([{ formula: 'Li3PS4', amount: 7 / 3 }, { formula: 'P2S5', amount: 1 }]); // '2.333 Li3PS4 + P2S5'
 */
export function mixtureText(phases: readonly MixedPhase[]): string {
  return phases
    .map(({ formula, amount }) => {
      const digits = String(Number(amount.toPrecision(4)));
      return digits === '1' ? formula : `${digits} ${formula}`;
    })
    .join(' + ');
}
