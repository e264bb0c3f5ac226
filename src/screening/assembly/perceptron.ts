/**
 * The sieve for perceptrons: in float32, four compounds at once. AssemblyScript, compiled to src/screening/perceptron.wasm
 * by `npm run build:kernel`.
 *
 * A compound of one element set has coefficients c_0 .. c_{k-1}, N in all. What goes into a unit of the first layer, times N, is
 * a form of them,
 *
 *   F = sum_i c_i s_i + sum_p w_p sqrt(q_p),   q_p = sum_{i<j} c_i c_j D_p,ij,
 *
 * with a scalar s for each element and a weight w for each standard deviation. A rectifier scales, max(N x, 0) =
 * N max(x, 0), so that the whole network is computed times N, and divided once at its end. Units that are rectified nowhere in the
 * element set, or everywhere, need not be computed: TypeScript adds the former to the biases of the second layer, which become
 * forms with that, and leaves the latter out. The forms of the units that are left come first, then those of the biases.
 *
 * A row is all compounds that differ in the last coefficient n only: along it F = head + n step + sum_p w_p sqrt(alpha_p + n beta_p).
 * Scores are right to within a margin that TypeScript knows. Where that does not tell whether a score reaches the
 * threshold or which bin it lies in, and for every compound that may enter the list, the sieve asks the judge: the float64
 * scorer in TypeScript, which alone decides. What comes out is therefore exact.
 */

@external('judge', 'above') declare function above(index: i32): i32;
/** Gives the score from which compounds are to be offered from now on. */
@external('judge', 'offer') declare function offer(index: i32): f32;
@external('judge', 'bin') declare function bin(index: i32): i32;

const MOST_ELEMENTS = 6;
const MOST_ROOTS = 64;
const MOST_LAYERS = 64;
const MOST_TOTAL = MOST_ELEMENTS * 256;
const BINS = 512;

/** Outputs of each layer after the first: a multiple of four, but one in the last. */
export const widths: usize = memory.data(4 * MOST_LAYERS, 16);
/** Compounds in each bin. */
export const bins: usize = memory.data(4 * BINS, 16);
const inverses: usize = memory.data(4 * MOST_TOTAL, 16);
const coefficients: usize = memory.data(4 * MOST_ELEMENTS, 16);
const alpha: usize = memory.data(4 * MOST_ROOTS, 16);
const beta: usize = memory.data(4 * MOST_ROOTS, 16);
/** The roots of a group, four lanes each. */
const rootsOfGroup: usize = memory.data(16 * MOST_ROOTS, 16);
const ZEROS: usize = memory.data(16, 16);
/** The bins of a group. */
const places: usize = memory.data(16, 16);

// Laid out by `open`, written by TypeScript.
/** Masks of the rows, as in kernel.ts. */
export let masks: usize = 0;
/** s: element by element, form by form; a multiple of four forms. */
export let scalars: usize = 0;
/** w: four forms after four, root by root. */
export let rootWeights: usize = 0;
/** D: pair by pair, root by root; a multiple of four roots. */
export let pairs: usize = 0;
/** What each form is not less than: 0 for a unit, -Infinity for a bias. */
export let floors: usize = 0;
/** Weights of the second layer: four outputs after four, input by input; inputs are a multiple of four. */
export let unitWeights: usize = 0;
/** Layer by layer after the second: the biases, and the weights as before. */
export let weights: usize = 0;

// Written here.
let heads: usize = 0;
/** Forms, then the outputs of layer after layer, for the compounds of a group, four lanes each. */
let values: usize = 0;

let elements: i32 = 0;
let largest: i32 = 0;
let words: i32 = 0;
let roots: i32 = 0;
let layers: i32 = 0;
let units: i32 = 0;
let forms: i32 = 0;
let formBytes: i32 = 0;
let rootBytes: i32 = 0;
let free: usize = 0;

// What to do with a score.
let surelyAbove: f32 = 0;
let perhapsAbove: f32 = 0;
let listFrom: f32 = 0;
let binned: bool = false;
let scale: f32 = 0;
let shift: f32 = 0;
let edge: f32 = 0;

/**
 * Lays out the memory: k elements, coefficients from 1 to the largest, most units of the first layer, a multiple of four, roots,
 * layers after the first, and weights and biases in those after the second. The widths are written.
 */
export function open(k: i32, most: i32, mostUnits: i32, rootCount: i32, layerCount: i32, weightCount: i32): void {
  elements = k;
  largest = most;
  words = (most + 31) >> 5;
  roots = rootCount;
  layers = layerCount;
  rootBytes = ((rootCount + 3) >> 2) << 4;
  const second = load<i32>(widths);
  const mostForms = mostUnits + second + 3;
  formBytes = 4 * mostForms;
  let rows = 1;
  for (let i = 1; i < k; i++) rows *= most;
  let width = mostForms;
  for (let layer = 1; layer < layerCount; layer++) width += load<i32>(widths + 4 * layer);
  for (let n = 1; n < MOST_TOTAL; n++) store<f32>(inverses + 4 * n, <f32>(1.0 / <f64>n));
  free = __heap_base;
  masks = take(4 * rows * words);
  scalars = take(k * formBytes);
  heads = take(formBytes);
  floors = take(formBytes);
  rootWeights = take(formBytes * rootCount);
  pairs = take(((k * (k - 1)) / 2) * rootBytes);
  unitWeights = take(4 * mostUnits * second);
  weights = take(4 * weightCount);
  values = take(16 * width);
}

function take(bytes: i32): usize {
  const at = (free + 15) & ~15;
  free = at + bytes;
  const missing = <i32>((free + 65535) >>> 16) - memory.size();
  if (missing > 0) memory.grow(missing);
  return at;
}

/**
 * Says from which score on a compound is at the threshold for sure, from which it may be, and from which it is offered. A
 * bound that is no number lets every compound go to the judge.
 */
export function aim(surely: f32, perhaps: f32, list: f32): void {
  surelyAbove = surely;
  perhapsAbove = perhaps;
  listFrom = list;
}

/** Says where a score lies among the bins, score * scale + shift, and how near to the edge of one the judge has to tell. */
export function aimBins(binScale: f32, binShift: f32, binEdge: f32): void {
  scale = binScale;
  shift = binShift;
  edge = binEdge;
}

/**
 * Visits the compounds that the masks let in: how many reach the threshold. Offers to the list.
 * @param unitCount units of the first layer that are left
 * @param withBins counts bins too
 */
export function visit(unitCount: i32, withBins: bool): i32 {
  units = unitCount;
  forms = unitCount + load<i32>(widths);
  binned = withBins;
  let count = 0;
  let row = 0;
  for (let i = 0; i < elements - 1; i++) store<i32>(coefficients + 4 * i, 1);
  do {
    count += visitRow(row++);
  } while (nextRow());
  return count;
}

function nextRow(): bool {
  for (let i = elements - 2; i >= 0; i--) {
    const c = load<i32>(coefficients + 4 * i) + 1;
    store<i32>(coefficients + 4 * i, c <= largest ? c : 1);
    if (c <= largest) return true;
  }
  return false;
}

function visitRow(row: i32): i32 {
  const mask = masks + 4 * row * words;
  let count = 0;
  let total = 0;
  for (let word = 0; word < words; word++) {
    const bits = load<u32>(mask + 4 * word);
    if (bits == 0) continue;
    if (total == 0) total = takeRow();
    for (let group = 0; group < 8; group++) {
      const live = (bits >> (4 * group)) & 15;
      if (live != 0) count += visitGroup(total, 32 * word + 4 * group, live, row * largest);
    }
  }
  return count;
}

/** Takes up the row of the coefficients; their sum. */
function takeRow(): i32 {
  const last = elements - 1;
  let total = 0;
  for (let i = 0; i < last; i++) total += load<i32>(coefficients + 4 * i);
  for (let f = 0; f < 4 * forms; f += 16) {
    let head = f32x4.splat(0);
    for (let i = 0; i < last; i++) {
      head = f32x4.add(head, f32x4.mul(coefficient(i), v128.load(scalars + i * formBytes + f)));
    }
    v128.store(heads + f, head);
  }
  for (let p = 0; p < rootBytes; p += 16) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let D = pairs + p;
    for (let i = 0; i < last; i++) {
      for (let j = i + 1; j < last; j++, D += rootBytes) {
        a = f32x4.add(a, f32x4.mul(f32x4.mul(coefficient(i), coefficient(j)), v128.load(D)));
      }
      b = f32x4.add(b, f32x4.mul(coefficient(i), v128.load(D)));
      D += rootBytes;
    }
    v128.store(alpha + p, a);
    v128.store(beta + p, b);
  }
  return total;
}

@inline function coefficient(i: i32): v128 {
  return f32x4.splat(<f32>load<i32>(coefficients + 4 * i));
}

/** Decides on the compounds n = from + 1 .. from + 4 of a row, of which some are live. */
function visitGroup(total: i32, from: i32, live: i32, rowIndex: i32): i32 {
  const n = f32x4.add(f32x4.splat(<f32>from), f32x4(1, 2, 3, 4));
  const atoms = f32x4.add(f32x4.splat(<f32>total), n);
  const score = f32x4.mul(network(n, atoms), v128.load(inverses + 4 * (total + from + 1), 0, 1));
  const surely = i32x4.bitmask(f32x4.ge(score, f32x4.splat(surelyAbove))) & live;
  const unsure = live & ~surely & ~i32x4.bitmask(f32x4.lt(score, f32x4.splat(perhapsAbove)));
  const listed = live & ~i32x4.bitmask(f32x4.lt(score, f32x4.splat(listFrom)));
  const index = rowIndex + from;
  let count = popcnt(surely);
  if (unsure | listed) {
    for (let lane = 0; lane < 4; lane++) {
      if ((unsure >> lane) & 1) count += above(index + lane);
      if ((listed >> lane) & 1) listFrom = offer(index + lane);
    }
  }
  if (binned) countBins(score, live, index);
  return count;
}

/** N times the output for the compounds of a group. */
@inline function network(n: v128, atoms: v128): v128 {
  for (let p = 0; p < roots; p++) {
    const q = f32x4.add(v128.load32_splat(alpha + 4 * p), f32x4.mul(v128.load32_splat(beta + 4 * p), n));
    v128.store(rootsOfGroup + 16 * p, f32x4.sqrt(q));
  }
  for (let f = 0; f < forms; f += 4) takeForms(f, n);
  const unitInputs = (units + 3) & ~3;
  let output = values + 16 * units;
  if (layers == 1) return f32x4.add(v128.load(output), dot(unitWeights, values, unitInputs));
  let outputs = load<i32>(widths);
  takeLayer(output, outputs, unitWeights, values, unitInputs);
  let weight = weights;
  for (let layer = 1; layer < layers; layer++) {
    const input = output;
    const inputs = outputs;
    output += 16 * inputs;
    outputs = load<i32>(widths + 4 * layer);
    for (let j = 0; j < outputs; j++, weight += 4) {
      v128.store(output + 16 * j, f32x4.mul(v128.load32_splat(weight), atoms));
    }
    if (layer < layers - 1) takeLayer(output, outputs, weight, input, inputs);
    else v128.store(output, f32x4.add(v128.load(output), dot(weight, input, inputs)));
    weight += 4 * inputs * outputs;
  }
  return v128.load(output);
}

/** Four forms for the compounds of a group. */
@inline function takeForms(f: i32, n: v128): void {
  const head = heads + 4 * f;
  const step = scalars + (elements - 1) * formBytes + 4 * f;
  const F0 = f32x4.add(v128.load32_splat(head), f32x4.mul(v128.load32_splat(step), n));
  const F1 = f32x4.add(v128.load32_splat(head, 4), f32x4.mul(v128.load32_splat(step, 4), n));
  const F2 = f32x4.add(v128.load32_splat(head, 8), f32x4.mul(v128.load32_splat(step, 8), n));
  const F3 = f32x4.add(v128.load32_splat(head, 12), f32x4.mul(v128.load32_splat(step, 12), n));
  addFour(values + 16 * f, F0, F1, F2, F3, rootWeights + 4 * f * roots, rootsOfGroup, roots, floors + 4 * f);
}

/** Adds weighed inputs to the biases of a layer, and rectifies. Weights: four outputs after four, input by input. */
function takeLayer(output: usize, outputs: i32, weight: usize, input: usize, inputs: i32): void {
  for (let j = 0; j < outputs; j += 4, output += 64, weight += 16 * inputs) {
    const b0 = v128.load(output);
    const b1 = v128.load(output, 16);
    const b2 = v128.load(output, 32);
    const b3 = v128.load(output, 48);
    addFour(output, b0, b1, b2, b3, weight, input, inputs, ZEROS);
  }
}

/** Adds weighed inputs to four sums, and stores them, none below its floor. */
@inline function addFour(
  to: usize, s0: v128, s1: v128, s2: v128, s3: v128, weight: usize, input: usize, inputs: i32, least: usize,
): void {
  for (let i = 0; i < inputs; i++, weight += 16, input += 16) {
    const x = v128.load(input);
    s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(weight), x));
    s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(weight, 4), x));
    s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(weight, 8), x));
    s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(weight, 12), x));
  }
  v128.store(to, f32x4.pmax(s0, v128.load32_splat(least)));
  v128.store(to, f32x4.pmax(s1, v128.load32_splat(least, 4)), 16);
  v128.store(to, f32x4.pmax(s2, v128.load32_splat(least, 8)), 32);
  v128.store(to, f32x4.pmax(s3, v128.load32_splat(least, 12)), 48);
}

/** Sum of weighed inputs, a multiple of four, in four parts that need not wait for each other. */
@inline function dot(weight: usize, input: usize, inputs: i32): v128 {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  for (let i = 0; i < inputs; i += 4, weight += 16, input += 64) {
    s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(weight), v128.load(input)));
    s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(weight, 4), v128.load(input, 16)));
    s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(weight, 8), v128.load(input, 32)));
    s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(weight, 12), v128.load(input, 48)));
  }
  return f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
}

/** Counts the live compounds in their bins; the first and the last bin hold what lies beyond them. */
function countBins(score: v128, live: i32, index: i32): void {
  const place = f32x4.add(f32x4.mul(score, f32x4.splat(scale)), f32x4.splat(shift));
  const toEdge = f32x4.abs(f32x4.sub(place, f32x4.nearest(place)));
  const unsure = ~i32x4.bitmask(f32x4.gt(toEdge, f32x4.splat(edge)));
  const within = f32x4.min(f32x4.max(place, f32x4.splat(0)), f32x4.splat(<f32>(BINS - 1)));
  v128.store(places, i32x4.trunc_sat_f32x4_s(within));
  for (let lane = 0; lane < 4; lane++) {
    if (!((live >> lane) & 1)) continue;
    const at = bins + 4 * ((unsure >> lane) & 1 ? bin(index + lane) : load<i32>(places + 4 * lane));
    store<i32>(at, load<i32>(at) + 1);
  }
}
