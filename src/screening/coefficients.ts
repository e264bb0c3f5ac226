/**
 * Coefficient vectors as numbers. The vector c_0 .. c_{k-1} with coefficients from 1 to max has as its index in the
 * element set the number with the digits c_i - 1 in base max: lexicographic order. A row is all vectors that differ in the last
 * coefficient only. Bit n - 1 of a row's mask says whether the vector ending in n is in: 32 bits a word. Multiples of a shorter
 * vector are the same compound and left out.
 */

/**
 * Words of mask for each row.
 * @example wordsPerRow(20); // 1
 */
export function wordsPerRow(max: number): number {
  return (max + 31) >>> 5;
}

/**
 * The mask of the vectors without a common factor: `max ** (arity - 1)` rows.
 * @example primitiveMask(2, 2); // Uint32Array [0b11, 0b01]: (1, 1), (1, 2), (2, 1)
 */
export function primitiveMask(arity: number, max: number): Uint32Array {
  const words = wordsPerRow(max);
  const rows = max ** (arity - 1);
  const coprime = Array.from({ length: max + 1 }, (_, divisor) => {
    const mask = new Uint32Array(words);
    for (let n = 1; n <= max; n++) if (gcd(n, divisor) === 1) mask[(n - 1) >>> 5]! |= 1 << ((n - 1) & 31);
    return mask;
  });
  const mask = new Uint32Array(rows * words);
  for (let row = 0; row < rows; row++) {
    let divisor = 0;
    for (let rest = row, i = 1; i < arity; i++, rest = Math.floor(rest / max)) divisor = gcd((rest % max) + 1, divisor);
    mask.set(coprime[divisor]!, row * words);
  }
  return mask;
}

/**
 * How many vectors a mask lets in.
 * @example countBits(primitiveMask(4, 20)); // 148527
 */
export function countBits(mask: Uint32Array): number {
  let count = 0;
  for (let word of mask) {
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/**
 * The coefficients with an index, written into `out`.
 * @example readCoefficients(5, 20, new Uint8Array(2)); // Uint8Array [1, 6]
 */
export function readCoefficients<Out extends Uint8Array | Float64Array>(index: number, max: number, out: Out): Out {
  let rest = index;
  for (let i = out.length - 1; i >= 0; i--) {
    out[i] = (rest % max) + 1;
    rest = Math.floor(rest / max);
  }
  return out;
}

/**
 * The index of coefficients.
 * @example indexOfCoefficients([1, 6], 20); // 5
 */
export function indexOfCoefficients(coefficients: ArrayLike<number>, max: number): number {
  let index = 0;
  for (let i = 0; i < coefficients.length; i++) index = index * max + coefficients[i]! - 1;
  return index;
}

/**
 * Calls back with every vector that a mask lets in, in ascending order of index.
 * @example forEachIndex(mask, 20, (index) => indices.push(index));
 */
export function forEachIndex(mask: Uint32Array, max: number, visit: (index: number) => void): void {
  const words = wordsPerRow(max);
  for (let at = 0; at < mask.length; at++) {
    const base = Math.floor(at / words) * max + 32 * (at % words);
    for (let bits = mask[at]!; bits !== 0; bits &= bits - 1) visit(base + 31 - Math.clz32(bits & -bits));
  }
}

/**
 * Greatest common divisor; gcd(a, 0) = a.
 * @example gcd(12, 18); // 6
 */
export function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
