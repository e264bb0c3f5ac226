import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { smallMeasuredText } from '../transfer/small-measured-student.ts';
import { ensureBuilt } from './ionsieve.ts';

// The real command in a process of its own: each mistake is one line on standard error, exit code 2, nothing written.

const root = packageRoot();
const cli = join(root, 'dist', 'src', 'cli.js');
const bad = mkdtempSync(join(tmpdir(), 'ionsieve-mistakes-'));
const path = (name: string) => join(bad, name);

const measured = ['--measured-model', 'measured.json'];

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], program = cli): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...args], { cwd: bad, maxBuffer: 1e8 }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

const LIF = { id: 'a', cell: [4, 4, 4, 90, 90, 90], species: ['Li', 'F'], frac: [0, 0, 0, 0.5, 0.5, 0.5] };
const cif = readFileSync(join(root, 'data', 'sample', 'training-structures', 'Li3N.cif'), 'utf8');
const student = readFileSync(join(root, 'results', 'cubuk2019', 'student.json'), 'utf8');

beforeAll(async () => {
  await ensureBuilt();
  const files: Record<string, string> = {
    'empty.cif': '',
    'empty.jsonl': '',
    'truncated.cif': cif.slice(0, cif.lastIndexOf('  N  N2')),
    'nan.cif': cif.replace('0.66666667', 'nan'),
    'occupancy.cif': cif.replace('0.00000000  1\n', '0.00000000  1.4\n'),
    'nan.jsonl': JSON.stringify(LIF).replace('"frac":[0', '"frac":[NaN'),
    'zero-volume.jsonl': JSON.stringify({
      ...LIF,
      cell: undefined,
      lattice: [
        [1, 0, 0],
        [2, 0, 0],
        [0, 0, 1],
      ],
    }),
    'no-lithium.jsonl': JSON.stringify({ ...LIF, species: ['Na', 'F'] }),
    'europium.jsonl': JSON.stringify({ ...LIF, species: ['Li', 'Eu'] }),
    'truncated.json': student.slice(0, 500),
    'flipped.json': student.replace('"slope": 1', '"slope": 2'),
    'measured.json': smallMeasuredText,
    'notes.txt': 'no structure',
    'broken.jsonl.gz': '\x1f\x8bno gzip',
    'broken.zip': 'no zip',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path(name), text, 'latin1');
  mkdirSync(path('folder'));
});

describe('a mistake of the user is one line, exit code 2, and nothing written', () => {
  test.concurrent.each<[string[], string]>([
    [['predict', 'Xx2O', ...measured], 'Xx2O, position 1: expected an element symbol, found "Xx"'],
    [['predict', 'Li((', ...measured], 'Li((, position 5: expected an element symbol, found the end'],
    [['predict', 'Li2Og', ...measured], 'none for Og'],
    [['predict', 'NaCl', ...measured], 'NaCl: expected a lithium compound'],
    [['predict', 'Li3N', '--model', 'truncated.json'], 'truncated.json: expected a model file in JSON'],
    [['predict', 'Li3N', '--model', 'flipped.json'], 'flipped.json: expected content with SHA-256'],
    [['describe', 'empty.cif'], 'empty.cif: expected structures, found an empty file'],
    [['describe', 'empty.jsonl'], 'empty.jsonl: expected structures, found an empty file'],
    [['describe', 'truncated.cif'], 'truncated.cif'],
    [['describe', 'nan.cif'], 'nan.cif'],
    [['describe', 'nan.jsonl'], 'nan.jsonl, line 1: expected finite coordinates, found NaN'],
    [['describe', 'occupancy.cif'], '1.4'],
    [['describe', 'zero-volume.jsonl'], 'zero-volume cell'],
    [['describe', 'no-lithium.jsonl'], 'no lithium'],
    [['describe', 'europium.jsonl'], 'no electronegativity: Eu'],
    [['describe', 'missing.cif'], 'missing.cif'],
    [['describe', 'notes.txt'], 'notes.txt'],
    [['describe', 'broken.jsonl.gz'], 'broken.jsonl.gz: expected whole gzip data'],
    [['describe', 'broken.zip'], 'broken.zip'],
    [['describe', 'europium.jsonl', '--nosuch'], "unknown option '--nosuch'"],
    [['label', 'no-lithium.jsonl', '--out', 'labels.csv'], 'no lithium'],
    [['label', 'europium.jsonl', '--out', 'folder'], 'folder'],
    [['screen'], "required option '--out <dir>'"],
    [['screen', '--max-coefficient', '0', '--out', 'screened'], '--max-coefficient'],
    [['screen', '--arity', '9', '--out', 'screened'], '9'],
    [['screen', '--elements', 'Xx', '--out', 'screened'], '"Xx"'],
    [['screen', '--model', 'flipped.json', '--out', 'screened'], 'flipped.json'],
    [['screen', '--elements', 'O,S', '--arity', '3', '--out', '/proc/screened'], '/proc/screened'],
    [['screen', '--elements', 'O,S', '--arity', '3', '--out', 'notes.txt'], 'notes.txt'],
    [['reproduce', 'nosuch'], 'nosuch: expected the name of a file under experiments/'],
    [['nosuch'], "unknown command 'nosuch'"],
  ])('%j', async (args, expected) => {
    const before = readdirSync(bad).sort();
    const { code, stdout, stderr } = await run(args);
    expect(stderr).toContain(expected);
    expect(stderr).toMatch(/^ionsieve: [^\n]+\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(readdirSync(bad).filter((name) => !before.includes(name) && /labels|screened/.test(name))).toEqual([]);
  });

  test('a data file with one byte changed is refused with both hashes', async () => {
    const copy = path('copy');
    for (const name of ['dist', 'data', 'package.json']) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const table = join(copy, 'data', 'elements.csv');
    writeFileSync(table, readFileSync(table, 'utf8').replace('Hydrogen', 'hydrogen'));
    const { code, stdout, stderr } = await run(['predict', 'Li3N'], join(copy, 'dist', 'src', 'cli.js'));
    expect(stderr).toMatch(
      /^ionsieve: data\/elements.csv: expected SHA-256 [0-9a-f]{64}, found [0-9a-f]{64};[^\n]*\n$/,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('the commands', () => {
  test('describe prints id, formula and every column', async () => {
    const cif = join(root, 'data', 'sample', 'training-structures', 'Li3N.cif');
    const { code, stdout } = await run(['describe', '--csv', cif]);
    const [header, row] = stdout.split('\n').map((line) => line.split(','));
    expect(code).toBe(0);
    expect(header!.slice(0, 3)).toEqual(['id', 'formula', 'average_atomic_mass_u']);
    expect(row!.length).toBe(52);
    expect(row!.slice(0, 2)).toEqual(['Li3N', 'Li3N']);
  });

  test('label counts what it could not label', async () => {
    const sample = join(root, 'data', 'sample', 'materials-project-sample.jsonl');
    const { code, stdout, stderr } = await run(['label', sample, '--out', path('sample-labels.csv')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^structures +60 +structures .*\nlabelled +56 /m);
    expect(stdout).toMatch(/^not labelled: no electronegativity: Eu +2 +structures +3\.333 +structures$/m);
    expect(stderr).toBe('');
    expect(readFileSync(path('sample-labels.csv'), 'utf8').trimEnd().split('\n').length).toBe(61);
  });

  test('screen writes the same bytes on one thread and on two', async () => {
    const space = ['--elements', 'P,S,O,Cl,Mg', '--max-coefficient', '8', '--top', '50'];
    const outs = ['one', 'two'];
    const runs = await Promise.all(
      outs.map((out, i) => run(['screen', ...space, '--threads', String(i + 1), '--out', path(out)])),
    );
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    for (const file of ['top.csv', 'screening.json']) {
      const [one, two] = outs.map((out) => readFileSync(join(path(out), file), 'utf8'));
      expect(one).toBe(two);
      expect(one!.length).toBeGreaterThan(500);
    }
  });
});
