/** Forward substitution for many right-hand sides: four at once in WebAssembly, with the sums of solveLower in their order. */
import { loadModule } from '../core/load-module.ts';
import type { Matrix } from '../core/matrix.ts';

/** What the module exports; addresses are in bytes. */
interface Solver {
  readonly memory: WebAssembly.Memory;
  readonly free: WebAssembly.Global;
  solve(triangle: number, b: number, size: number): void;
}

const LANES = 4;
const BYTES = Float64Array.BYTES_PER_ELEMENT;

let solver: Solver | undefined;

/**
 * Replaces each row b of a matrix by the solution of L x = b; the same to the bit as solveLower gives for the row alone.
 * @param triangle packed lower triangle of L, of as many rows as the matrix has columns
 * @throws {UserError} when the file of the module is damaged
 * @example solveLowerRows(Float64Array.of(2, 1, 2), matrixFrom([[4, 4], [2, 1]])); // [2, 1] and [1, 0]
 */
export function solveLowerRows(triangle: Float64Array, { data, rows, cols }: Matrix): void {
  solver ??= new WebAssembly.Instance(loadModule('models/solve-lower.wasm'), {}).exports as unknown as Solver;
  const { memory, free, solve } = solver;
  const [at, length] = [free.value, LANES * cols];
  const missing = at + BYTES * (length + triangle.length) - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  const lanes = new Float64Array(memory.buffer, at, length);
  new Float64Array(memory.buffer, at + BYTES * length, triangle.length).set(triangle);
  for (let from = 0; from < data.length; from += length) {
    const live = Math.min(LANES, rows - from / cols);
    for (let lane = 0, k = from; lane < live; lane++) {
      for (let j = lane; j < length; j += LANES, k++) lanes[j] = data[k]!;
    }
    solve(at + BYTES * length, at, cols);
    for (let lane = 0, k = from; lane < live; lane++) {
      for (let j = lane; j < length; j += LANES, k++) data[k] = lanes[j]!;
    }
  }
}
