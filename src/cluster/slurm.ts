/** Slurm's own commands. They are all that is needed: no accounting database, no rights beyond a user's. */
import { execFileSync } from 'node:child_process';
import { fail } from '../core/errors.ts';

/** A task of the queue. */
export interface QueuedTask {
  /** Of the job as sbatch told it, the same for all tasks of an array. */
  readonly job: number;
  /** Number in its array; null for a job without. */
  readonly index: number | null;
  readonly state: 'waiting' | 'running';
  /** Slurm's word for why it waits. */
  readonly reason: string;
}

/** Slurm's short states of what has left the processors, or is about to, and does not come back. */
const LEFT = ['CA', 'CD', 'CG', 'BF', 'DL', 'F', 'NF', 'OOM', 'TO', 'RV'];
const RUNNING = ['R', 'S', 'ST', 'SI'];

/**
 * Submits a script.
 * @param options of sbatch
 * @returns the number of the job
 * @throws {UserError} where there is no Slurm, and with Slurm's own words for a job that it refuses
 * @example submitScript(['--array=1-16'], 'screened/slurm/array.sh', ['1', '0']); // 4711
 */
export function submitScript(options: readonly string[], script: string, args: readonly string[]): number {
  return Number.parseInt(slurm('sbatch', ['--parsable', ...options, script, ...args]), 10);
}

/**
 * The jobs of a list that are waiting or running.
 * @throws {UserError} where there is no Slurm
 * @example queuedTasks([4711]).filter(({ state }) => state === 'running').length;
 */
export function queuedTasks(jobs: readonly number[]): QueuedTask[] {
  // Asked for jobs that it has forgotten squeue fails: it is asked for all of the user's.
  const lines = slurm('squeue', ['--me', '--noheader', '--array', '--format=%F|%K|%t|%r']).split('\n');
  return lines.flatMap((line): QueuedTask[] => {
    const [job, index, state, reason] = line.split('|') as [string, string, string, string];
    if (!jobs.includes(Number(job)) || LEFT.includes(state)) return [];
    return [
      {
        job: Number(job),
        index: /^\d+$/.test(index) ? Number(index) : null,
        state: RUNNING.includes(state) ? 'running' : 'waiting',
        reason,
      },
    ];
  });
}

/**
 * Cancels jobs with all of their tasks.
 * @throws {UserError} where there is no Slurm
 * @example cancelJobs([4711]);
 */
export function cancelJobs(jobs: readonly number[]): void {
  if (jobs.length > 0) slurm('scancel', ['--full', ...jobs.map(String)]);
}

/**
 * Puts the task that this process is back into the queue; it has the same number when it starts again.
 * @throws {UserError} where there is no Slurm, and with Slurm's own words where it refuses
 * @example requeueTask('4711_3');
 */
export function requeueTask(task: string): void {
  slurm('scontrol', ['requeue', task]);
}

/**
 * The largest number that a task of an array may have.
 * @throws {UserError} where there is no Slurm
 * @example largestIndex(); // 1000
 */
export function largestIndex(): number {
  const found = /^MaxArraySize\s*=\s*(\d+)/m.exec(slurm('scontrol', ['show', 'config']));
  return Math.max(1, Number(found?.[1] ?? 1001) - 1);
}

function slurm(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1e9 });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') {
      return fail(command, 'Slurm on this machine', 'none', 'run this where jobs are submitted, or add --dry-run');
    }
    const said = stderr
      ?.trim()
      .split('\n')
      .at(-1)
      ?.replace(/^\w+: (error: )?/, '');
    return fail(command, 'Slurm to take it', said || `exit code ${(error as { status: number }).status}`, REMEDY);
  }
}

const REMEDY = 'change what it names, or ask those who run the cluster';
