/** Submits what is left of a task, or prints what would be submitted. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sharedFolders } from '../cluster/parts.ts';
import { arrayScript, finishScript } from '../cluster/script.ts';
import { largestIndex } from '../cluster/slurm.ts';
import { type PlannedJob, planJobs, type SubmittedJob, submitJobs } from '../cluster/submit.ts';
import { type ClusterTask, clusterPaths, writeTask } from '../cluster/task.ts';
import { fail } from '../core/errors.ts';
import { packageRoot, writeAtomic } from '../core/files.ts';
import { type ClusterOptions, resourcesOf } from './cluster-options.ts';
import type { Form } from './form-options.ts';
import { withOutputFolder } from './output-folder.ts';
import { printResult } from './print-result.ts';

/** The bundled program that a task runs, which one read of a shared file system brings. */
const WORKER = ['dist', 'slurm', 'worker.js'];
/** Where there is no Slurm to ask, a dry run takes what most clusters have. */
const USUAL_LARGEST_INDEX = 1000;

/**
 * Writes a new task with its scripts into a folder, and submits it; with --dry-run prints what would be submitted.
 * @param writeRest writes what else its parts need
 * @throws {UserError} when the folder holds a task already, and with Slurm's words for what it refuses
 * @example await submitNew('screened', task, () => writeJob(path, stored), options, 'table');
 */
export async function submitNew(
  folder: string,
  task: ClusterTask,
  writeRest: () => void,
  options: ClusterOptions,
  form: Form,
): Promise<void> {
  const paths = clusterPaths(folder);
  if (existsSync(paths.task)) {
    const remedy = 'see ionsieve slurm status, go on with ionsieve slurm resume, or choose another --out';
    fail(paths.task, 'no work in progress', 'a task that was submitted', remedy);
  }
  const worker = join(packageRoot(), ...WORKER);
  if (!existsSync(worker)) fail(worker, 'the bundled program of a task', 'none', 'npm run build');
  const scripts = {
    [paths.arrayScript]: arrayScript(task.kind, resourcesOf(options), worker, folder),
    [paths.finishScript]: finishScript(task.kind, resourcesOf(options), cliPath(), folder),
  };
  if (options.dryRun) return printPlan(scripts, planJobs(folder, task, USUAL_LARGEST_INDEX, options.atOnce));
  const planned = planJobs(folder, task, largestIndex(), options.atOnce);
  let jobs: SubmittedJob[] = [];
  await withOutputFolder(folder, [], () => {
    try {
      for (const [path, text] of Object.entries(scripts)) writeAtomic(path, text);
      writeRest();
      writeTask(folder, task);
      for (const each of sharedFolders(folder, task)) mkdirSync(each, { recursive: true });
      jobs = submitJobs(folder, planned);
    } catch (error) {
      rmSync(paths.own, { recursive: true, force: true });
      throw error;
    }
  });
  await printSubmitted(folder, jobs, form);
}

/**
 * Prints the jobs that were submitted.
 * @example await printSubmitted('screened', jobs, 'table');
 */
export async function printSubmitted(folder: string, jobs: readonly SubmittedJob[], form: Form): Promise<void> {
  await printResult(form, {
    columns: [
      { name: 'job', title: 'job', text: String },
      { name: 'does', title: 'does' },
      { name: 'tasks', title: 'tasks', text: String },
    ],
    pages: [jobs.map(({ job, round, tasks }) => [job, round === null ? 'finish' : `round ${round}`, tasks])],
    notes: [`see how far they are: ionsieve slurm status ${folder}`],
  });
}

function printPlan(scripts: Readonly<Record<string, string>>, planned: readonly (readonly PlannedJob[])[]): void {
  for (const [path, text] of Object.entries(scripts)) process.stdout.write(`# ${relative('.', path)}\n${text}\n`);
  planned.forEach((jobs, i) => {
    const after = i === 0 ? [] : ['--dependency=afterok:the jobs before', '--kill-on-invalid-dep=yes'];
    for (const { options, script, args } of jobs) {
      const words = ['sbatch', ...options, ...after, script, ...args];
      process.stdout.write(`${words.map((word) => (/[^\w=:%/.,-]/.test(word) ? `'${word}'` : word)).join(' ')}\n`);
    }
  });
}

/** The built program: what runs on a node has no need of the tools that run sources. */
const cliPath = (): string => join(packageRoot(), 'dist', 'src', 'cli.js');
