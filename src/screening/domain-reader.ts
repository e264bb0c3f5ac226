/**
 * Distance of compounds from the compositions that a student learned from, for one element set after another. The domain
 * (src/evaluation/domain.ts) measures along axes that are linear in the descriptors. Where these factor, a coordinate is
 * z_k = (sum_i c_i u_ki + sum_p r_kp g_p) / N with g_p = sqrt(sum_{i<j} c_i c_j (v_i - v_j)^2), so that the squared distance is
 *
 *   d^2 = (c' G c + 2 g' H c + g' R g) / N^2,   G = u' u, H = r' u, R = r' r,
 *
 * with G, H computed once a set and R once for all.
 */
import { createComposition } from '../chemistry/composition.ts';
import { type DescriptorSet, elementalDescriptors } from '../descriptors/elemental.ts';
import { descriptorFactors, type Factor } from '../descriptors/factors.ts';

/** The axes of a domain, as a student's file has them. */
export interface DomainAxes {
  readonly centre: readonly number[];
  /** A row of descriptors less the centre, times one of these, is a coordinate. */
  readonly axes: readonly (readonly number[])[];
}

/** Distances of the compounds of an element set. */
export interface DomainReader {
  /** Takes up an element set. */
  load(elements: Uint8Array): void;
  /** No compound of the set is nearer than this. */
  leastDistance(): number;
  /** Distance of the compound with these amounts. */
  distance(amounts: ArrayLike<number>): number;
}

/**
 * A reader of distances for element sets of one arity; of a descriptor set that does not factor, compound by compound.
 * @example const reader = createDomainReader(set, domain, 3); reader.load(elements); reader.distance(Uint8Array.of(2, 1, 4));
 */
export function createDomainReader(descriptors: DescriptorSet, domain: DomainAxes, arity: number): DomainReader {
  const factors = descriptorFactors(descriptors);
  return factors.every(({ form }) => form !== 'none')
    ? factorisedReader(factors, domain, arity)
    : generalReader(descriptors, domain);
}

function generalReader(descriptors: DescriptorSet, { centre, axes }: DomainAxes): DomainReader {
  let elements: Uint8Array = new Uint8Array();
  return {
    load(next) {
      elements = next;
    },
    leastDistance: () => 0,
    distance(amounts) {
      const { data } = elementalDescriptors([createComposition(elements, amounts)], descriptors);
      let squared = 0;
      for (const axis of axes) {
        let coordinate = 0;
        for (let j = 0; j < axis.length; j++) coordinate += axis[j]! * (data[j]! - centre[j]!);
        squared += coordinate ** 2;
      }
      return Math.sqrt(squared);
    },
  };
}

function factorisedReader(factors: readonly Factor[], { centre, axes }: DomainAxes, arity: number): DomainReader {
  const deviations = factors.flatMap((factor, column) => (factor.form === 'deviation' ? [{ factor, column }] : []));
  const P = deviations.length;
  const K = axes.length;
  const r = Float64Array.from({ length: K * P }, (_, at) => axes[Math.floor(at / P)]![deviations[at % P]!.column]!);
  const R = gram(r, r, K, P, P);
  const u = new Float64Array(K * arity);
  const pairs = new Float64Array(((arity * (arity - 1)) / 2) * P);
  const g = new Float64Array(P);
  let G = new Float64Array();
  let H = new Float64Array();
  const row = new Float64Array(factors.length);

  return {
    load(elements) {
      for (let i = 0; i < arity; i++) {
        factors.forEach((factor, j) => {
          const value = factor.form === 'mean' ? factor.scalar(elements, i) : 0;
          row[j] = (factor.form === 'constant' ? factor.value(elements) : value) - centre[j]!;
        });
        for (let k = 0; k < K; k++) u[k * arity + i] = dot(axes[k]!, row);
      }
      G = gram(u, u, K, arity, arity);
      H = gram(r, u, K, P, arity);
      let at = 0;
      for (let i = 0; i < arity; i++) {
        for (let j = i + 1; j < arity; j++) {
          for (const { factor } of deviations) {
            pairs[at++] = (factor.values[elements[i]!]! - factor.values[elements[j]!]!) ** 2;
          }
        }
      }
    },
    leastDistance: () => leastDistance(u, r, pairs, K, arity, P),
    distance(c) {
      let total = 0;
      let squared = 0;
      for (let i = 0; i < arity; i++) {
        total += c[i]!;
        for (let j = 0; j < arity; j++) squared += c[i]! * c[j]! * G[i * arity + j]!;
      }
      for (let p = 0; p < P; p++) {
        let q = 0;
        let at = p;
        for (let i = 0; i < arity; i++) {
          for (let j = i + 1; j < arity; j++, at += P) q += c[i]! * c[j]! * pairs[at]!;
        }
        g[p] = Math.sqrt(q);
      }
      for (let p = 0; p < P; p++) {
        let part = 0;
        for (let i = 0; i < arity; i++) part += 2 * H[p * arity + i]! * c[i]!;
        for (let o = 0; o < P; o++) part += R[p * P + o]! * g[o]!;
        squared += g[p]! * part;
      }
      return Math.sqrt(Math.max(squared, 0)) / total;
    },
  };
}

/**
 * The distance is at least the coordinate along any one direction. Along that of the middle of the elements' own points, a
 * compound's coordinate is at least the least of the points', and less by what deviations can take away: a standard
 * deviation is at most half the range.
 */
function leastDistance(
  u: Float64Array,
  r: Float64Array,
  pairs: Float64Array,
  K: number,
  arity: number,
  P: number,
): number {
  const direction = new Float64Array(K);
  let length = 0;
  for (let k = 0; k < K; k++) {
    for (let i = 0; i < arity; i++) direction[k]! += u[k * arity + i]!;
    length += direction[k]! ** 2;
  }
  if (length === 0) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < arity; i++) {
    let coordinate = 0;
    for (let k = 0; k < K; k++) coordinate += direction[k]! * u[k * arity + i]!;
    least = Math.min(least, coordinate);
  }
  for (let p = 0; p < P; p++) {
    let weight = 0;
    for (let k = 0; k < K; k++) weight += direction[k]! * r[k * P + p]!;
    let widest = 0;
    for (let at = p; at < pairs.length; at += P) widest = Math.max(widest, pairs[at]!);
    least += Math.min((weight * Math.sqrt(widest)) / 2, 0);
  }
  return Math.max(least / Math.sqrt(length), 0);
}

/** a' b, for K rows. */
function gram(a: Float64Array, b: Float64Array, K: number, m: number, n: number): Float64Array<ArrayBuffer> {
  const product = new Float64Array(m * n);
  for (let k = 0; k < K; k++) {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) product[i * n + j]! += a[k * m + i]! * b[k * n + j]!;
    }
  }
  return product;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}
