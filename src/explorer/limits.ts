/**
 * What the server takes and gives at most, so that no client, idle, slow or greedy, takes it from the others. A question to the
 * models takes at most 20 s and 1 GB (answers-client.ts), any other answer 30 s (respond.ts); compounds 4 GB (load-candidates.ts).
 */

/** Limits of connections; tests make them small. */
export interface ServerLimits {
  readonly connections: number;
  /** Milliseconds until the head of a request must be here, from the connection on; then 408 and an end. */
  readonly headMs: number;
  /** Milliseconds until a request must be here with its body. */
  readonly requestMs: number;
  /** Milliseconds that a connection may wait for its next request. */
  readonly idleMs: number;
  /** Milliseconds in which nothing at all may move. */
  readonly stillMs: number;
  /** Every so many milliseconds the two first times are looked at. */
  readonly checkMs: number;
  /** A reader for whom more waits takes at least so many bytes in each period, or is cut. */
  readonly reader: { readonly periodMs: number; readonly leastBytes: number };
  /** Exports at once, and milliseconds that one may take. */
  readonly exports: number;
  readonly exportMs: number;
  /** Files that are read or scored at once. */
  readonly uploads: number;
}

/** What `ionsieve explore` allows. */
export const LIMITS: ServerLimits = {
  connections: 1000,
  headMs: 10_000,
  requestMs: 30_000,
  idleMs: 5000,
  stillMs: 60_000,
  checkMs: 2000,
  reader: { periodMs: 10_000, leastBytes: 65_536 },
  exports: 4,
  exportMs: 900_000,
  uploads: 8,
};

/** Largest CIF that is taken. */
export const LARGEST_UPLOAD_BYTES = 5_000_000;
/** Structures in it. */
export const MOST_STRUCTURES = 10;
/** Sites of a cell. */
export const MOST_SITES = 2000;
/** Sites of a cell with partial occupancies, of which fifty configurations are drawn. */
export const MOST_DISORDERED_SITES = 1000;
/** Neighbours of a site within 4 Angstrom: density times the volume of that sphere. A crystal has some 20. */
export const MOST_NEIGHBOURS = 1000;
/** Pairs of sites within 4 Angstrom: neighbours times sites. */
export const MOST_PAIRS = 400_000;
