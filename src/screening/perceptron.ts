/**
 * The engine of a perceptron plan: the WebAssembly sieve of src/screening/assembly/perceptron.ts, with the float64 scorer below
 * as its judge. What goes into unit h of the first layer is a form of a compound's coefficients c_i, N in all, over N:
 *
 *   F_h = sum_i c_i s_h,i + sum_p w_h,p sqrt(q_p),   q_p = sum_{i<j} c_i c_j D_p,ij,
 *
 * with numbers s and D of its element set (src/screening/compile.ts). A rectifier scales, max(N x, 0) = N max(x, 0), so that the
 * whole network is computed times N and divided once, at the end.
 *
 * How far float32 can be off is known before a set is visited. With u = 2^-24 and g(m) = m u / (1 - m u) for m roundings:
 * - a form is off by at most N g(r + 9) (max_i |s_i| + sum_p |w_p| R_p / 2), for six elements, r roots and the range R of the values of each,
 *   since a standard deviation is at most half a range;
 * - a rectifier adds nothing;
 * - a sum of m inputs x with weights v and a bias b is off by at most sum |v| error(x) + error(b) + N g(m + 4) (most(b) + sum |v| most(x)),
 *   where interval arithmetic tells how large inputs and bias can be.
 * That, layer by layer, gives the margin of the output. Intervals also tell which units are rectified nowhere in the set, or
 * everywhere: the sieve has the former in the biases of the second layer, which become forms with that, and not the latter.
 */

import { loadModule } from '../core/load-module.ts';
import { wordsPerRow } from './coefficients.ts';
import type { ScreeningPlan } from './compile.ts';
import { binOf, type SetEngine, type Visit } from './engine.ts';
import type { GridSpace } from './grid-space.ts';
import { BINS } from './histogram.ts';
import { perceptronRows } from './perceptron-rows.ts';
import type { Layer, PerceptronTerms } from './perceptron-terms.ts';
import { formReach, largestOf, type Reach, ROUNDOFF, roundings, sumReach } from './reach.ts';

/** What the module exports; addresses are in bytes. */
interface Sieve
  extends Readonly<Record<'widths' | 'bins' | 'masks' | 'scalars' | 'floors', WebAssembly.Global>>,
    Readonly<Record<'rootWeights' | 'pairs' | 'unitWeights' | 'weights', WebAssembly.Global>> {
  readonly memory: WebAssembly.Memory;
  open(arity: number, max: number, units: number, roots: number, layers: number, weights: number): void;
  aim(surely: number, perhaps: number, list: number): void;
  aimBins(scale: number, shift: number, edge: number): void;
  visit(units: number, withBins: boolean): number;
}

/** Beyond this size numbers are not left to float32. */
const FAR = 1e30;

/** Room for numbers that float32 loses near zero: the root of its least normal number is 1e-19. */
const LEAST = 1e-15;

/** Float64 rounds 2^29 times finer than float32; twice that, to be safe. */
const FLOAT64 = 2 ** -28;

let compiled: WebAssembly.Module | undefined;

/**
 * The engine of a perceptron plan for one arity.
 * @example const engine = createPerceptron(plan, 4); engine.mask.set(primitiveMask(4, 20)); engine.load(elements);
 */
export function createPerceptron(plan: ScreeningPlan<GridSpace>, arity: number): SetEngine {
  const max = plan.space.maxCoefficient;
  const judge = perceptronRows(plan, arity);
  let asked: Visit;
  let floor = 0;
  let set = { left: 0, margin: 0 };
  const imports = {
    above: (index: number) => (judge.score(index) >= asked.threshold ? 1 : 0),
    bin: (index: number) => binOf(judge.score(index), asked.histogram!.layout),
    offer(index: number) {
      const score = judge.score(index);
      if (score >= floor) floor = asked.offer(index, score);
      return below(floor - set.margin);
    },
  };
  compiled ??= loadModule('screening/perceptron.wasm');
  const sieve = new WebAssembly.Instance(compiled, { judge: imports }).exports as Sieve;
  const writeSet = openSieve(sieve, judge.terms, arity, max);
  const bins = new Uint32Array(sieve.memory.buffer, sieve.bins.value, BINS);
  return {
    mask: new Uint32Array(sieve.memory.buffer, sieve.masks.value, max ** (arity - 1) * wordsPerRow(max)),
    load(elements) {
      judge.load(elements);
      set = writeSet();
    },
    score: judge.score,
    visit(visit) {
      const { threshold, histogram } = visit;
      const { left, margin } = set;
      asked = visit;
      floor = visit.floor;
      sieve.aim(-below(-threshold - margin), below(threshold - margin), below(floor - margin));
      if (histogram === undefined) return { above: sieve.visit(left, false), undecided: visit.live };
      const { origin, scale, originBin } = histogram.layout;
      const shift = originBin - origin * scale;
      sieve.aimBins(scale, shift, scale * margin + roundings(4) * (BINS + Math.abs(shift)));
      bins.fill(0);
      const above = sieve.visit(left, true);
      for (let b = 0; b < BINS; b++) histogram.counts[b]! += bins[b]!;
      return { above, undecided: visit.live };
    },
  };
}

/** A float32 that is not above x. */
function below(x: number): number {
  return Number.isFinite(x) ? Math.fround(x - 2 * ROUNDOFF * Math.abs(x)) : x;
}

/** A form: s and w. */
interface Form {
  readonly s: Float64Array;
  readonly w: Float64Array;
}

/**
 * Writes a perceptron into a sieve. What it returns writes an element set, and tells how many units of the first layer are left
 * and the margin of the scores: not a number, so that every compound goes to the judge, where float32 might not hold them.
 */
function openSieve(sieve: Sieve, { scalars, rootWeights, pairs, layers }: PerceptronTerms, arity: number, max: number) {
  const units = scalars.length / arity;
  const roots = rootWeights.length / units;
  const [second = IDENTITY, ...later] = layers;
  const widths = [second, ...later].map(({ outputs }, k) => (k === later.length ? 1 : inFours(outputs)));
  const laterWeights = later.flatMap((layer, k) => padded(layer, widths[k]!, widths[k + 1]!));
  new Int32Array(sieve.memory.buffer, sieve.widths.value, widths.length).set(widths);
  sieve.open(arity, max, inFours(units), roots, widths.length, laterWeights.length);
  const floats = ({ value }: WebAssembly.Global, length: number) =>
    new Float32Array(sieve.memory.buffer, value, length);
  floats(sieve.weights, laterWeights.length).set(laterWeights);
  const mostForms = inFours(units) + widths[0]! + 3;
  const toScalars = floats(sieve.scalars, arity * mostForms);
  const toRootWeights = floats(sieve.rootWeights, mostForms * roots);
  const toFloors = floats(sieve.floors, mostForms);
  const toUnitWeights = floats(sieve.unitWeights, inFours(units) * widths[0]!);
  const toPairs = floats(sieve.pairs, ((arity * (arity - 1)) / 2) * inFours(roots));

  const forms: Form[] = Array.from({ length: units }, (_, h) => ({
    s: scalars.subarray(h * arity, (h + 1) * arity),
    w: rootWeights.subarray(h * roots, (h + 1) * roots),
  }));
  const biases: Form[] = Array.from(second.biases, () => ({ s: new Float64Array(arity), w: new Float64Array(roots) }));
  const spreads = new Float64Array(roots);

  const writePairs = (): void => {
    spreads.fill(0);
    for (let at = 0; at < pairs.length; at++) {
      const p = at % roots;
      toPairs[((at - p) / roots) * inFours(roots) + p] = pairs[at]!;
      spreads[p] = Math.max(spreads[p]!, Math.sqrt(pairs[at]!) / 2);
    }
  };
  const writeForm = ({ s, w }: Form, place: number, least: number): void => {
    for (let i = 0; i < arity; i++) toScalars[i * mostForms + place] = s[i]!;
    for (let p = 0; p < roots; p++) toRootWeights[placeOf(place, p, roots)] = w[p]!;
    toFloors[place] = least;
  };
  const bendOf = ({ lower, upper }: Reach): Bend => {
    if (lower >= 0 || layers.length === 0) return 'nowhere';
    return upper <= 0 ? 'everywhere' : 'somewhere';
  };
  /** A bias of the second layer with the units that are rectified nowhere; its reach. */
  const biasWithUnits = ({ s, w }: Form, j: number, reaches: readonly Reach[]): Reach => {
    let rounding = 0;
    s.fill(second.biases[j]!);
    w.fill(0);
    for (const [h, reach] of reaches.entries()) {
      const bend = bendOf(reach);
      const weight = second.weights[j * units + h]!;
      if (bend !== 'somewhere') rounding += FLOAT64 * Math.abs(weight) * reach.error;
      if (bend !== 'nowhere') continue;
      for (let i = 0; i < arity; i++) s[i]! += weight * forms[h]!.s[i]!;
      for (let p = 0; p < roots; p++) w[p]! += weight * forms[h]!.w[p]!;
    }
    const reach = formReach(s, w, spreads, max);
    return { ...reach, error: reach.error + rounding };
  };
  return (): { readonly left: number; readonly margin: number } => {
    writePairs();
    const reaches = forms.map(({ s, w }) => formReach(s, w, spreads, max));
    const left = [...forms.keys()].filter((h) => bendOf(reaches[h]!) === 'somewhere');
    left.forEach((h, place) => {
      writeForm(forms[h]!, place, 0);
    });
    toUnitWeights.fill(0);
    const inputs = left.map((h) => reaches[h]!);
    let outputs = biases.map((bias, j) => {
      const reach = biasWithUnits(bias, j, reaches);
      writeForm(bias, left.length + j, Number.NEGATIVE_INFINITY);
      const weights = left.map((h) => second.weights[j * units + h]!);
      weights.forEach((weight, i) => {
        toUnitWeights[later.length === 0 ? i : placeOf(j, i, inFours(left.length))] = weight;
      });
      return sumReach(reach, weights, inputs);
    });
    let most = Math.max(
      ...spreads.map((spread) => spread * spread),
      ...reaches.map(largestOf),
      ...outputs.map(largestOf),
    );
    for (const layer of later) {
      const from = outputs;
      outputs = weightsOf(layer).map((row, j) => sumReach(exactly(layer.biases[j]!), row, from));
      most = Math.max(most, ...outputs.map(largestOf));
    }
    const [output] = outputs;
    const margin = output!.error + roundings(2) * largestOf(output!) + LEAST;
    return { left: left.length, margin: most < FAR ? margin : Number.NaN };
  };
}

/** Where in an element set a unit is rectified. */
type Bend = 'nowhere' | 'somewhere' | 'everywhere';

/** What the output of a perceptron without a hidden layer goes through. */
const IDENTITY: Layer = { inputs: 1, outputs: 1, weights: Float64Array.of(1), biases: Float64Array.of(0) };

function exactly(value: number): Reach {
  return { lower: value, upper: value, error: 0 };
}

/** The weights of each output. */
function weightsOf({ inputs, outputs, weights }: Layer): Float64Array[] {
  return Array.from({ length: outputs }, (_, j) => weights.subarray(j * inputs, (j + 1) * inputs));
}

/** The next multiple of four. */
function inFours(count: number): number {
  return 4 * Math.ceil(count / 4);
}

/** Where the sieve has the weight of an input in an output: four outputs after four, input by input. */
function placeOf(output: number, input: number, inputs: number): number {
  return (output - (output % 4)) * inputs + 4 * input + (output % 4);
}

/** Biases and weights of a layer as the sieve has them, with zeros beyond the layer's own inputs and outputs. */
function padded(layer: Layer, inputs: number, outputs: number): number[] {
  const numbers = [...layer.biases, ...Array<number>(outputs - layer.outputs + inputs * outputs).fill(0)];
  for (const [j, row] of weightsOf(layer).entries()) {
    for (const [i, weight] of row.entries()) numbers[outputs + (outputs === 1 ? i : placeOf(j, i, inputs))] = weight;
  }
  return numbers;
}
