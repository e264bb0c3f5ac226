/**
 * The K best-scoring compounds, as numbers. Order: higher score first; at equal scores the lower element set rank, then
 * the lower index. That is an order of formulas and of nothing else: fewer elements first, then the elements in
 * canonical order, then the coefficients, the anchor's first. It does not depend on the order of work, nor on the
 * space, so the same compounds survive however the work is cut.
 */

/** A compound as numbers. */
export interface Candidate {
  readonly score: number;
  /** Rank of the element set in its space. */
  readonly set: number;
  /** Index of its coefficients, as `indexOfCoefficients` has it. */
  readonly index: number;
}

/**
 * Compares candidates, best first.
 * @example compareCandidates({ score: 2, set: 0, index: 0 }, { score: 1, set: 0, index: 0 }) < 0; // true
 */
export function compareCandidates(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.set - b.set || a.index - b.index;
}

/** Keeps the K best of all candidates offered: a binary heap in flat arrays with the worst kept at its root. */
export interface TopCandidates {
  /** A candidate with a score below this is not among the best offered so far; -Infinity until K are kept. */
  readonly floor: number;
  /** Keeps the candidate if it is among the K best so far. */
  offer(score: number, set: number, index: number): void;
  /** The kept candidates, best first. */
  sorted(): Candidate[];
  /** Forgets all candidates. */
  clear(): void;
}

/**
 * An empty list for the `capacity` best.
 * @example const top = createTopCandidates(1); top.offer(0.5, 0, 0); top.offer(0.7, 0, 1); top.floor; // 0.7
 */
export function createTopCandidates(capacity: number): TopCandidates {
  const scores = new Float64Array(capacity);
  const sets = new Float64Array(capacity);
  const indices = new Float64Array(capacity);
  let size = 0;
  /** Is the entry worse than the candidate? */
  const worse = (entry: number, score: number, set: number, index: number): boolean =>
    scores[entry] !== score
      ? scores[entry]! < score
      : sets[entry] !== set
        ? sets[entry]! > set
        : indices[entry]! > index;
  const write = (entry: number, score: number, set: number, index: number): void => {
    scores[entry] = score;
    sets[entry] = set;
    indices[entry] = index;
  };
  const copy = (to: number, from: number): void => write(to, scores[from]!, sets[from]!, indices[from]!);
  return {
    get floor() {
      if (capacity === 0) return Number.POSITIVE_INFINITY;
      return size < capacity ? Number.NEGATIVE_INFINITY : scores[0]!;
    },
    offer(score, set, index) {
      let entry = 0;
      if (size < capacity) {
        for (entry = size++; entry > 0; ) {
          const parent = (entry - 1) >> 1;
          if (worse(parent, score, set, index)) break;
          copy(entry, parent);
          entry = parent;
        }
      } else {
        if (capacity === 0 || !worse(0, score, set, index)) return;
        for (;;) {
          let child = 2 * entry + 1;
          if (child >= size) break;
          const sibling = child + 1;
          if (sibling < size && worse(sibling, scores[child]!, sets[child]!, indices[child]!)) child = sibling;
          if (!worse(child, score, set, index)) break;
          copy(entry, child);
          entry = child;
        }
      }
      write(entry, score, set, index);
    },
    clear() {
      size = 0;
    },
    sorted() {
      return Array.from({ length: size }, (_, i) => ({ score: scores[i]!, set: sets[i]!, index: indices[i]! })).sort(
        compareCandidates,
      );
    },
  };
}
