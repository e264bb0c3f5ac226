import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { largestIndex, queuedTasks } from '../cluster/slurm.ts';
import { planJobs, submitJobs, submittedJobs } from '../cluster/submit.ts';
import { clusterPaths, readTask } from '../cluster/task.ts';
import { fail } from '../core/errors.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { wholeNumber } from './options.ts';
import { printSubmitted } from './slurm-submit.ts';

const HELP = `
The parts go on from where they stopped, with what the tasks were given at first; edit slurm/array.sh in the folder to give them more.
The job that waits for parts that will not come is cancelled.

Example: ionsieve slurm resume screened`;

/**
 * `ionsieve slurm resume DIR`: what stopped is submitted again.
 * @example slurm.addCommand(slurmResumeCommand());
 */
export function slurmResumeCommand(): Command {
  const command = new Command('resume')
    .description('submit what is not done of a screening or sweep again')
    .argument('<dir>', 'the --out of what was submitted')
    .option('--at-once <n>', 'tasks that may run at a time', wholeNumber('--at-once', 1, 1_000_000));
  return withFormOptions(command)
    .addHelpText('after', HELP)
    .action(async (folder: string, { atOnce, ...options }: FormOptions & { atOnce?: number }) => {
      const task = readTask(folder);
      if (existsSync(clusterPaths(folder).finished)) {
        fail(folder, 'something that is left to do', 'nothing', 'the files in it are complete');
      }
      const queued = queuedTasks(submittedJobs(folder).map(({ job }) => job));
      if (queued.length > 0) {
        const remedy = `wait for them, or ionsieve slurm cancel ${folder}`;
        fail(folder, 'no tasks in the queue', `${queued.length}`, remedy);
      }
      const jobs = submitJobs(folder, planJobs(folder, task, largestIndex(), atOnce));
      await printSubmitted(folder, jobs, formOf(options));
    });
}
