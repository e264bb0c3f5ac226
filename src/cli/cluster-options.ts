import type { Command } from 'commander';
import type { Resources } from '../cluster/script.ts';
import { wholeNumber } from './options.ts';

/** What a cluster is asked for. */
export interface ClusterOptions {
  readonly time: string;
  readonly cpus: number;
  readonly memory: string;
  readonly partition?: string;
  readonly account?: string;
  readonly atOnce?: number;
  readonly sbatch?: string[];
  readonly dryRun?: true;
}

/**
 * Adds the options that say what each task of a job array is given.
 * @example withClusterOptions(new Command('screen')).parse(['--time', '30', '--cpus', '4']);
 */
export function withClusterOptions(command: Command): Command {
  return command
    .option('--time <limit>', 'time limit of a task, as Slurm writes it; what is not done then goes on', '01:00:00')
    .option('--cpus <n>', 'processors, and threads, of a task', wholeNumber('--cpus', 1, 256), 1)
    .option('--memory <size>', 'memory of a task, as Slurm writes it', '2G')
    .option('--partition <name>', 'partition of the cluster')
    .option('--account <name>', 'account to charge')
    .option('--at-once <n>', 'tasks that may run at a time', wholeNumber('--at-once', 1, 1_000_000))
    .option('--sbatch <options...>', 'further options of sbatch, such as --sbatch=--qos=long')
    .option('--dry-run', 'print the scripts and how they would be submitted; submit and write nothing');
}

/**
 * What each task is given.
 * @example resourcesOf(options).cpus; // 1
 */
export function resourcesOf({ time, cpus, memory, partition, account, sbatch = [] }: ClusterOptions): Resources {
  return { time, cpus, memory, partition, account, further: sbatch };
}
