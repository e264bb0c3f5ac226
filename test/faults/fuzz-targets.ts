/** What is fuzzed: for each kind of input its cases, and the reader that is given them. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import fc from 'fast-check';
import { chemicalSystem, reducedFormula } from '../../src/chemistry/composition.ts';
import { formatFormula, parseFormula } from '../../src/chemistry/formula.ts';
import { readCompositions } from '../../src/cli/composition-file.ts';
import { createProgram } from '../../src/cli/program.ts';
import { packageRoot } from '../../src/core/files.ts';
import { readCif } from '../../src/crystal/cif.ts';
import { readJsonLines } from '../../src/crystal/json-lines.ts';
import { checkExperiment } from '../../src/experiment/check-experiment.ts';
import { experimentNames, loadExperiment } from '../../src/experiment/load.ts';
import { loadProperty } from '../../src/experiment/property/load-table.ts';
import { readPage } from '../../src/optimade/read-page.ts';
import { lifCif, rockSaltLine } from '../cli/samples.ts';
import { logistic, small } from '../experiment/sweep/small-sweep.ts';
import { manyStructures, toEntry } from '../optimade/entries.ts';
import { mutated, mutatedValues, tokens } from './mutate.ts';

/** A kind of input. A reader may return or throw a UserError, nothing else. */
export interface Target {
  readonly cases: fc.Arbitrary<unknown>;
  readonly read: (input: never) => unknown;
}

const root = packageRoot();
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const halves = (corpus: readonly string[], words: readonly string[], most: number): fc.Arbitrary<string> =>
  fc.oneof(mutated(corpus), tokens(words, most));

function formula(): Target {
  const { formulas } = JSON.parse(text('test/golden/chemistry/pymatgen-formulas.json')) as { formulas: string[] };
  const more = [
    '(YPO4)0.8(Li3PO4)0.2',
    'Li2SO4·H2O',
    '{Li[Na(K)2]3}2',
    'Li₇La₃Zr₂O₁₂',
    '0.75Li2S·0.25P2S5',
    'LiCl.2H2O',
  ];
  const words = [
    'Li',
    'O',
    'P',
    'S',
    'Cl',
    'Og',
    'D',
    'H2O',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '·',
    '.',
    '*',
    '₂',
    '0.5',
    ' ',
    '+',
    '^',
  ];
  return {
    cases: halves([...formulas, ...more], words, 14),
    read(input: string) {
      const composition = parseFormula(input);
      return [formatFormula(composition), reducedFormula(composition), chemicalSystem(composition)];
    },
  };
}

function cif(): Target {
  const folder = 'data/sample/obelix-structures';
  const corpus = [
    ...readdirSync(join(root, folder)).map((name) => text(join(folder, name))),
    text('data/sample/training-structures/Li3N.cif'),
    text('test/golden/cif/Li5La3Nb2O12-garnet.cif'),
    lifCif(),
  ];
  const words = [
    ...[
      'data_x\n',
      'loop_\n',
      '_atom_site_label\n',
      '_atom_site_fract_x ',
      '_atom_site_fract_y ',
      '_atom_site_fract_z ',
    ],
    ...[
      '_cell_length_a ',
      '_cell_angle_alpha ',
      '_symmetry_equiv_pos_as_xyz\n',
      "'x, y, z'\n",
      "'-x, y+1/2, -z'\n",
      "'P 1'\n",
    ],
    ...[
      '\n;',
      ';\n',
      ' ',
      '\n',
      '4.03',
      '90',
      '0.5(3)',
      'Li1',
      'O2-',
      '?',
      '.',
      '#',
      '_atom_site_occupancy\n',
      '_chemical_formula_sum ',
    ],
  ];
  return { cases: halves(corpus, words, 40), read: (input: string) => readCif(input, 'made-up.cif', []) };
}

function csv(): Target {
  // In memory where there is such a place: a hundred thousand files are written.
  const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const path = join(mkdtempSync(join(place, 'ionsieve-fuzz-')), 'table.csv');
  const first = (name: string): string => text(name).split('\n').slice(0, 9).join('\n');
  const corpus = [
    'formula,group,one,two,three,value\nLi2O,a,1,2,3,4\nLiF,b,0.1,1e3,-4,5\n"Li3N",c,,2,2,2\n',
    'composition,conductivity_S_per_cm\nLi3PS4,1.6e-4\n"Li10Ge(PS6)2",1.4e-2\n\nLi3N,5.75e-4\n',
    ...['data/sample/measurements.csv', 'data/sample/liverpool.csv', 'data/sample/obelix.csv'].map(first),
  ];
  const words = [
    'composition',
    'formula',
    'value',
    'group',
    'one',
    'two',
    'three',
    ',',
    ',',
    '\n',
    '"',
    '""',
    'Li2O',
    'LiF',
    '1',
    '-2.5',
    '\r\n',
  ];
  const experiment = { ...small, methods: [logistic] };
  const tell = async (read: () => unknown): Promise<void> => {
    try {
      await read();
    } catch (error) {
      if ((error as Error).name !== 'UserError') throw error;
    }
  };
  return {
    cases: halves(corpus, words, 40),
    async read(input: string) {
      writeFileSync(path, input);
      await tell(() => readCompositions(path));
      await tell(() => loadProperty(experiment, path));
    },
  };
}

function jsonLines(): Target {
  const corpus = [
    ...text('data/sample/materials-project-sample.jsonl')
      .split('\n')
      .filter((line) => line.length > 9 && line.length < 900)
      .slice(0, 20),
    rockSaltLine('a') + rockSaltLine('b', 'Na', 'Cl', { occupancy: [0.5, 1] }),
  ];
  const words = [
    '{',
    '}',
    '[',
    ']',
    '"id":',
    '"cell":',
    '"lattice":',
    '"species":',
    '"frac":',
    '"occupancy":',
    '"Li"',
    ',',
    '0.5',
    '90',
    '\n',
  ];
  return { cases: halves(corpus, words, 40), read: (input: string) => [...readJsonLines(input, 'made-up.jsonl')] };
}

function optimade(): Target {
  const entries = manyStructures(2).map(toEntry);
  const disordered = { ...entries[0]!, id: 'disordered', attributes: { ...entries[0]!.attributes, species: MIXED } };
  const meta = { api_version: '1.2.0', data_available: 2, data_returned: 2, more_data_available: true };
  const pages = [
    { data: entries, links: { next: 'http://127.0.0.1/v1/structures?page_offset=4' }, meta },
    { data: [disordered], links: { next: { href: 'http://127.0.0.1/v1/structures', meta: {} } }, meta },
    { data: [], links: { next: null }, meta },
    { errors: [{ status: '400', title: 'Bad Request', detail: 'no such filter' }], meta },
  ].map((page) => JSON.stringify(page));
  const words = [
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"data":',
      '"meta":',
      '"links":',
      '"next":',
      '"attributes":',
      '"id":',
      '"species":',
    ],
    ...['"lattice_vectors":', '"cartesian_site_positions":', '"species_at_sites":', '"concentration":', '"vacancy"'],
    ...['null', 'NaN', '-1', '1e400', '"Li"', '"X"', '[[1,0,0],[0,1,0],[0,0,1]]', '[[0,0,0]]', '"__proto__":'],
  ];
  return {
    cases: halves(pages, words, 40),
    read: (input: string) => readPage(input, 'http://127.0.0.1/v1/structures'),
  };
}

/** Lithium or sodium on one site, with a vacancy. */
const MIXED = [{ name: 'Li', chemical_symbols: ['Li', 'Na', 'vacancy'], concentration: [0.5, 0.3, 0.2] }];

async function experiment(): Promise<Target> {
  const loaded = await Promise.all(experimentNames().map(loadExperiment));
  return {
    cases: mutatedValues([small, ...loaded.map(({ experiment }) => experiment)]),
    read: (input: unknown) => checkExperiment(input, 'made-up.ts'),
  };
}

function commandLine(): Target {
  const program = createProgram();
  const silent = { writeOut: () => {}, writeErr: () => {}, outputError: () => {} };
  for (const command of [program, ...program.commands]) command.configureOutput(silent);
  for (const command of program.commands) command.action(() => {});
  const names = program.commands.map((command) => command.name());
  const flags = program.commands.flatMap(({ options }) => options.map(({ long }) => long!));
  const values = [
    '3',
    '3,4',
    'P,S,Cl',
    '0.5',
    '1/2',
    '2/17',
    'out',
    'Li',
    'Li3PS4',
    'x.cif',
    '-1',
    '1e9',
    'paper',
    'all',
    'all,all',
    '--',
    '-',
  ];
  const word = fc.oneof(
    { arbitrary: fc.constantFrom(...names), weight: 2 },
    { arbitrary: fc.constantFrom(...flags), weight: 5 },
    { arbitrary: fc.constantFrom(...values), weight: 5 },
    { arbitrary: mutated([...flags, ...values, ...names]), weight: 3 },
    { arbitrary: fc.tuple(fc.constantFrom(...flags), mutated(values)).map((pair) => pair.join('=')), weight: 3 },
  );
  return {
    cases: fc
      .tuple(fc.constantFrom(...names), fc.array(word, { maxLength: 7 }))
      .map(([name, words]) => [name, ...words]),
    async read(args: string[]) {
      try {
        await program.parseAsync(args, { from: 'user' });
      } catch (error) {
        if (!(error instanceof CommanderError)) throw error;
      }
    },
  };
}

/** So many cases are made at once. */
export const CHUNK = 100;

/** All of them. */
export const TARGETS: Readonly<Record<string, () => Target | Promise<Target>>> = {
  formula,
  CIF: cif,
  CSV: csv,
  'JSON lines': jsonLines,
  OPTIMADE: optimade,
  'experiment file': experiment,
  'command line': commandLine,
};
