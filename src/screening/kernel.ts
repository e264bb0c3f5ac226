/**
 * The fast engine: the WebAssembly sieve of src/screening/assembly/kernel.ts, with the plain engine as its judge. The sieve
 * computes in float32 to within a margin that is known beforehand; each compound nearer than that to a threshold, to the
 * edge of a bin or to the list is scored again in float64. So counts, bins and lists are those of the plain engine,
 * compound for compound.
 */
import { fail } from '../core/errors.ts';
import { loadModule } from '../core/load-module.ts';
import { setBounds } from './bounds.ts';
import { primitiveMask } from './coefficients.ts';
import type { ScreeningPlan } from './compile.ts';
import { binOf, type SetEngine, type Visit, type Visited } from './engine.ts';
import type { GridSpace } from './grid-space.ts';
import { BINS } from './histogram.ts';
import { createTwin, factorisedRows } from './twin.ts';

/** What the module exports; addresses are in bytes. */
interface Sieve {
  readonly memory: WebAssembly.Memory;
  readonly toThreshold: WebAssembly.Global;
  readonly toFloor: WebAssembly.Global;
  readonly pairs: WebAssembly.Global;
  readonly bins: WebAssembly.Global;
  freeMemory(): number;
  open(arity: number, max: number, masks: number): void;
  prepare(roots: number, positives: number, thresholdMargin: number, listMargin: number): void;
  visit(): number;
  visitBins(origin: number, listFrom: number): void;
  visitUndecided(leafSize: number, mayList: boolean, live: number): number;
  undecided(): number;
}

/** Roots and bins that the module has room for. */
const ROOTS = 64;
const TABLE_BINS = 1024;

/** Unit roundoff of float32. */
const ROUNDOFF = 2 ** -24;

/** Room for the rounding of the float64 numbers that scores are made of: some hundred times what can occur. */
const ROUNDOFF_64 = 1e-14;

/** Room for numbers that float32 loses near zero: the root of its least normal number is 1e-19. */
const LEAST_MARGIN = 1e-15;

/** Stands for an infinite floor in float32 arithmetic, with room for sums. */
const FAR = 1e30;

/**
 * A box of at most this many compounds is visited rather than cut again: the best of 200 to 3200, measured on the shipped
 * students without and with standard deviations.
 */
const LEAF_SIZE = { withoutRoots: 3200, withRoots: 1200 } as const;

/**
 * The compiled sieve, to be compiled once and shared with the threads.
 * @throws {UserError} when its file is damaged
 * @example createKernel(plan, 4, loadSieve(), { exhaustive: false });
 */
export function loadSieve(): WebAssembly.Module {
  return loadModule('screening/kernel.wasm');
}

/**
 * The fast engine of a factorised plan for one arity; of single elements, each one compound, the plain engine. `visit` throws a {@link UserError} for scores beyond float32.
 * @param module from `loadSieve`
 * @param exhaustive visits every compound; else bounds decide what they can
 * @example const engine = createKernel(plan, 4, loadSieve(), { exhaustive: true }); engine.load(elements);
 */
export function createKernel(
  plan: ScreeningPlan<GridSpace>,
  arity: number,
  module: WebAssembly.Module,
  { exhaustive }: { readonly exhaustive: boolean },
): SetEngine {
  if (arity === 1) return createTwin(plan, arity);
  const max = plan.space.maxCoefficient;
  const judge = factorisedRows(plan, arity);
  const { terms } = judge;
  let asked: Visit;
  let floor = 0;
  const imports = {
    above: (index: number) => (judge.score(index) >= asked.threshold ? 1 : 0),
    bin: (index: number) => binOf(judge.score(index), asked.histogram!.layout),
    offer: (index: number) => {
      const score = judge.score(index);
      if (score >= floor) floor = asked.offer(index, score);
    },
  };
  const sieve = new WebAssembly.Instance(module, { judge: imports }).exports as Sieve;
  const masks = sieve.freeMemory();
  const primitive = primitiveMask(arity, max);
  const missing = masks + primitive.byteLength - sieve.memory.buffer.byteLength;
  if (missing > 0) sieve.memory.grow(Math.ceil(missing / 65536));
  sieve.open(arity, max, masks);
  const { buffer } = sieve.memory;
  const mask = new Uint32Array(buffer, masks, primitive.length);
  const toThreshold = new Float64Array(buffer, sieve.toThreshold.value, arity);
  const toFloor = new Float64Array(buffer, sieve.toFloor.value, arity);
  const bins = new Uint32Array(buffer, sieve.bins.value, 4 * TABLE_BINS);
  const pairs = new Float32Array(buffer, sieve.pairs.value, ((arity * (arity - 1)) / 2) * ROOTS);
  const roots = terms.signs.length;
  const positives = terms.signs.filter((sign) => sign > 0).length;
  const leafSize = roots === 0 ? LEAF_SIZE.withoutRoots : LEAF_SIZE.withRoots;

  /** Writes the set with scores relative to `from` and times `scale`; more rounding is to be allowed for than F has. */
  const prepare = (from: number, scale: number, moreRounding: number): void => {
    let spread = 0;
    for (let p = 0; p < roots; p++) {
      let widest = 0;
      for (let pair = 0; pair * roots < terms.pairs.length; pair++) {
        const D = terms.pairs[pair * roots + p]!;
        pairs[pair * ROOTS + p] = D * scale * scale;
        widest = Math.max(widest, D);
      }
      spread += Math.sqrt(widest) * scale;
    }
    const write = (scalars: Float64Array, origin: number): number => {
      let most = 0;
      let size = Math.abs(terms.constant) + Math.abs(origin);
      for (let i = 0; i < arity; i++) {
        scalars[i] = (terms.scalars[i]! + terms.constant - origin) * scale;
        most = Math.max(most, Math.abs(scalars[i]!));
        size += Math.abs(terms.scalars[i]!);
      }
      if (!(most + spread < FAR))
        fail('student', 'scores that float32 can hold', `${most + spread}`, 'scale its weights');
      const rounding = ROUNDOFF * (6 + 2 * roots) * (most + spread) + ROUNDOFF_64 * (size * scale + spread);
      return rounding + moreRounding + LEAST_MARGIN;
    };
    const margin = write(toThreshold, from);
    const finite = Number.isFinite(floor);
    if (!finite) toFloor.fill(floor < 0 ? FAR : -FAR);
    sieve.prepare(roots, positives, margin, finite ? write(toFloor, floor) : 0);
  };

  const visitBins = ({ live }: Visit, { layout, counts }: NonNullable<Visit['histogram']>): Visited => {
    bins.fill(0);
    prepare(layout.origin, layout.scale, ROUNDOFF * 2 * BINS);
    sieve.visitBins(layout.originBin, (floor - layout.origin) * layout.scale + layout.originBin);
    let above = 0;
    for (let b = 0; b < BINS; b++) {
      const count = bins[4 * b]! + bins[4 * b + 1]! + bins[4 * b + 2]! + bins[4 * b + 3]!;
      counts[b]! += count;
      if (b >= layout.thresholdBin) above += count;
    }
    return { above, undecided: live };
  };

  return {
    mask,
    load: judge.load,
    score: judge.score,
    visit(visit: Visit): Visited {
      asked = visit;
      floor = visit.floor;
      if (visit.histogram) return visitBins(visit, visit.histogram);
      prepare(visit.threshold, 1, 0);
      if (exhaustive) return { above: sieve.visit(), undecided: visit.live };
      const mayList = setBounds(terms, max).upper >= floor;
      return { above: sieve.visitUndecided(leafSize, mayList, visit.live), undecided: sieve.undecided() };
    },
  };
}
