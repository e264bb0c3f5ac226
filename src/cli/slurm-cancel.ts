import { Command } from 'commander';
import { cancelJobs, queuedTasks } from '../cluster/slurm.ts';
import { submittedJobs } from '../cluster/submit.ts';
import { readTask } from '../cluster/task.ts';
import { countsResult } from './counts.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { printResult } from './print-result.ts';

const HELP = `
What is done is kept, and ionsieve slurm resume goes on.

Example: ionsieve slurm cancel screened`;

/**
 * `ionsieve slurm cancel DIR`: takes all jobs of a folder out of the queue.
 * @example slurm.addCommand(slurmCancelCommand());
 */
export function slurmCancelCommand(): Command {
  const command = new Command('cancel')
    .description('cancel all jobs of a screening or sweep')
    .argument('<dir>', 'the --out of what was submitted');
  return withFormOptions(command)
    .addHelpText('after', HELP)
    .action(async (folder: string, options: FormOptions) => {
      readTask(folder);
      const queued = queuedTasks(submittedJobs(folder).map(({ job }) => job));
      cancelJobs([...new Set(queued.map(({ job }) => job))]);
      await printResult(formOf(options), countsResult([{ what: 'cancelled', value: queued.length, unit: 'tasks' }]));
    });
}
