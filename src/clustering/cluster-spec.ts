/** Ways to cluster rows: one record each, told apart by `kind`; a record is plain JSON. */

/** k-means: the partition of least squared distance to the means of its clusters that some starts find, see k-means.ts. */
export interface KMeansSpec {
  readonly kind: 'k-means';
  readonly clusters: number;
  /** Starts from means drawn anew, at least 1; the best end is kept. */
  readonly restarts: number;
}

/** Agglomeration by least growth of the squared distance to the means (Ward 1963), see ward.ts; no chance involved. */
export interface WardSpec {
  readonly kind: 'ward';
  readonly clusters: number;
}

/** Spectral clustering of a graph of nearest neighbours (Ng, Jordan and Weiss 2002), see spectral.ts. */
export interface SpectralSpec {
  readonly kind: 'spectral';
  readonly clusters: number;
  /** Nearest rows that each row is tied to, at least 1. */
  readonly neighbours: number;
  /** Starts of the k-means in the space of the eigenvectors. */
  readonly restarts: number;
}

/** A way to cluster rows, with its options. */
export type ClusterSpec = KMeansSpec | WardSpec | SpectralSpec;
