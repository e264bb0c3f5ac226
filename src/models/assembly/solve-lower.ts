/**
 * The inner loops of forward substitution, L x = b, for four right-hand sides at once. AssemblyScript, compiled to
 * src/models/solve-lower.wasm by `npm run build:kernel`.
 *
 * The four stand side by side, one in each lane, and share the loads of L. Each is summed in the order of src/models/dot.ts, four partial
 * sums and then (s0 + s1) + (s2 + s3), so that what comes out is what solveLower of src/models/cholesky.ts gives, to the bit.
 */

/** From here on the memory is free: TypeScript lays it out. */
export const free: usize = (__heap_base + 15) & ~15;

/**
 * Replaces the right-hand sides by the solutions.
 * @param row the packed lower triangle, row after row
 * @param b the first of them, element by element, four lanes each
 */
export function solve(row: usize, b: usize, size: i32): void {
  for (let i = 0; i < size; i++) {
    let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
    let c0 = a0, c1 = a0, c2 = a0, c3 = a0;
    let x = b;
    const fours = row + 8 * (i & ~3);
    for (; row < fours; row += 32, x += 128) {
      const l0 = v128.load64_splat(row);
      const l1 = v128.load64_splat(row, 8);
      const l2 = v128.load64_splat(row, 16);
      const l3 = v128.load64_splat(row, 24);
      a0 = f64x2.add(a0, f64x2.mul(l0, v128.load(x)));
      c0 = f64x2.add(c0, f64x2.mul(l0, v128.load(x, 16)));
      a1 = f64x2.add(a1, f64x2.mul(l1, v128.load(x, 32)));
      c1 = f64x2.add(c1, f64x2.mul(l1, v128.load(x, 48)));
      a2 = f64x2.add(a2, f64x2.mul(l2, v128.load(x, 64)));
      c2 = f64x2.add(c2, f64x2.mul(l2, v128.load(x, 80)));
      a3 = f64x2.add(a3, f64x2.mul(l3, v128.load(x, 96)));
      c3 = f64x2.add(c3, f64x2.mul(l3, v128.load(x, 112)));
    }
    for (let j = i & ~3; j < i; j++, row += 8, x += 32) {
      const l = v128.load64_splat(row);
      a0 = f64x2.add(a0, f64x2.mul(l, v128.load(x)));
      c0 = f64x2.add(c0, f64x2.mul(l, v128.load(x, 16)));
    }
    const pivot = v128.load64_splat(row);
    row += 8;
    const a = f64x2.add(f64x2.add(a0, a1), f64x2.add(a2, a3));
    const c = f64x2.add(f64x2.add(c0, c1), f64x2.add(c2, c3));
    v128.store(x, f64x2.div(f64x2.sub(v128.load(x), a), pivot));
    v128.store(x, f64x2.div(f64x2.sub(v128.load(x, 16), c), pivot), 16);
  }
}
