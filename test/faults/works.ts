/** The commands that are disturbed: what each is given, when it is in the middle of its work, and how it goes on. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot, sha256 } from '../../src/core/files.ts';
import { LOCK_FILE } from '../../src/core/lock.ts';
import { isAboutRun } from '../../src/provenance/record-names.ts';
import { ionsieve } from '../cli/ionsieve.ts';
import { forestSweep, writeTable } from '../experiment/sweep/small-sweep.ts';
import { KEPT, scratchFolder } from './findings.ts';

/** A command whose results fill a folder. */
export interface Work {
  readonly name: 'screen' | 'sweep' | 'merge' | 'reproduce --quick' | 'label';
  /** Its arguments, for a folder that is to be filled. */
  readonly args: (out: string) => string[];
  /** What to add in order to go on in that folder. */
  readonly goOn: (out: string) => string[];
  /** Whether it is in the middle of its work, as its files show; undefined where only the time tells. */
  readonly isMidway?: (out: string) => boolean;
  /** Whether it hears signals by now; undefined where it never does, or where its middle comes later. */
  readonly hears?: (out: string) => boolean;
}

const input = join(KEPT, 'input');
const names = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
const resumeIf = (file: string) => (out: string) => (existsSync(join(out, file)) ? ['--resume'] : []);
const countOf = (path: string): number => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0);

const SPACE = [
  ...['--student', 'paper', '--elements', 'H,B,C,N,O,F,Na,Mg,Al,Si,P,S,Cl,K'],
  ...['--arity', '4', '--neutral', '--write-above', '0.999', '--threads', '2', '--top', '1000'],
];
const SHARDS = [1, 2].map((index) => join(input, `shard-${index}`));

/** All of them. */
export const WORKS: readonly Work[] = [
  {
    name: 'screen',
    args: (out) => ['screen', ...SPACE, '--out', out],
    goOn: resumeIf('checkpoint.json'),
    isMidway: (out) => names(out).filter((name) => name.endsWith('.parquet')).length > 0,
  },
  {
    name: 'sweep',
    args: (out) => ['sweep', join(input, 'swept.ts'), '--threads', '2', '--out', out],
    goOn: resumeIf('sweep.journal.jsonl'),
    isMidway: (out) => countOf(join(out, 'sweep.journal.jsonl')) > 30,
  },
  {
    name: 'merge',
    args: (out) => ['merge', ...SHARDS, '--out', out],
    goOn: () => [],
    isMidway: (out) => names(out).some((name) => name.includes('.parquet')),
  },
  {
    name: 'reproduce --quick',
    args: (out) => ['reproduce', 'sendek2019', '--quick', '--out', out],
    goOn: () => [],
    hears: (out) => existsSync(join(out, LOCK_FILE)),
  },
  {
    name: 'label',
    args: (out) => ['label', join(input, 'structures.jsonl'), '--out', join(out, 'labels.csv')],
    goOn: () => [],
  },
];

/** One of them. */
export const workOf = (name: Work['name']): Work => WORKS.find((work) => work.name === name)!;

/** 25 trials of forests, on three outer folds and all rows. */
const swept = forestSweep('swept', 40, { searches: [{ kind: 'random', trials: 25 }], seeds: [1] });

/** Writes what the commands are given, once for all files of the suite. */
export async function prepareInput(): Promise<void> {
  if (existsSync(input)) return untilThere(join(input, 'ready'));
  mkdirSync(input, { recursive: true });
  writeTable(input);
  writeFileSync(join(input, 'swept.ts'), `export const swept = ${JSON.stringify(swept)};\n`);
  const lines = readFileSync(join(packageRoot(), 'data/sample/materials-project-sample.jsonl'), 'utf8');
  writeFileSync(join(input, 'structures.jsonl'), lines.repeat(20));
  for (const [i, folder] of SHARDS.entries()) {
    const { code, err } = await ionsieve(['screen', ...SPACE, '--shard', `${i + 1}/2`, '--out', folder], input);
    if (code !== 0) throw new Error(err);
  }
  writeFileSync(join(input, 'ready'), '');
}

async function untilThere(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** SHA-256 of every file of a folder but the records of runs, which hold their times. */
export function hashes(folder: string): Record<string, string> {
  const results = names(folder).filter((name) => !isAboutRun(name));
  return Object.fromEntries(results.map((name) => [name, sha256(readFileSync(join(folder, name)))]));
}

/** What a command leaves when nothing disturbs it, and how long it takes. */
export interface Whole {
  readonly files: Record<string, string>;
  readonly milliseconds: number;
}

/** Runs a command undisturbed, once for all files of the suite. */
export async function wholeOf(work: Work): Promise<Whole> {
  const path = join(KEPT, `whole-${work.name}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Whole;
  const out = join(scratchFolder(), 'whole');
  const started = performance.now();
  const { code, err } = await ionsieve(work.args(out), input);
  if (code !== 0) throw new Error(err);
  const whole = { files: hashes(out), milliseconds: performance.now() - started };
  rmSync(out, { recursive: true });
  writeFileSync(path, JSON.stringify(whole));
  return whole;
}

/** Goes on with a command that was disturbed, and says what was lost against one that was not. */
export async function lostOf(work: Work, out: string): Promise<string> {
  const { code, err } = await ionsieve([...work.args(out), ...work.goOn(out)], input);
  return code === 0 ? missingFrom(out, await wholeOf(work)) : `ALL: ${err}`;
}

/** What a folder lacks, or has beyond, the files of an undisturbed run. */
export function missingFrom(out: string, { files }: Whole): string {
  const found = hashes(out);
  const all = [...new Set([...Object.keys(files), ...Object.keys(found)])].sort();
  return all.filter((name) => files[name] !== found[name]).join(', ') || 'nothing';
}
