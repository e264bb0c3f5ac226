import { Command } from 'commander';
import type { SweepTask } from '../cluster/task.ts';
import { loadExperiment } from '../experiment/load.ts';
import { prepareSweep } from '../experiment/sweep/prepare.ts';
import { type ClusterOptions, withClusterOptions } from './cluster-options.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { wholeNumber } from './options.ts';
import { submitNew } from './slurm-submit.ts';
import { withSweep } from './sweep.ts';

interface SlurmSweepOptions extends ClusterOptions, FormOptions {
  readonly quick?: true;
  readonly tasks: number;
  readonly out: string;
}

const HELP = `
A round is what the searches can try without knowing more: a grid or a random search has one, successive halving one a rung, a
Parzen estimator one a generation; a last round judges what was chosen. Each round is an array that waits for the one before.

Example: ionsieve slurm sweep algorithms --tasks 8 --out swept`;

/**
 * `ionsieve slurm sweep NAME --tasks N --out DIR`: a sweep as job arrays.
 * @example slurm.addCommand(slurmSweepCommand());
 */
export function slurmSweepCommand(): Command {
  const command = new Command('sweep')
    .description('submit a sweep: an array a round of trials, and a job that writes the report')
    .argument('<experiment>', 'an experiment that came with the package, or the path of a file')
    .option('--quick', 'the small sweep that the experiment names');
  withClusterOptions(command)
    .requiredOption('--tasks <n>', 'blocks of trials, tasks of each array', wholeNumber('--tasks', 1, 100_000))
    .requiredOption('--out <dir>', 'folder for what comes out, on a file system that all nodes share');
  return withFormOptions(command).addHelpText('after', HELP).action(submitSweep);
}

async function submitSweep(name: string, options: SlurmSweepOptions): Promise<void> {
  const loaded = await loadExperiment(name);
  const { file } = loaded;
  const effort = options.quick ? 'quick' : 'full';
  // As a node will read it.
  const experiment = JSON.parse(JSON.stringify(withSweep(loaded, name))) as SweepTask['experiment'];
  const { hash } = await prepareSweep(experiment, file, effort);
  const task: SweepTask = { kind: 'sweep', parts: options.tasks, hash, experiment, file, effort };
  await submitNew(options.out, task, () => {}, options, formOf(options));
}
