import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot, sha256 } from '../../src/core/files.ts';
import { CLI, ensureBuilt, ionsieve, type Outcome, start } from '../cli/ionsieve.ts';
import { type Finding, keepFindings, scratchFolder } from './findings.ts';
import { told } from './told.ts';
import { hashes, missingFrom, prepareInput, type Work, wholeOf, workOf } from './works.ts';

// Files of a newer version, and files that change while the work is done or between two runs.

const findings: Finding[] = [];
const scratch = scratchFolder();
const root = packageRoot();
const STUDENT = 'data/models/paper.json';

beforeAll(async () => {
  await ensureBuilt();
  await prepareInput();
});

afterAll(() => {
  keepFindings('changes', findings);
  rmSync(scratch, { recursive: true });
});

function keep(title: string, made: string, outcome: Outcome, lost: string, code = 2): void {
  findings.push({ case: title, made, told: told(outcome), exit: String(outcome.code), lost });
  expect({ code: outcome.code, lost }, outcome.err).toEqual({ code, lost: 'nothing' });
}

/** Changes a file for the time of some work. */
async function changing<Result>(
  path: string,
  change: (text: string) => string,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = readFileSync(path, 'latin1');
  writeFileSync(path, change(before), 'latin1');
  const result = await work();
  writeFileSync(path, before, 'latin1');
  return result;
}

const flipped = (text: string): string => {
  const middle = text.length >> 1;
  return text.slice(0, middle) + String.fromCharCode(text.charCodeAt(middle) ^ 1) + text.slice(middle + 1);
};

const cut = (text: string): string => text.slice(0, text.length >> 1);

async function killMidway(work: Work, args: string[], out: string): Promise<void> {
  const { child, ended } = start(args, scratch);
  while (!work.isMidway!(out) && child.exitCode === null) await sleep(1);
  child.kill('SIGKILL');
  await ended;
}

test('a student of a newer version', async () => {
  const path = join(scratch, 'newer.json');
  cpSync(join(root, STUDENT), path);
  const args = ['predict', 'Li3PS4', '--csv', '--model', path];
  const before = await ionsieve(args, scratch);
  const newer = (text: string): string => text.replace('"version": 2\n}', '"version": 3\n}');
  const outcome = await changing(path, newer, () => ionsieve(args, scratch));
  const after = await ionsieve(args, scratch);
  keep(
    '`predict`: a student of a newer version',
    'version 3 in its file',
    outcome,
    after.out === before.out ? 'nothing' : 'ALL',
  );
});

test.each([
  ['screen', 'checkpoint.json', (text: string) => text.replace('"version":2', '"version":3')],
  ['sweep', 'sweep.journal.jsonl', newerJournal],
] as const)('%s of a newer version', async (name, file, newer) => {
  const work = workOf(name);
  const out = join(scratch, `newer-${name}`);
  await killMidway(work, work.args(out), out);
  const resumed = [...work.args(out), '--resume'];
  const outcome = await changing(join(out, file), newer, () => ionsieve(resumed, scratch));
  await ionsieve(resumed, scratch);
  keep(
    `\`${name} --resume\`: what is to go on is of a newer version`,
    `the next version in ${file}`,
    outcome,
    missingFrom(out, await wholeOf(work)),
  );
});

function newerJournal(text: string): string {
  const [first, ...rest] = text.split('\n');
  const head = first!.slice(9).replace('"version":1', '"version":2');
  return [`${sha256(head).slice(0, 8)} ${head}`, ...rest].join('\n');
}

test('structures are replaced while they are labelled', async () => {
  const work = workOf('label');
  const out = join(scratch, 'labelled');
  const whole = await wholeOf(work);
  const path = join(scratch, 'structures.jsonl');
  const other = join(scratch, 'other.jsonl');
  // It reads its file soon after it has made its folder; a try that came before that is none.
  for (const wait of [300, 500, 800, 1200, 2500, 5000, 10_000]) {
    rmSync(out, { recursive: true, force: true });
    cpSync(work.args(out)[1]!, path);
    writeFileSync(other, 'nothing that is a structure\n');
    const { child, ended } = start(['label', path, '--out', join(out, 'labels.csv')], scratch);
    while (!existsSync(out) && child.exitCode === null) await sleep(1);
    await sleep(wait);
    renameSync(other, path);
    const wasAtWork = child.exitCode === null;
    const outcome = await ended;
    if (!wasAtWork || outcome.err.includes('JSON')) continue;
    keep(
      '`label`: its structures are replaced under way',
      'another file under the same name',
      outcome,
      missingFrom(out, whole),
      0,
    );
    return;
  }
  throw new Error('the structures were never replaced in time');
});

test('a student is replaced while it screens, and is another when the screening is to go on', async () => {
  const work = workOf('screen');
  const path = join(scratch, 'student.json');
  cpSync(join(root, STUDENT), path);
  const out = join(scratch, 'screened');
  const args = [...work.args(out), '--model', path];
  await killMidway(work, args, out);
  const other = readFileSync(join(root, 'results/cubuk2019/student.logistic-mmmr.json'), 'latin1');
  const outcome = await changing(
    path,
    () => other,
    () => ionsieve([...args, '--resume'], scratch),
  );
  const checkpoint = join(out, 'checkpoint.json');
  const written = statSync(checkpoint).mtimeMs;
  const { child, ended } = start([...args, '--resume'], scratch);
  // It has read its student when it writes what it has done.
  const isAtWork = () => !existsSync(checkpoint) || statSync(checkpoint).mtimeMs !== written;
  while (!isAtWork() && child.exitCode === null) await sleep(1);
  writeFileSync(path, 'no student');
  await ended;
  const lost = missingFrom(out, await wholeOf(work));
  keep('`screen --resume`: the student is another', 'another student under the same name', outcome, lost);
});

/** The package where its files may be changed. */
function copyOfPackage(): string {
  const copy = join(scratch, 'package');
  if (existsSync(copy)) return copy;
  for (const part of ['dist', 'data', 'package.json']) {
    mkdirSync(dirname(join(copy, part)), { recursive: true });
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

const PREDICT = ['predict', 'Li3PS4', 'LiMgO', '--csv'];
const SCREEN = ['screen', '--elements', 'P,S', '--arity', '3', '--max-coefficient', '4', '--json', '--out'];

test.each([
  ['data/elements.csv', PREDICT],
  ['data/obelix.csv', PREDICT],
  ['data/label-table.csv.gz', PREDICT],
  ['data/manifest.json', PREDICT],
  ['data/models/measured.json', PREDICT],
  ['dist/src/models/solve-lower.wasm', PREDICT],
  ['dist/src/screening/kernel.wasm', [...SCREEN, 'by-paper', '--student', 'paper']],
  ['dist/src/screening/perceptron.wasm', [...SCREEN, 'by-measurements']],
] as const)('%s is damaged', async (file, given) => {
  const copy = copyOfPackage();
  const args = given as readonly string[];
  const cli = CLI.replace(root, `${copy}/`).replace('//', '/');
  const out = join(scratch, args.at(args.indexOf('--out') + 1)!);
  const run = async () => {
    rmSync(out, { recursive: true, force: true });
    const ended = await ionsieve(args, scratch, cli);
    return { ...ended, left: args[0] === 'screen' ? JSON.stringify(hashes(out)) : ended.out };
  };
  const whole = await run();
  // Of a manifest, a text may change and mean nothing.
  const isManifest = file.endsWith('manifest.json');
  const outcome = await changing(join(copy, file), isManifest ? cut : flipped, run);
  const again = await run();
  const lost = again.code === 0 && again.left === whole.left ? 'nothing' : 'ALL';
  keep(
    `\`${args[0]}\`: a file of the package is damaged`,
    `${isManifest ? 'half' : 'a bit'} of ${file}`,
    outcome,
    lost,
  );
});

test('files of compounds are damaged', async () => {
  const out = join(scratch, 'queried');
  const space = ['--elements', 'P,S,Cl,O', '--max-coefficient', '6', '--write-above', '0.5'];
  await ionsieve(['screen', ...space, '--out', out], scratch);
  const query = (): Promise<Outcome> => ionsieve(['query', out, 'SELECT * FROM candidates', '--csv'], scratch);
  const whole = await query();
  const path = join(out, 'candidates-000000-000.parquet');
  const outcome = await changing(path, cut, query);
  const lost = (await query()).out === whole.out ? 'nothing' : 'ALL';
  keep(
    '`query`: a file of compounds is cut',
    'half of the Parquet file',
    { ...outcome, err: outcome.err.replace(/found .*;/, 'found ...;') },
    lost,
  );
  for (const share of [0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.999]) {
    const at = (length: number): number => Math.floor(share * length);
    const flip = (text: string): string =>
      text.slice(0, at(text.length)) +
      String.fromCharCode(text.charCodeAt(at(text.length)) ^ 16) +
      text.slice(at(text.length) + 1);
    const { code, err } = await changing(path, flip, query);
    expect([0, 2], err).toContain(code);
  }
});
