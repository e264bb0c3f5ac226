import { Command } from 'commander';
import { clusterPaths } from '../cluster/task.ts';
import { packageVersion } from '../core/files.ts';
import { hashJob, writeJob } from '../screening/job-file.ts';
import { planUnits, shardUnits } from '../screening/units.ts';
import { type ClusterOptions, withClusterOptions } from './cluster-options.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { wholeNumber } from './options.ts';
import { type ScreenJobOptions, screenJob, withScreenJobOptions } from './screen-job.ts';
import { submitNew } from './slurm-submit.ts';

interface SlurmScreenOptions extends ScreenJobOptions, ClusterOptions, FormOptions {
  readonly shards: number;
  readonly out: string;
}

const HELP = `
The options are those of ionsieve screen, and what a task of the array is given. --out has what ionsieve screen would have
written once the last job has ended.

Examples:
  ionsieve slurm screen --ionic --shards 16 --out screened
  ionsieve slurm screen --student paper --shards 100 --time 10 --partition short --dry-run --out screened`;

/**
 * `ionsieve slurm screen --shards N --out DIR`: a screening as a job array.
 * @example slurm.addCommand(slurmScreenCommand());
 */
export function slurmScreenCommand(): Command {
  const command = new Command('screen').description(
    'submit a screening: an array of shards, and a job that merges them',
  );
  withClusterOptions(withScreenJobOptions(command))
    .requiredOption('--shards <n>', 'parts of about equal work', wholeNumber('--shards', 1, 1_000_000))
    .requiredOption('--out <dir>', 'folder for what comes out, on a file system that all nodes share');
  return withFormOptions(command).addHelpText('after', HELP).action(submitScreening);
}

async function submitScreening(options: SlurmScreenOptions): Promise<void> {
  const job = await screenJob(options);
  shardUnits(planUnits(job.plan), { index: 1, count: options.shards });
  const stored = { version: packageVersion(), job };
  const task = { kind: 'screen', parts: options.shards, hash: hashJob(stored) } as const;
  const write = () => writeJob(clusterPaths(options.out).job, stored);
  await submitNew(options.out, task, write, options, formOf(options));
}
