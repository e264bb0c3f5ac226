/** The compound page answers with the Learner that screened, which the folder keeps, whatever the shipped models are. */
import { cpSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { packageRoot } from '../../src/core/files.ts';
import { parseCsv } from '../../src/core/table.ts';
import type { CompoundView } from '../../src/explorer/api-compounds.ts';
import { openRunFolder } from '../../src/explorer/run-folder.ts';
import { createScreener, type ScreenerFile } from '../../src/explorer/screener.ts';
import { type Explorer, startExplorer } from '../../src/explorer/serve.ts';
import { askLearner } from '../../src/learning/ask-learner.ts';
import { learnerText, readLearner } from '../../src/learning/learner-file.ts';
import { ensureBuilt, ionsieveHere, scratchFolder } from '../cli/ionsieve.ts';

const folder = scratchFolder();
const path = (...names: string[]) => join(folder, ...names);
const shipped = (name: string) => join(packageRoot(), 'data', 'models', name);
/** Of migration barriers, without a common ion. */
const BARRIERS = join(packageRoot(), 'results', 'barriers', 'learner.student.json');
const COLUMN = 'migration_barrier_eV';
let explorer: Explorer;

beforeAll(async () => {
  await ensureBuilt();
  writeFileSync(path('mine.json'), learnerText({ ...readLearner(BARRIERS), name: 'mine' }));
  const space = ['--elements', 'Li,Na,P,S,O', '--arity', '3', '--max-coefficient', '4', '--threshold', '0.5'];
  const screen = ['screen', '--model', path('mine.json'), ...space, '--out', path('run', 'barriers')];
  expect(await ionsieveHere(screen)).toMatchObject({ code: 0 });
  renameSync(path('mine.json'), path('elsewhere.json'));
  explorer = await startExplorer({
    folder: path('run'),
    files: { student: shipped('paper.json'), measured: shipped('measured.json'), structures: [] },
    ...{ host: '127.0.0.1', port: 0 },
    onBug: (error) => {
      throw error;
    },
  });
});
afterAll(async () => {
  await explorer?.close();
  rmSync(folder, { recursive: true });
});

async function compound(formula: string): Promise<CompoundView> {
  const response = await fetch(`${explorer.url}api/compound?screening=barriers&formula=${formula}`);
  return (await response.json()) as CompoundView;
}

const rowsOf = (name: string) =>
  parseCsv(readFileSync(path('run', 'barriers', name), 'utf8'), name, ['formula', COLUMN]);

describe('the Learner that screened', () => {
  test('answers with the number of the list, its interval and what it learned from, by its name', async () => {
    const learner = readLearner(path('elsewhere.json'));
    const row = rowsOf('top.csv').find(({ formula }) => formula === 'Li3PS4')!;
    const { screener, listed } = await compound('Li3PS4');
    const [answer] = askLearner(learner)([parseFormula('Li3PS4')]);
    expect(screener).toEqual({
      name: learner.name,
      answer: { ...answer, column: COLUMN, unit: 'eV', coverage: learner.intervals!.coverage },
      reason: null,
    });
    expect(screener!.answer!.value).toBeCloseTo(Number(row[COLUMN]), 4);
    expect(listed!.value).toBeCloseTo(screener!.answer!.value, 4);
  });

  test('answers for compounds of which the shipped models know nothing', async () => {
    const { screener, prediction } = await compound('Na3PS4');
    expect(prediction).toBeNull();
    const [answer] = askLearner(readLearner(BARRIERS))([parseFormula('Na3PS4')]);
    expect(screener!.answer).toMatchObject({ value: answer!.value, nearest: answer!.nearest });
  });

  test('says why where it has no answer, and no others do in its place', async () => {
    const { screener } = await compound('Li3CsS3');
    expect(screener!.answer).toBeNull();
    expect(screener!.reason).toMatch(/^CsLi3S3: expected elements that the student has learned, found Cs; /);
  });
});

test('the export of another property has no columns of conductivities', async () => {
  const text = await (await fetch(`${explorer.url}api/export?screening=barriers&format=csv`)).text();
  expect(text.split('\n')[0]).not.toMatch(/log10|domain,|domain$/);
});

describe('a Learner that is no longer there', () => {
  const reasonOf = (file: Partial<ScreenerFile>) =>
    createScreener()({ folder: path('run', 'barriers'), file: 'learner.json', name: 'mine', ...file }, 'Li3PS4').reason;
  const GONE = 'the Learner that made this screening is no longer in its folder';

  test.each([
    ['none', null, `${GONE}, or was a module; screen again, or ask it by ionsieve predict --model`],
    ['a damaged file', 'x', `${GONE}: learner.json there is a damaged file; screen again,`],
    ['a file of another kind', '{"format":"x","content":{}}', `${GONE}: learner.json there is a damaged file;`],
    ['another Learner', readFileSync(shipped('paper.json'), 'utf8'), `${GONE}: learner.json there is another one;`],
  ])('%s', (_, text, said) => {
    const odd = path(`odd-${String(said.length)}`);
    cpSync(path('run', 'barriers'), odd, { recursive: true });
    rmSync(join(odd, 'learner.json'));
    if (text !== null) writeFileSync(join(odd, 'learner.json'), text);
    const { folder: found, learner } = openRunFolder(odd).screenings[0]!;
    expect(reasonOf({ folder: found, file: learner })).toContain(said);
  });

  test('a link to it is not followed', () => {
    const odd = path('linked');
    cpSync(path('run', 'barriers'), odd, { recursive: true });
    rmSync(join(odd, 'learner.json'));
    symlinkSync(path('elsewhere.json'), join(odd, 'learner.json'));
    expect(reasonOf({ folder: odd })).toContain(GONE);
  });
});

test('experiments keep theirs under other names', () => {
  const { screenings } = openRunFolder(join(packageRoot(), 'results'));
  const file = (name: string) => screenings.find((one) => one.name === name)?.learner;
  expect([file('barriers'), file('cubuk2019')]).toEqual(['learner.student.json', 'student.json']);
});
