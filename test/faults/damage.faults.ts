import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCompositions } from '../../src/cli/composition-file.ts';
import { readFormulas } from '../../src/cli/known-formulas.ts';
import { UserError } from '../../src/core/errors.ts';
import { packageRoot } from '../../src/core/files.ts';
import { stream } from '../../src/core/random.ts';
import { readStructures } from '../../src/crystal/read-structures.ts';
import { loadExperiment } from '../../src/experiment/load.ts';
import { loadProperty } from '../../src/experiment/property/load-table.ts';
import { openJournal } from '../../src/experiment/sweep/journal.ts';
import { askLearner } from '../../src/learning/ask-learner.ts';
import { readLearner } from '../../src/learning/learner-file.ts';
import { readCheckpoint } from '../../src/screening/checkpoint.ts';
import { hashJob, readJob } from '../../src/screening/job-file.ts';
import { readMeasured } from '../../src/transfer/measured-learner.ts';
import { ensureBuilt, ionsieve, ionsieveHere } from '../cli/ionsieve.ts';
import { logistic, small, writeTable } from '../experiment/sweep/small-sweep.ts';
import { manyTies, writeShard } from '../screening/screen-here.ts';
import { smallMeasuredText } from '../transfer/small-measured-student.ts';
import { type Finding, keepFindings, scratchFolder } from './findings.ts';

// Every format that is read, cut short and with bits flipped at places that a seed decides.

const findings: Finding[] = [];
const scratch = scratchFolder();
const root = packageRoot();
const path = (name: string): string => join(scratch, name);
const bytesOf = (name: string): Uint8Array => readFileSync(join(root, name));

beforeAll(ensureBuilt);

afterAll(() => {
  keepFindings('damage', findings);
  rmSync(scratch, { recursive: true });
});

interface Format {
  readonly format: string;
  /** Name of the file, and what stands in it. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Reads it in this process; what it gives. */
  readonly read: (path: string) => unknown;
  /** The same for a process of its own. */
  readonly args?: (path: string) => string[];
  /** Whether the format holds a hash or checksum of itself. */
  readonly hashed: boolean;
  readonly cases: number;
}

const lines = bytesOf('data/sample/materials-project-sample.jsonl');
const structures = (file: string) => [...readStructures([file])].map(({ id, frac }) => [id, [...frac]]);
const describe = (file: string): string[] => ['describe', file, '--csv'];
/** A line that cannot be read is reported by its number, and counts as refused. */
function formulasOf(file: string): string[] {
  const { rows, unread } = readFormulas(file);
  if (unread.length > 0) throw new UserError(unread[0]!.reason);
  return rows.map(({ formula }) => formula);
}

function formats(): Format[] {
  writeTable(scratch);
  const job = manyTies({ histogram: false, ranks: [] });
  mkdirSync(path('none'));
  writeShard(job, [], path('none'), { index: 1, count: 1 }, path('shard'));
  const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
  const hash = hashJob({ version, job });
  const journal = openJournal<number>(path('journal.jsonl'), 'abc', false);
  for (let i = 0; i < 20; i++) journal.add(`task ${i}`, i / 7);
  journal.close();
  const known = openJournal<number>(path('journal.jsonl'), 'abc', true);
  known.close();
  const student = bytesOf('data/models/paper.json');
  const readStudent = (file: string) => JSON.stringify(readLearner(file).model);
  const cif = bytesOf('data/sample/training-structures/Li10Ge(PS6)2.cif');
  const plain = { hashed: false, cases: 400 };
  const hashed = { hashed: true, cases: 400 };
  return [
    {
      format: 'formulas, one a line',
      file: 'known.txt',
      bytes: Buffer.from('Li3PS4\nLi2O\nLi10GeP2S12\n'),
      ...plain,
      cases: 40,
      read: (file) => formulasOf(file),
      args: (file) => ['screen', '--elements', 'P', '--arity', '2', '--known', file, '--out', path('known')],
    },
    { format: 'CIF', file: 'x.cif', bytes: cif, ...plain, read: structures, args: describe },
    {
      format: 'JSON lines of structures',
      file: 'x.jsonl',
      bytes: lines.subarray(0, lines.indexOf(10, 9000) + 1),
      ...plain,
      read: structures,
      args: describe,
    },
    {
      format: 'the same, .gz',
      file: 'x.jsonl.gz',
      bytes: gzipSync(lines),
      ...hashed,
      read: structures,
      args: describe,
    },
    {
      format: 'CIF in .zip',
      file: 'x.zip',
      bytes: zipSync({ 'a.cif': cif, 'b.cif': cif }, { mtime: '2020-01-01' }),
      ...hashed,
      read: structures,
      args: describe,
    },
    {
      format: 'CSV of compositions',
      file: 'x.csv',
      bytes: bytesOf('data/sample/measurements.csv'),
      ...plain,
      read: readCompositions,
      args: (file) => ['predict', '--csv', '--input', file],
    },
    {
      format: 'table of a property',
      file: 'y.csv',
      bytes: readFileSync(path('table.csv')),
      ...plain,
      read: async (file) => {
        const table = { ...small.table, file };
        return (await loadProperty({ ...small, table, methods: [logistic] }, file)).y.join();
      },
    },
    {
      format: 'experiment file',
      file: 'small.ts',
      bytes: Buffer.from(`export const small = ${JSON.stringify(small)};\n`),
      ...plain,
      cases: 60,
      read: async (file) => JSON.stringify((await loadExperiment(file)).experiment),
      args: (file) => ['sweep', file, '--quick', '--out', path('swept')],
    },
    {
      format: 'student',
      file: 'student.json',
      bytes: student,
      ...hashed,
      cases: 150,
      read: readStudent,
      args: (file) => ['predict', 'Li3N', '--csv', '--model', file],
    },
    {
      format: 'student of measurements',
      file: 'measured.json',
      bytes: Buffer.from(smallMeasuredText),
      ...hashed,
      cases: 60,
      read: (file) =>
        askLearner(readMeasured(file))([{ atomicNumbers: Uint8Array.of(3, 8), amounts: Float64Array.of(2, 1) }])[0]!
          .probability,
      args: (file) => ['predict', 'Li3N', '--csv', '--measured-model', file],
    },
    {
      format: 'checkpoint.json',
      file: 'checkpoint.json',
      bytes: readFileSync(path('shard/checkpoint.json')),
      ...hashed,
      read: (file) => JSON.stringify(readCheckpoint(file)),
    },
    {
      format: 'job.json',
      file: 'job.json',
      bytes: readFileSync(path('shard/job.json')),
      ...hashed,
      read: (file) => JSON.stringify(readJob(file, hash)),
    },
    {
      format: 'journal of a sweep',
      file: 'sweep.journal.jsonl',
      bytes: readFileSync(path('journal.jsonl')),
      ...hashed,
      read: (file) => {
        const opened = openJournal<number>(file, 'abc', true);
        opened.close();
        // A line at the end that is not whole is done again: what is left must be as it was written.
        return [...opened.known].every(([task, outcome]) => known.known.get(task) === outcome);
      },
    },
    {
      format: 'summary.json',
      file: 'sendek2019/summary.json',
      bytes: bytesOf('results/sendek2019/summary.json'),
      ...plain,
      cases: 30,
      read: async () => {
        const { code, err } = await ionsieveHere(['verify', 'sendek2019', '--results', scratch, '--csv']);
        if (code === 2) throw Object.assign(new Error(err.trim().split('\n').at(-1)), { name: 'UserError' });
        return code;
      },
      args: () => ['verify', 'sendek2019', '--results', scratch, '--csv'],
    },
  ];
}

/** Cuts, and single bits that are flipped; the first is a cut in the middle, the second a flip there. */
function damaged(bytes: Uint8Array, cases: number, label: string): Uint8Array[] {
  const random = stream(2019, label);
  const at = (i: number): number => Math.floor((i < 2 ? 0.5 : random()) * bytes.length);
  return Array.from({ length: cases }, (_, i) => {
    if (i % 4 === 0) return bytes.slice(0, at(i));
    const copy = Uint8Array.from(bytes);
    copy[at(i)]! ^= 1 << Math.floor(random() * 8);
    return copy;
  });
}

/** Not an end by a signal. */
const isEnd = (code: number | null): boolean => code !== null && code <= 2;

async function outcomeOf(read: Format['read'], file: string, whole: string): Promise<'refused' | 'same' | 'another'> {
  try {
    return JSON.stringify(await read(file)) === whole ? 'same' : 'another';
  } catch (error) {
    const { name, message } = error as Error;
    if (name !== 'UserError' || message.includes('\n')) throw error;
    return 'refused';
  }
}

test.each(formats())('$format', async ({ format, file, bytes, read, args, hashed, cases }) => {
  mkdirSync(join(scratch, 'sendek2019'), { recursive: true });
  writeFileSync(path(file), bytes);
  const whole = JSON.stringify(await read(path(file)));
  const counts = { refused: 0, same: 0, another: 0 };
  const all = damaged(bytes, cases, format);
  for (const each of all) {
    // A module is kept under its path: a new one for each.
    const place = file.endsWith('.ts')
      ? join(scratch, `m${counts.refused}-${counts.same}-${counts.another}`, file)
      : path(file);
    mkdirSync(join(place, '..'), { recursive: true });
    writeFileSync(place, each);
    counts[await outcomeOf(read, place, whole)]++;
  }
  const exits: (number | null)[] = [];
  if (args !== undefined) {
    for (const each of all.slice(0, 2)) {
      writeFileSync(path(file), each);
      const { code, err } = await ionsieve(args(path(file)), scratch);
      exits.push(code);
      // 1 where some items of several are at fault, told in lines; a bug has a stack trace.
      if (code !== 0) expect(err).toMatch(/^(ionsieve: [^\n]*\n)+$/);
    }
  }
  findings.push({
    format,
    'cuts and flips': String(cases),
    'detects any change': hashed ? 'yes, by hash or checksum' : 'no: plain text',
    'refused in one line, or read as it was':
      hashed && counts.another === 0 ? 'all' : hashed ? 'NOT ALL' : 'all but such as make another whole file',
    'a crash': exits.every(isEnd) ? 'none' : 'FOUND',
  });
  console.log(`${format}: ${JSON.stringify(counts)}, processes ended with ${exits.join(', ')}`);
  expect(hashed ? counts.another : 0).toBe(0);
  expect(exits.filter((code) => !isEnd(code))).toEqual([]);
  expect(counts.refused).toBeGreaterThan(0);
});
