import { Command } from 'commander';
import { clusterStatus, type PartState, type PartStatus } from '../cluster/status.ts';
import { readTask } from '../cluster/task.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { printResult } from './print-result.ts';

const HELP = `
Parts are counted by what became of them; stopped ones are not done, and no longer in the queue: the last line of the log of each of the
first of them is shown, and ionsieve slurm resume submits them again.

Example: ionsieve slurm status screened`;

const STATES: readonly PartState[] = ['done', 'running', 'waiting', 'stopped'];
/** Stopped parts whose last words are shown. */
const SHOWN = 5;

/**
 * `ionsieve slurm status DIR`: how far the parts are.
 * @example slurm.addCommand(slurmStatusCommand());
 */
export function slurmStatusCommand(): Command {
  const command = new Command('status')
    .description('tell how far the parts of a screening or sweep are')
    .argument('<dir>', 'the --out of what was submitted');
  return withFormOptions(command)
    .addHelpText('after', HELP)
    .action(async (folder: string, options: FormOptions) => {
      const parts = clusterStatus(folder, readTask(folder));
      await printResult(formOf(options), {
        columns: [
          { name: 'does', title: 'does' },
          ...STATES.map((state) => ({ name: state, title: state, text: String })),
        ],
        pages: [rowsOf(parts)],
        notes: lastWords(folder, parts),
      });
    });
}

function rowsOf(parts: readonly PartStatus[]): (string | number)[][] {
  const rounds = [...new Set(parts.map(({ place }) => place?.round ?? null))];
  return rounds.map((round) => {
    const its = parts.filter(({ place }) => (place?.round ?? null) === round);
    const counts = STATES.map((state) => its.filter((part) => part.state === state).length);
    return [round === null ? 'finish' : `round ${round}`, ...counts];
  });
}

function lastWords(folder: string, parts: readonly PartStatus[]): string[] {
  const stopped = parts.filter(({ state }) => state === 'stopped');
  if (stopped.length === 0) return [];
  const shown = stopped.flatMap(({ said }) => said ?? []).slice(0, SHOWN);
  return [...shown, `submit what stopped again: ionsieve slurm resume ${folder}`];
}
