/**
 * The sieve: the inner loops of a screening, in float32, four compounds at once. AssemblyScript, compiled to
 * src/screening/kernel.wasm by `npm run build:kernel`.
 *
 * A compound of one element set has coefficients c_0 .. c_{k-1}, N in all. Its score is
 *
 *   (sum_i c_i s_i + sum_p sign_p sqrt(q_p)) / N + K,   q_p = sum_{i<j} c_i c_j D_p,ij,
 *
 * with a scalar s for each element and, for each standard deviation, the weighed squared differences D of its property:
 * N^2 variance = q. Whether a score reaches a threshold T needs no division: it does where
 *
 *   F = sum_i c_i (s_i + K - T) + sum_p sign_p sqrt(q_p) >= 0.
 *
 * All but the last two coefficients make a tile of max x max compounds; in it q = (A0 + c A1) + n (B0 + c B1), so that along
 * the last coefficient n each deviation costs a multiplication, an addition and a root. No q is a difference, so float32
 * gives every F to within `margin` N. Where |F| is less, and for every compound that may enter the list, the sieve
 * asks the judge: the float64 twin in TypeScript, which alone decides. What comes out is therefore exact.
 *
 * A compound's index in its set is its coefficients, each less 1, as the digits of a number in base max. Bit n - 1 of a row's mask
 * (the words of one c) says whether the compound is to be counted at all.
 */

@external('judge', 'above') declare function above(index: i32): i32;
@external('judge', 'offer') declare function offer(index: i32): void;
@external('judge', 'bin') declare function bin(index: i32): i32;

const MOST_ELEMENTS = 6;
const MOST_PAIRS = 15;
const MOST_ROOTS = 64;
const MOST_COEFFICIENT = 256;
/** Bytes of one pair's D. */
const PAIR: usize = 4 * MOST_ROOTS;
const MOST_CORNERS = 1 << (MOST_ELEMENTS - 2);
const MOST_TOTAL = MOST_ELEMENTS * MOST_COEFFICIENT;
const BINS = 1024;
/** Where the compounds go that a mask leaves out. */
const NO_BIN = BINS - 1;
/** Adding 1.5 x 2^23 to a small float32, of either sign, leaves its nearest integer in the low bits. */
const TO_INTEGER: f32 = 12582912;
/** A row whose 20 coefficients all count. */
const WHOLE_ROW = 0xfffff;

// What TypeScript writes for an element set, see prepare.
/** s_i + K - T, float64. */
export const toThreshold: usize = memory.data(8 * MOST_ELEMENTS);
/** The same for the lowest score that may enter the list. */
export const toFloor: usize = memory.data(8 * MOST_ELEMENTS);
/** D: pair by pair (0,1), (0,2) .. (k-2,k-1), and within a pair root by root, those with the sign + first, float32. */
export const pairs: usize = memory.data(4 * MOST_PAIRS * MOST_ROOTS, 16);
/** Four counts a bin, one for each lane: neighbours often share a bin, and need not wait for each other. */
export const bins: usize = memory.data(4 * 4 * BINS, 16);

let elements: i32 = 0;
let largest: i32 = 0;
let groups: i32 = 0;
/** Bytes of a row of float32, whole groups. */
let rowBytes: usize = 0;
let masks: usize = 0;
/** Address of D of the last two elements. */
let lastPair: usize = 0;
let words: i32 = 0;
let roots: i32 = 0;
/** How many of them have the sign +. */
let positives: i32 = 0;
let margin: f32 = 0;
let floorMargin: f32 = 0;
let lanesOfRoots: i32 = 0;

/** Whether any compound of the set at hand may enter the list. */
let listable: bool = true;

/** Boxes of coefficients, each with the lower and the upper one of every element: all of them, and parts of parts of it. */
const boxes: usize = memory.data(4 * 2 * MOST_ELEMENTS * 64);

// The tile at hand.
const outer: usize = memory.data(4 * MOST_ELEMENTS);
const outerFloats: usize = memory.data(4 * MOST_ELEMENTS);
let outerTotal: i32 = 0;
let outerToThreshold: f64 = 0;
let outerToFloor: f64 = 0;
/** Number of the tile's first row in the set. */
let firstRow: i32 = 0;
const A0: usize = memory.data(4 * MOST_ROOTS, 16);
const A1: usize = memory.data(4 * MOST_ROOTS, 16);
const B0: usize = memory.data(4 * MOST_ROOTS, 16);

// The row at hand: q = alpha + n beta.
const alpha: usize = memory.data(4 * MOST_ROOTS, 16);
const beta: usize = memory.data(4 * MOST_ROOTS, 16);

/** n (s_last + K - T) and its twin for the list, n = 1 .. largest. */
const thresholdSteps: usize = memory.data(4 * MOST_COEFFICIENT, 16);
const floorSteps: usize = memory.data(4 * MOST_COEFFICIENT, 16);
const inverses: usize = memory.data(4 * (MOST_TOTAL + MOST_COEFFICIENT), 16);
/** Where the count of each compound of the row at hand stands in `bins`, in bytes, but for the lane. */
const places: usize = memory.data(4 * MOST_COEFFICIENT, 16);
const LANES: usize = memory.data<u32>(
  [0x1, 0x2, 0x4, 0x8, 0x10, 0x20, 0x40, 0x80, 0x100, 0x200, 0x400, 0x800, 0x1000, 0x2000, 0x4000, 0x8000,
    0x10000, 0x20000, 0x40000, 0x80000, 0x100000, 0x200000, 0x400000, 0x800000,
    0x1000000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000, 0x80000000], 16);

/** Address of the first byte that is free for masks. */
export function freeMemory(): usize {
  return (__heap_base + 15) & ~15;
}

/** Says what the space is: k elements, coefficients from 1 to the largest, `words` words of mask a row at `masks`. */
export function open(k: i32, most: i32, maskAddress: usize): void {
  elements = k;
  largest = most;
  groups = (most + 3) >> 2;
  rowBytes = 16 * groups;
  words = (most + 31) >> 5;
  masks = maskAddress;
  lastPair = pairs + PAIR * ((k * (k - 1)) / 2 - 1);
  for (let n = 1; n < MOST_TOTAL + MOST_COEFFICIENT; n++) store<f32>(inverses + 4 * n, <f32>(1.0 / <f64>n));
}

/** Takes up the element set that TypeScript has written. Roots beyond the last, up to a whole group of four, are zero. */
export function prepare(rootCount: i32, positiveCount: i32, thresholdMargin: f32, listMargin: f32): void {
  roots = rootCount;
  positives = positiveCount;
  margin = thresholdMargin;
  floorMargin = listMargin;
  lanesOfRoots = ((rootCount + 3) >> 2) << 4;
  const last = 8 * (elements - 1);
  for (let n = 1; n <= 4 * groups; n++) {
    store<f32>(thresholdSteps + 4 * (n - 1), <f32>(<f64>n * load<f64>(toThreshold + last)));
    store<f32>(floorSteps + 4 * (n - 1), <f32>(<f64>n * load<f64>(toFloor + last)));
  }
}

// ---- tiles, rows, groups of four ----

/** Takes up the tile of the coefficients in `outer`. */
function takeTile(): void {
  const count = elements - 2;
  outerTotal = 0;
  outerToThreshold = 0;
  outerToFloor = 0;
  for (let i = 0; i < count; i++) {
    const c = load<i32>(outer + 4 * i);
    store<f32>(outerFloats + 4 * i, <f32>c);
    outerTotal += c;
    outerToThreshold += <f64>c * load<f64>(toThreshold + 8 * i);
    outerToFloor += <f64>c * load<f64>(toFloor + 8 * i);
  }
  takeRows();
  for (let p: i32 = 0; p < lanesOfRoots; p += 16) {
    let a0 = f32x4.splat(0);
    let a1 = f32x4.splat(0);
    let b0 = f32x4.splat(0);
    let D: usize = pairs + p;
    for (let i = 0; i < count; i++) {
      const ci = v128.load32_splat(outerFloats + 4 * i);
      for (let j = i + 1; j < count; j++, D += PAIR) {
        a0 = f32x4.add(a0, f32x4.mul(f32x4.mul(ci, v128.load32_splat(outerFloats + 4 * j)), v128.load(D)));
      }
      a1 = f32x4.add(a1, f32x4.mul(ci, v128.load(D)));
      b0 = f32x4.add(b0, f32x4.mul(ci, v128.load(D, PAIR)));
      D += 2 * PAIR;
    }
    v128.store(A0 + p, a0);
    v128.store(A1 + p, a1);
    v128.store(B0 + p, b0);
  }
}

function takeRows(): void {
  firstRow = 0;
  for (let i = 0; i < elements - 2; i++) firstRow = firstRow * largest + load<i32>(outer + 4 * i) - 1;
  firstRow *= largest;
}

/** Takes up the row of one c in the tile. */
@inline function takeRow(c: i32): void {
  const b1 = lastPair;
  const vc = f32x4.splat(<f32>c);
  for (let p: i32 = 0; p < lanesOfRoots; p += 16) {
    v128.store(alpha + p, f32x4.add(v128.load(A0 + p), f32x4.mul(vc, v128.load(A1 + p))));
    v128.store(beta + p, f32x4.add(v128.load(B0 + p), f32x4.mul(vc, v128.load(b1 + p))));
  }
}

/** sum_p sign_p sqrt(alpha_p + n beta_p) for the four n of a group. */
@inline function rootsOfGroup(group: i32): v128 {
  const n = f32x4.add(f32x4.splat(4.0 * <f32>group), f32x4(1.0, 2.0, 3.0, 4.0));
  let sum = f32x4.splat(0);
  let p: i32 = 0;
  for (; p < positives; p++) sum = f32x4.add(sum, root(p, n));
  for (; p < roots; p++) sum = f32x4.sub(sum, root(p, n));
  return sum;
}

@inline function root(p: i32, n: v128): v128 {
  const at = 4 * p;
  return f32x4.sqrt(f32x4.add(v128.load32_splat(alpha + at), f32x4.mul(v128.load32_splat(beta + at), n)));
}

/** All bits set, a NaN, in the lanes of a group that the mask leaves out: no comparison with them holds. */
@inline function leftOut(row: usize, group: i32): v128 {
  const bits = i32x4.splat(load<i32>(row + ((group >> 3) << 2)));
  return i32x4.eq(v128.and(bits, v128.load(LANES + ((group & 7) << 4))), i32x4.splat(0));
}

@inline function rowMask(c: i32): usize {
  return masks + 4 * words * (firstRow + c - 1);
}

@inline function sum4(x: v128): i32 {
  return i32x4.extract_lane(x, 0) + i32x4.extract_lane(x, 1) + i32x4.extract_lane(x, 2) + i32x4.extract_lane(x, 3);
}

// ---- counting and listing ----

/** Compounds at or above the threshold in the rows cLow..cHigh and groups gLow..gHigh of the tile; offers to the list. */
function visitTile(cLow: i32, cHigh: i32, gLow: i32, gHigh: i32): i32 {
  const near = f32x4.splat(margin * <f32>(outerTotal + 2 * largest));
  const below = f32x4.neg(near);
  const nearFloor = f32x4.splat(-floorMargin * <f32>(outerTotal + 2 * largest));
  const wholeRows = roots == 0 && gLow == 0 && gHigh == 4 && words == 1;
  const cToThreshold = load<f64>(toThreshold + 8 * (elements - 2));
  const cToFloor = load<f64>(toFloor + 8 * (elements - 2));
  let perhaps = i32x4.splat(0);
  let surely = i32x4.splat(0);
  let best = f32x4.splat(-Infinity);
  for (let c = cLow; c <= cHigh; c++) {
    const row = rowMask(c);
    const A = f32x4.splat(<f32>(outerToThreshold + <f64>c * cToThreshold));
    const B = f32x4.splat(<f32>(outerToFloor + <f64>c * cToFloor));
    if (wholeRows && load<u32>(row) == WHOLE_ROW) {
      // Five groups in a line, nothing left out and no roots: the case that most of a space consists of.
      const f0 = f32x4.add(A, v128.load(thresholdSteps));
      const f1 = f32x4.add(A, v128.load(thresholdSteps, 16));
      const f2 = f32x4.add(A, v128.load(thresholdSteps, 32));
      const f3 = f32x4.add(A, v128.load(thresholdSteps, 48));
      const f4 = f32x4.add(A, v128.load(thresholdSteps, 64));
      perhaps = i32x4.sub(perhaps, f32x4.ge(f0, below));
      perhaps = i32x4.sub(perhaps, f32x4.ge(f1, below));
      perhaps = i32x4.sub(perhaps, f32x4.ge(f2, below));
      perhaps = i32x4.sub(perhaps, f32x4.ge(f3, below));
      perhaps = i32x4.sub(perhaps, f32x4.ge(f4, below));
      surely = i32x4.sub(surely, f32x4.ge(f0, near));
      surely = i32x4.sub(surely, f32x4.ge(f1, near));
      surely = i32x4.sub(surely, f32x4.ge(f2, near));
      surely = i32x4.sub(surely, f32x4.ge(f3, near));
      surely = i32x4.sub(surely, f32x4.ge(f4, near));
      best = f32x4.pmax(best, f32x4.add(B, v128.load(floorSteps)));
      best = f32x4.pmax(best, f32x4.add(B, v128.load(floorSteps, 16)));
      best = f32x4.pmax(best, f32x4.add(B, v128.load(floorSteps, 32)));
      best = f32x4.pmax(best, f32x4.add(B, v128.load(floorSteps, 48)));
      best = f32x4.pmax(best, f32x4.add(B, v128.load(floorSteps, 64)));
      continue;
    }
    if (roots > 0) takeRow(c);
    for (let g = gLow; g <= gHigh; g++) {
      const r = v128.or(rootsOfGroup(g), leftOut(row, g));
      const f = f32x4.add(f32x4.add(A, v128.load(thresholdSteps + 16 * g)), r);
      perhaps = i32x4.sub(perhaps, f32x4.ge(f, below));
      surely = i32x4.sub(surely, f32x4.ge(f, near));
      if (listable) best = f32x4.pmax(best, f32x4.add(f32x4.add(B, v128.load(floorSteps + 16 * g)), r));
    }
  }
  const toList = v128.any_true(f32x4.ge(best, nearFloor));
  if (!toList && i32x4.all_true(i32x4.eq(perhaps, surely))) return sum4(surely);
  return judgeTile(cLow, cHigh, gLow, gHigh, toList);
}

/** The same with care: compounds within the margin, and those for the list, go to the judge. */
function judgeTile(cLow: i32, cHigh: i32, gLow: i32, gHigh: i32, toList: bool): i32 {
  const near = f32x4.splat(margin * <f32>(outerTotal + 2 * largest));
  const below = f32x4.neg(near);
  const nearFloor = f32x4.splat(-floorMargin * <f32>(outerTotal + 2 * largest));
  let count = 0;
  for (let c = cLow; c <= cHigh; c++) {
    const row = rowMask(c);
    const A = f32x4.splat(<f32>(outerToThreshold + <f64>c * load<f64>(toThreshold + 8 * (elements - 2))));
    const B = f32x4.splat(<f32>(outerToFloor + <f64>c * load<f64>(toFloor + 8 * (elements - 2))));
    takeRow(c);
    for (let g = gLow; g <= gHigh; g++) {
      const r = v128.or(rootsOfGroup(g), leftOut(row, g));
      const f = f32x4.add(f32x4.add(A, v128.load(thresholdSteps + 16 * g)), r);
      const surely = i32x4.bitmask(f32x4.ge(f, near));
      const unsure = i32x4.bitmask(f32x4.ge(f, below)) ^ surely;
      const listed = toList
        ? i32x4.bitmask(f32x4.ge(f32x4.add(f32x4.add(B, v128.load(floorSteps + 16 * g)), r), nearFloor))
        : 0;
      count += popcnt(surely);
      for (let lane = 0; lane < 4; lane++) {
        const index = (firstRow + c - 1) * largest + 4 * g + lane;
        if ((unsure >> lane) & 1) count += above(index);
        if ((listed >> lane) & 1) offer(index);
      }
    }
  }
  return count;
}

/** Visits every compound of the set: how many reach the threshold. Offers to the list what may enter it. */
export function visit(): i32 {
  listable = true;
  takeWholeBox();
  return visitBox(boxes);
}

// ---- histogram ----

let floorBin: f32 = 0;

/**
 * Visits every compound of the set and counts it in its bin; offers to the list what may enter it. Scores are in units of
 * a bin here: T is the lower edge of bin `origin`, and a compound lies in bin floor(F / N) + origin.
 * @param listFrom the same scale's value of the lowest score that may enter the list
 */
export function visitBins(origin: f32, listFrom: f32): void {
  floorBin = listFrom;
  takeWholeBox();
  startBox(boxes);
  do {
    takeTile();
    binTile(origin);
  } while (nextInBox(boxes));
}

function binTile(origin: f32): void {
  const edge = f32x4.splat(0.5 - margin);
  const middle = f32x4.splat(origin - 0.5);
  const cToThreshold = load<f64>(toThreshold + 8 * (elements - 2));
  const wholeRows = roots == 0 && groups == 5;
  let best = f32x4.splat(-Infinity);
  for (let c = 1; c <= largest; c++) {
    const row = rowMask(c);
    const A = f32x4.splat(<f32>(outerToThreshold + <f64>c * cToThreshold));
    const inverse = inverses + 4 * (outerTotal + c + 1);
    let farthest = f32x4.splat(0);
    if (wholeRows && load<u32>(row) == WHOLE_ROW) {
      const t0 = position(A, inverse, 0, middle);
      const t1 = position(A, inverse, 16, middle);
      const t2 = position(A, inverse, 32, middle);
      const t3 = position(A, inverse, 48, middle);
      const t4 = position(A, inverse, 64, middle);
      storePlaces(0, t0);
      storePlaces(16, t1);
      storePlaces(32, t2);
      storePlaces(48, t3);
      storePlaces(64, t4);
      farthest = f32x4.pmax(f32x4.pmax(offCentre(t0), offCentre(t1)), f32x4.pmax(offCentre(t2), offCentre(t3)));
      farthest = f32x4.pmax(farthest, offCentre(t4));
      best = f32x4.pmax(f32x4.pmax(f32x4.pmax(best, t0), f32x4.pmax(t1, t2)), f32x4.pmax(t3, t4));
    } else {
      if (roots > 0) takeRow(c);
      for (let g = 0, at: usize = 0; g < groups; g++, at += 16) {
        const out = leftOut(row, g);
        const f = f32x4.add(A, v128.or(rootsOfGroup(g), out));
        const t = position(f, inverse, at, middle);
        storePlaces(at, t);
        if (v128.any_true(out)) v128.store(places + at, v128.bitselect(i32x4.splat(NO_BIN << 4), v128.load(places + at), out));
        farthest = f32x4.pmax(farthest, offCentre(t));
        best = f32x4.pmax(best, t);
      }
    }
    if (v128.any_true(f32x4.ge(farthest, edge))) judgeBins(A, row, c, middle, edge);
    if (wholeRows) {
      countGroup(0);
      countGroup(16);
      countGroup(32);
      countGroup(48);
      countGroup(64);
      continue;
    }
    for (let at: usize = 0; at < rowBytes; at += 16) countGroup(at);
  }
  if (v128.any_true(f32x4.ge(best, f32x4.splat(floorBin - 0.5 - margin)))) judgeTile(1, largest, 0, groups - 1, true);
}

/** Where scores lie among the bins: bin b from b - 0.5 to b + 0.5. */
@inline function position(f: v128, inverse: usize, at: usize, middle: v128): v128 {
  const whole = f32x4.add(f, v128.load(thresholdSteps + at));
  return f32x4.add(f32x4.mul(whole, v128.load(inverse + at, 0, 1)), middle);
}

@inline function storePlaces(at: usize, t: v128): void {
  v128.store(places + at, i32x4.shl(v128.and(f32x4.add(t, f32x4.splat(TO_INTEGER)), i32x4.splat(NO_BIN)), 4));
}

@inline function offCentre(t: v128): v128 {
  const toInteger = f32x4.splat(TO_INTEGER);
  return f32x4.abs(f32x4.sub(t, f32x4.sub(f32x4.add(t, toInteger), toInteger)));
}

/** The bins of the row's compounds that lie near an edge, from the judge. */
function judgeBins(A: v128, row: usize, c: i32, middle: v128, edge: v128): void {
  for (let g = 0; g < groups; g++) {
    const f = f32x4.add(A, v128.or(rootsOfGroup(g), leftOut(row, g)));
    const t = position(f, inverses + 4 * (outerTotal + c + 1), 16 * g, middle);
    const unsure = i32x4.bitmask(f32x4.ge(offCentre(t), edge));
    for (let lane = 0; lane < 4; lane++) {
      if (!((unsure >> lane) & 1)) continue;
      store<i32>(places + 16 * g + 4 * lane, bin((firstRow + c - 1) * largest + 4 * g + lane) << 4);
    }
  }
}

/** Counts the four compounds of a group, each lane in a count of its own. */
@inline function countGroup(at: usize): void {
  countIn(load<u32>(places + at));
  countIn(load<u32>(places + at, 4) + 4);
  countIn(load<u32>(places + at, 8) + 8);
  countIn(load<u32>(places + at, 12) + 12);
}

@inline function countIn(entry: usize): void {
  store<i32>(entry, load<i32>(entry, bins) + 1, bins);
}

// ---- bounds ----

/**
 * A box of coefficients is decided without a visit when no compound in it can be on the other side of the threshold, and
 * none can enter the list. Where the corners of the box disagree it is not. Else the extremes of F are needed: sqrt(q) is
 * concave in the coefficients (q is N sum c v^2 - (sum c v)^2, a two by two determinant, whose root is concave; Minkowski), so
 * it lies nowhere above its tangent plane at the middle of the box. With that plane in place of the roots of one sign F becomes
 * concave, or convex, and has its extreme at a corner.
 */
const MIDDLE: usize = memory.data(4 * MOST_ELEMENTS, 16);
/** Gradient of four roots in the middle, element by element; and of the sums of all roots with the sign + or -. */
const slopes: usize = memory.data(16 * MOST_ELEMENTS, 16);
const slopesUp: usize = memory.data(4 * MOST_ELEMENTS, 16);
const slopesDown: usize = memory.data(4 * MOST_ELEMENTS, 16);
/** For each corner of the outer coefficients, at the four corners of c and n: F, the same for the list, score, sums of roots. */
const cornerF: usize = memory.data(16 * MOST_CORNERS, 16);
const cornerG: usize = memory.data(16 * MOST_CORNERS, 16);
const cornerScore: usize = memory.data(16 * MOST_CORNERS, 16);
const cornerUp: usize = memory.data(16 * MOST_CORNERS, 16);
const cornerDown: usize = memory.data(16 * MOST_CORNERS, 16);
/** Tangent planes stretch the rounding by the ratio of a corner to the middle, at most sqrt(256). */
const STRETCH: f32 = 16;
/** How much a difference along the last two coefficients counts: the best of 0.35 to 1, measured. */
const LONG_ROWS: f32 = 0.5;
let visited: i32 = 0;
let leaf: i32 = 0;

/**
 * As `visit`, but leaves out what a bound decides; a box of at most `leafSize` compounds is visited.
 * @param mayList whether any compound of the set may enter the list
 * @param live how many compounds the masks let in
 */
export function visitUndecided(leafSize: i32, mayList: bool, live: i32): i32 {
  leaf = leafSize;
  listable = mayList;
  visited = 0;
  takeWholeBox();
  const verdict = decide(boxes);
  listable = mayList && mayListAny(boxes);
  return verdict == ALL && !listable ? live : countBox(boxes);
}

/** Compounds that the last `visitUndecided` could not decide. */
export function undecided(): i32 {
  return visited;
}

function countBox(box: usize): i32 {
  const verdict = decide(box);
  if (verdict == NONE) return 0;
  if (verdict == ALL) return liveIn(box);
  const side = sideToCut(box);
  if (side < 0) {
    visited += liveIn(box);
    return visitBox(box);
  }
  const low = load<i32>(box + 8 * side);
  const high = load<i32>(box + 8 * side + 4);
  let middle = <i32>sqrt(<f32>(low * high));
  // Along the last coefficient boxes consist of whole groups of four.
  if (side == elements - 1) middle = min(((middle + 2) >> 2) << 2, ((high - 1) >> 2) << 2);
  if (side == elements - 1 && middle < low) middle = low + 3;
  const next = box + 8 * MOST_ELEMENTS;
  memory.copy(next, box, 8 * MOST_ELEMENTS);
  store<i32>(next + 8 * side + 4, middle);
  const count = countBox(next);
  memory.copy(next, box, 8 * MOST_ELEMENTS);
  store<i32>(next + 8 * side, middle + 1);
  return count + countBox(next);
}

/**
 * The side along which the scores of the corners differ most, of those that can be cut; -1 for a box to visit. The last
 * two are cut later than the others, for boxes that are long in them are visited quickest.
 */
function sideToCut(box: usize): i32 {
  let volume = 1;
  for (let i = 0; i < elements; i++) volume *= load<i32>(box + 8 * i + 4) - load<i32>(box + 8 * i) + 1;
  if (volume <= leaf) return -1;
  let side = -1;
  let most: f32 = -1;
  for (let i = 0; i < elements; i++) {
    const length = load<i32>(box + 8 * i + 4) - load<i32>(box + 8 * i);
    if (length < (i == elements - 1 ? 4 : 1)) continue;
    const difference = i < elements - 2 ? differenceAlong(i) : LONG_ROWS * differenceAlong(i);
    if (difference > most) {
      most = difference;
      side = i;
    }
  }
  return side;
}

/** Sum over the corners of how much the score changes along one side. */
function differenceAlong(side: i32): f32 {
  let sum = f32x4.splat(0);
  const corners = 1 << (elements - 2);
  for (let corner = 0; corner < corners; corner++) {
    const here = v128.load(cornerScore + 16 * corner);
    if (side < elements - 2) {
      if ((corner >> side) & 1) continue;
      const there = v128.load(cornerScore + 16 * (corner | (1 << side)));
      sum = f32x4.add(sum, f32x4.mul(f32x4.splat(2), f32x4.abs(f32x4.sub(here, there))));
    } else {
      const there =
        side == elements - 2 ? v128.shuffle<i32>(here, here, 1, 0, 3, 2) : v128.shuffle<i32>(here, here, 2, 3, 0, 1);
      sum = f32x4.add(sum, f32x4.abs(f32x4.sub(here, there)));
    }
  }
  return (
    f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3)
  );
}

const NONE = 0;
const ALL = 1;
const PERHAPS = 2;

function decide(box: usize): i32 {
  const last = elements - 1;
  const n0 = <f32>load<i32>(box + 8 * last);
  const n1 = <f32>load<i32>(box + 8 * last + 4);
  const c0 = <f32>load<i32>(box + 8 * (last - 1));
  const c1 = <f32>load<i32>(box + 8 * (last - 1) + 4);
  const c = f32x4(c0, c1, c0, c1);
  const n = f32x4(n0, n0, n1, n1);
  const corners = 1 << (elements - 2);
  let lower = f32x4.splat(Infinity);
  let upper = f32x4.splat(-Infinity);
  let best = f32x4.splat(-Infinity);
  for (let corner = 0; corner < corners; corner++) {
    takeOuter(box, corner);
    takeTile();
    takeRoots(corner, c, n);
    const sum = f32x4.sub(v128.load(cornerUp + 16 * corner), v128.load(cornerDown + 16 * corner));
    const f = f32x4.add(means(outerToThreshold, toThreshold, c, n), sum);
    const g = f32x4.add(means(outerToFloor, toFloor, c, n), sum);
    lower = f32x4.pmin(lower, f);
    upper = f32x4.pmax(upper, f);
    best = f32x4.pmax(best, g);
    v128.store(cornerF + 16 * corner, f);
    v128.store(cornerG + 16 * corner, g);
    v128.store(cornerScore + 16 * corner, f32x4.div(f, f32x4.add(f32x4.splat(<f32>outerTotal), f32x4.add(c, n))));
  }
  // The last corner has the largest coefficients: its number of atoms is the largest in the box.
  const total = STRETCH * (<f32>outerTotal + c1 + n1);
  const near = f32x4.splat(margin * total);
  const below = f32x4.neg(near);
  const nearFloor = f32x4.splat(-floorMargin * total);
  if (listable && v128.any_true(f32x4.ge(best, nearFloor))) return PERHAPS;
  const all = i32x4.all_true(f32x4.ge(lower, near));
  if (!all && v128.any_true(f32x4.ge(upper, below))) return PERHAPS;
  if (roots == 0) return all ? ALL : NONE;
  takeMiddle(box);
  for (let corner = 0; corner < corners; corner++) {
    takeOuter(box, corner);
    const up = f32x4.sub(plane(slopesUp, c, n), v128.load(cornerUp + 16 * corner));
    const down = f32x4.sub(plane(slopesDown, c, n), v128.load(cornerDown + 16 * corner));
    const f = v128.load(cornerF + 16 * corner);
    if (all && !i32x4.all_true(f32x4.ge(f32x4.sub(f, down), near))) return PERHAPS;
    if (!all && v128.any_true(f32x4.ge(f32x4.add(f, up), below))) return PERHAPS;
    const g = v128.load(cornerG + 16 * corner);
    if (listable && v128.any_true(f32x4.ge(f32x4.add(g, up), nearFloor))) return PERHAPS;
  }
  return all ? ALL : NONE;
}

/** Whether any compound of the whole box, which `decide` has just seen, may enter the list. */
function mayListAny(box: usize): bool {
  takeMiddle(box);
  const most = <f32>largest;
  const c = f32x4(1.0, most, 1.0, most);
  const n = f32x4(1.0, 1.0, most, most);
  let best = f32x4.splat(-Infinity);
  for (let corner = 0; corner < 1 << (elements - 2); corner++) {
    takeOuter(box, corner);
    const up = f32x4.sub(plane(slopesUp, c, n), v128.load(cornerUp + 16 * corner));
    best = f32x4.pmax(best, f32x4.add(v128.load(cornerG + 16 * corner), up));
  }
  return v128.any_true(f32x4.ge(best, f32x4.splat(-floorMargin * STRETCH * <f32>(elements * largest))));
}

/** Takes up the outer coefficients of a corner: bit i of its number says whether coefficient i is the upper one. */
@inline function takeOuter(box: usize, corner: i32): void {
  for (let i = 0; i < elements - 2; i++) store<i32>(outer + 4 * i, load<i32>(box + 8 * i + 4 * ((corner >> i) & 1)));
}

/** The sums of the roots with the sign + and of the others, at the four corners of c and n. */
@inline function takeRoots(corner: i32, c: v128, n: v128): void {
  const b1 = lastPair;
  let up = f32x4.splat(0);
  let down = f32x4.splat(0);
  for (let p: i32 = 0; p < roots; p++) {
    const at = 4 * p;
    const a = f32x4.add(v128.load32_splat(A0 + at), f32x4.mul(c, v128.load32_splat(A1 + at)));
    const b = f32x4.add(v128.load32_splat(B0 + at), f32x4.mul(c, v128.load32_splat(b1 + at)));
    const q = f32x4.sqrt(f32x4.add(a, f32x4.mul(n, b)));
    if (p < positives) up = f32x4.add(up, q);
    else down = f32x4.add(down, q);
  }
  v128.store(cornerUp + 16 * corner, up);
  v128.store(cornerDown + 16 * corner, down);
}

@inline function means(outerPart: f64, scalars: usize, c: v128, n: v128): v128 {
  const cPart = f32x4.mul(c, f32x4.splat(<f32>load<f64>(scalars + 8 * (elements - 2))));
  const nPart = f32x4.mul(n, f32x4.splat(<f32>load<f64>(scalars + 8 * (elements - 1))));
  return f32x4.add(f32x4.splat(<f32>outerPart), f32x4.add(cPart, nPart));
}

/** A sum of tangent planes, at the four corners of c and n. */
@inline function plane(slopes: usize, c: v128, n: v128): v128 {
  let outerPart: f32 = 0;
  for (let i = 0; i < elements - 2; i++) outerPart += <f32>load<i32>(outer + 4 * i) * load<f32>(slopes + 4 * i);
  const cPart = f32x4.mul(c, v128.load32_splat(slopes + 4 * (elements - 2)));
  const nPart = f32x4.mul(n, v128.load32_splat(slopes + 4 * (elements - 1)));
  return f32x4.add(f32x4.splat(outerPart), f32x4.add(cPart, nPart));
}

/**
 * The gradients in the middle of the box of the sums of the roots of either sign, element by element. A root that is zero
 * there is zero everywhere.
 */
function takeMiddle(box: usize): void {
  for (let i = 0; i < elements; i++) {
    store<f32>(MIDDLE + 4 * i, sqrt(<f32>load<i32>(box + 8 * i) * <f32>load<i32>(box + 8 * i + 4)));
    store<f32>(slopesUp + 4 * i, 0);
    store<f32>(slopesDown + 4 * i, 0);
  }
  for (let p: i32 = 0; p < lanesOfRoots; p += 16) {
    for (let i = 0; i < elements; i++) v128.store(slopes + 16 * i, f32x4.splat(0));
    let D: usize = pairs + p;
    for (let i = 0; i < elements; i++) {
      const middle = v128.load32_splat(MIDDLE + 4 * i);
      let slope = v128.load(slopes + 16 * i);
      for (let j = i + 1; j < elements; j++, D += PAIR) {
        slope = f32x4.add(slope, f32x4.mul(v128.load32_splat(MIDDLE + 4 * j), v128.load(D)));
        const other = slopes + 16 * j;
        v128.store(other, f32x4.add(v128.load(other), f32x4.mul(middle, v128.load(D))));
      }
      v128.store(slopes + 16 * i, slope);
    }
    let doubleQ = f32x4.splat(0);
    for (let i = 0; i < elements; i++) {
      doubleQ = f32x4.add(doubleQ, f32x4.mul(v128.load32_splat(MIDDLE + 4 * i), v128.load(slopes + 16 * i)));
    }
    // d sqrt(q) / dc = (dq / dc) / (2 sqrt(q)) = slope / sqrt(2 doubleQ)
    const root = f32x4.sqrt(f32x4.mul(f32x4.splat(2), doubleQ));
    const inverse = v128.and(f32x4.div(f32x4.splat(1), root), f32x4.gt(root, f32x4.splat(0)));
    const isUp = i32x4.lt_s(i32x4.add(i32x4.splat(p >> 2), i32x4(0, 1, 2, 3)), i32x4.splat(positives));
    for (let i = 0; i < elements; i++) {
      const gradient = f32x4.mul(v128.load(slopes + 16 * i), inverse);
      addTo(slopesUp + 4 * i, v128.and(gradient, isUp));
      addTo(slopesDown + 4 * i, v128.andnot(gradient, isUp));
    }
  }
}

@inline function addTo(sum: usize, x: v128): void {
  const pairs = f32x4.add(x, v128.shuffle<i32>(x, x, 2, 3, 0, 1));
  store<f32>(sum, load<f32>(sum) + f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1));
}

// ---- boxes ----

/** Takes up the box of all coefficients. */
function takeWholeBox(): void {
  for (let i = 0; i < elements; i++) {
    store<i32>(boxes + 8 * i, 1);
    store<i32>(boxes + 8 * i + 4, largest);
  }
}

/** Visits the compounds of a box. */
function visitBox(box: usize): i32 {
  const last = elements - 1;
  const gLow = (load<i32>(box + 8 * last) - 1) >> 2;
  const gHigh = (load<i32>(box + 8 * last + 4) - 1) >> 2;
  const cLow = load<i32>(box + 8 * (last - 1));
  const cHigh = load<i32>(box + 8 * (last - 1) + 4);
  let count = 0;
  startBox(box);
  do {
    takeTile();
    count += visitTile(cLow, cHigh, gLow, gHigh);
  } while (nextInBox(box));
  return count;
}

/** Compounds of a box that the masks let through. */
function liveIn(box: usize): i32 {
  const last = elements - 1;
  const gLow = (load<i32>(box + 8 * last) - 1) >> 2;
  const gHigh = (load<i32>(box + 8 * last + 4) - 1) >> 2;
  const cLow = load<i32>(box + 8 * (last - 1));
  const cHigh = load<i32>(box + 8 * (last - 1) + 4);
  const step: usize = 4 * words;
  let count = 0;
  for (let word = gLow >> 3; word <= gHigh >> 3; word++) {
    const from = 4 * max(gLow - 8 * word, 0);
    const to = 4 * min(gHigh + 1 - 8 * word, 8);
    const bits = <u32>(((<u64>1 << to) - 1) ^ ((<u64>1 << from) - 1));
    startBox(box);
    do {
      takeRows();
      const end = rowMask(cHigh) + 4 * word;
      for (let at = rowMask(cLow) + 4 * word; at <= end; at += step) count += popcnt<u32>(load<u32>(at) & bits);
    } while (nextInBox(box));
  }
  return count;
}

function startBox(box: usize): void {
  for (let i = 0; i < elements - 2; i++) store<i32>(outer + 4 * i, load<i32>(box + 8 * i));
}

function nextInBox(box: usize): bool {
  for (let i = elements - 3; i >= 0; i--) {
    const c = load<i32>(outer + 4 * i) + 1;
    const high = load<i32>(box + 8 * i + 4);
    store<i32>(outer + 4 * i, c <= high ? c : load<i32>(box + 8 * i));
    if (c <= high) return true;
  }
  return false;
}
