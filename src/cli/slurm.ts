import { Command } from 'commander';
import { fail } from '../core/errors.ts';
import { slurmCancelCommand } from './slurm-cancel.ts';
import { slurmFinishCommand } from './slurm-finish.ts';
import { slurmResumeCommand } from './slurm-resume.ts';
import { slurmScreenCommand } from './slurm-screen.ts';
import { slurmStatusCommand } from './slurm-status.ts';
import { slurmSweepCommand } from './slurm-sweep.ts';

const HELP = `
A screening is cut into shards, a sweep into blocks of trials; each is a task of a job array, and a last job puts them
together. The files are those of one machine, byte for byte. A task that is killed, preempted or out of time goes on where
it was. The folder has to be on a file system that all nodes share; nothing is fetched on a node.

Example: ionsieve slurm screen --neutral --shards 16 --out screened`;

/**
 * `ionsieve slurm screen|sweep|status|resume|cancel|finish`: screenings and sweeps on a cluster that Slurm runs.
 * @example program.addCommand(slurmCommand());
 */
export function slurmCommand(): Command {
  const command = new Command('slurm')
    .description('screen or sweep on a cluster that Slurm runs')
    .argument('[command]')
    .helpCommand(false)
    .addHelpText('after', HELP)
    .action((name?: string) => {
      const known = command.commands.map((each) => each.name()).join(', ');
      fail('ionsieve slurm', `one of ${known}`, name ?? 'none', 'see ionsieve slurm --help');
    });
  for (const each of [
    slurmScreenCommand,
    slurmSweepCommand,
    slurmStatusCommand,
    slurmResumeCommand,
    slurmCancelCommand,
    slurmFinishCommand,
  ]) {
    command.addCommand(each());
  }
  return command;
}
