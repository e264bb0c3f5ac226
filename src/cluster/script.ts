/** The scripts that Slurm is given, and how a list of parts becomes job arrays. */
import { resolve } from 'node:path';
import { quoted } from './quoted.ts';

/** What a cluster is asked for, for each task. */
export interface Resources {
  /** Slurm's notation: minutes, or hours:minutes:seconds, or days-hours... */
  readonly time: string;
  readonly cpus: number;
  /** Slurm's notation, such as 2G. */
  readonly memory: string;
  readonly partition?: string | undefined;
  readonly account?: string | undefined;
  /** Further options of sbatch, such as --qos=long. */
  readonly further: readonly string[];
}

/** Before the time limit: enough for a checkpoint. */
const SECONDS_BEFORE_END = 60;

/** What tells a task that its time is nearly over; Node keeps the first user signal for its debugger. */
export const TIME_SIGNAL = 'SIGUSR2';

/**
 * The script of all arrays. It is given the round, and a number to add to the index of a task. The shell becomes the program, so that
 * signals reach it.
 * @param worker path of the bundled program
 * @example arrayScript('screen', resources, 'dist/slurm/worker.js', 'screened');
 */
export function arrayScript(name: string, resources: Resources, worker: string, folder: string): string {
  const lines = [
    ...directives(`ionsieve-${name}`, 'logs/%A_%a.log', resources),
    `#SBATCH --signal=B:${TIME_SIGNAL.replace('SIG', '')}@${SECONDS_BEFORE_END}`,
    `exec ${[process.execPath, worker, resolve(folder)].map(quoted).join(' ')} "$1" "$((SLURM_ARRAY_TASK_ID + $2))"`,
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * The script that puts the parts together.
 * @param cli path of the program
 * @example finishScript('screen', resources, 'dist/src/cli.js', 'screened');
 */
export function finishScript(name: string, resources: Resources, cli: string, folder: string): string {
  const command = [process.execPath, cli, 'slurm', 'finish', resolve(folder)].map(quoted).join(' ');
  return `${[...directives(`ionsieve-${name}-finish`, 'logs/finish-%j.log', resources), `exec ${command}`].join('\n')}\n`;
}

function directives(name: string, log: string, resources: Resources): string[] {
  const { time, cpus, memory, partition, account, further } = resources;
  const options = [
    `--job-name=${name}`,
    `--output=${log}`,
    '--open-mode=append',
    '--requeue',
    '--nodes=1',
    '--ntasks=1',
    `--cpus-per-task=${cpus}`,
    `--mem=${memory}`,
    `--time=${time}`,
    ...(partition === undefined ? [] : [`--partition=${partition}`]),
    ...(account === undefined ? [] : [`--account=${account}`]),
    ...further,
  ];
  return ['#!/bin/bash', ...options.map((option) => `#SBATCH ${option}`)];
}

/** An array of a round, with indices that the cluster allows: a part is offset + index. */
export interface JobArray {
  readonly offset: number;
  /** Ascending, from 1. */
  readonly indices: readonly number[];
}

/**
 * Cuts a list of parts into arrays.
 * @param parts ascending, from 1
 * @param largest index that the cluster allows
 * @example toArrays([1, 2, 3, 1001], 1000); // [{ offset: 0, indices: [1, 2, 3] }, { offset: 1000, indices: [1] }]
 */
export function toArrays(parts: readonly number[], largest: number): JobArray[] {
  const arrays = new Map<number, number[]>();
  for (const part of parts) {
    const offset = Math.floor((part - 1) / largest) * largest;
    arrays.set(offset, [...(arrays.get(offset) ?? []), part - offset]);
  }
  return [...arrays].map(([offset, indices]) => ({ offset, indices }));
}

/**
 * Indices as sbatch's --array takes them.
 * @param atOnce how many may run at a time; undefined for all
 * @example arraySpec([1, 2, 3, 7], 2); // '1-3,7%2'
 */
export function arraySpec(indices: readonly number[], atOnce: number | undefined): string {
  const ranges: [number, number][] = [];
  for (const index of indices) {
    const last = ranges.at(-1);
    if (last?.[1] === index - 1) last[1] = index;
    else ranges.push([index, index]);
  }
  const text = ranges.map(([first, end]) => (first === end ? `${first}` : `${first}-${end}`)).join(',');
  return atOnce === undefined ? text : `${text}%${atOnce}`;
}
