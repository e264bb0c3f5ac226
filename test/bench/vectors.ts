import { countBits, forEachIndex, primitiveMask, readCoefficients } from '../../src/screening/coefficients.ts';

/** The atomic fractions of all compounds of an element set, one column an element: the same for every set of an arity. */
export function fractionColumns(arity: number, max: number): Float64Array[] {
  const mask = primitiveMask(arity, max);
  const columns = Array.from({ length: arity }, () => new Float64Array(countBits(mask)));
  const coefficients = new Uint8Array(arity);
  let row = 0;
  forEachIndex(mask, max, (index) => {
    readCoefficients(index, max, coefficients);
    const total = coefficients.reduce((sum, c) => sum + c, 0);
    for (let i = 0; i < arity; i++) columns[i]![row] = coefficients[i]! / total;
    row++;
  });
  return columns;
}
