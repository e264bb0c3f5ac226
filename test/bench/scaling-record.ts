/** What test/bench/scaling.ts measures, as results/scaling.json holds it. Plain JSON; what depends on the machine and the day. */
import type { BenchRecord } from '../../src/report/bench-figure.ts';

/** Seconds of processor time for a billion compounds, over random units of work. */
export interface UnitCost {
  readonly student: 'paper' | 'measured';
  readonly neutral: boolean;
  readonly visit: 'bounds' | 'every compound';
  /** Largest coefficient of the space. */
  readonly max: number;
  /** How many units were drawn. */
  readonly n: number;
  readonly mean: number;
  /** Standard error of the mean. */
  readonly error: number;
  readonly median: number;
  readonly min: number;
  readonly most: number;
}

/** A space of quinaries, in closed form. */
export interface SpaceSize {
  readonly max: number;
  readonly elementSets: number;
  readonly formulaStrings: number;
  readonly distinct: number;
  /** Units of work by student. */
  readonly units: { readonly paper: number; readonly measured: number };
}

/** One shard of a thousand of the space of coefficients up to 13, done by the built command. */
export interface RealShard {
  readonly student: 'paper' | 'measured';
  readonly compounds: number;
  readonly wall_s: number;
  readonly processor_s: number;
  readonly memory_MB: number;
  readonly checkpoint_bytes: number;
  readonly job_bytes: number;
}

/** One merge by the built command. */
export interface MergeRun {
  readonly shards: number;
  readonly wall_s: number;
  readonly processor_s: number;
  readonly memory_MB: number;
  /** Bytes read: checkpoints and jobs of all shards. */
  readonly bytes: number;
  /** Whether the files are those of one piece. */
  readonly same: boolean;
}

/** All of it. */
export interface ScalingRecord {
  readonly date: string;
  readonly machine: Omit<BenchRecord['machine'], 'tensor_backend' | 'core_share'>;
  readonly spaces: readonly SpaceSize[];
  readonly costs: readonly UnitCost[];
  /** Processor time of the first look of a linear student's shard, for coefficients up to 13. */
  readonly first_look_s: number;
  readonly shards: readonly RealShard[];
  readonly merge: { readonly compounds: number; readonly listed: number; readonly runs: readonly MergeRun[] };
  /** Compounds written at at least a probability, charge-neutral, over random units. */
  readonly parquet: {
    readonly compounds: number;
    readonly rows: number;
    readonly bytes: number;
    readonly probability: number;
  };
}
