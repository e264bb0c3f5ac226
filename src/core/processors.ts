import { availableParallelism } from 'node:os';

/**
 * How many threads this process may use: what Slurm gave its task, where it runs under Slurm, else one a processor. A node's
 * processors are not all a task's own.
 * @example processors(); // 8
 */
export function processors(): number {
  const given = Number(process.env.SLURM_CPUS_PER_TASK);
  return Number.isInteger(given) && given > 0 ? given : availableParallelism();
}
