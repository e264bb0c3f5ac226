import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { ensureBuilt, ionsieve, type Outcome, scratchFolder, threeAtATime } from './ionsieve.ts';
import { lifCif, rockSaltLine } from './samples.ts';

const student = readFileSync(join(packageRoot(), 'results/cubuk2019/student.json'), 'utf8');

/** The files that the cases name. */
const FILES: Record<string, string | Uint8Array> = {
  'LiF.cif': lifCif(),
  'empty.cif': '',
  'empty.jsonl': '',
  'blank.jsonl': '\n\n',
  'cut.cif': lifCif().slice(0, 0.8 * lifCif().length),
  'nan.cif': lifCif({ x: 'nan' }),
  'nan.jsonl': rockSaltLine('a', 'Li', 'F', { frac: [0, 0, 0, 0.5, 0.5, 0] }).replace(',0]', ',NaN]'),
  'far.jsonl': rockSaltLine('a', 'Li', 'F', { frac: [0, 0, 0, 0.5, 0.5, 1e10] }),
  'overfull.cif': lifCif({ occupancy: '1.4' }),
  'overfull.jsonl': rockSaltLine('a', 'Li', 'F', { occupancy: [1.4, 1] }),
  'flat.cif': lifCif({ edge: '0' }),
  'flat.jsonl': rockSaltLine('a', 'Li', 'F', { lattice: [[4, 0, 0], [0, 4, 0], [4, 4, 0]] }), // biome-ignore format: a matrix
  'long.jsonl': rockSaltLine('a', 'Li', 'F', { cell: [4, 4, 4e9, 90, 90, 90] }),
  'NaF.cif': lifCif({ lithium: 'Na' }),
  'Eu.jsonl': rockSaltLine('a\nb', 'Li', 'Eu'),
  'object.jsonl': rockSaltLine('a', 'Li', 'F', { species: [{ toString: 1 }, 'F'] }),
  'deep.jsonl': `{"id":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
  'bad.cif.gz': Uint8Array.of(0x1f, 0x8b, 1, 2, 3),
  'cut.jsonl.gz': gzipSync(rockSaltLine('a')).subarray(0, -12),
  'bad.zip': 'no zip',
  'notes.txt': 'Li3N',
  'cut.json': student.slice(0, student.length / 2),
  'flipped.json': student.replace(
    /"weights": \[\s+-?\d/,
    (text) => text.slice(0, -1) + ((Number(text.at(-1)) + 1) % 10),
  ),
  'student.txt': 'a student',
};

type Case = readonly [title: string, args: readonly string[], line: string];

const readersOf = (file: string): string[][] => [
  ['describe', file],
  ['label', file, '--out', 'new/labels.csv'],
  ['predict', file],
];
const forEachReader = (file: string, line: string): Case[] =>
  readersOf(file).map((args) => [`${args[0]} ${file}`, args, line]);

const ofStructures: readonly Case[] = [
  ...forEachReader('empty.cif', 'empty.cif: expected structures, found an empty file; fetch the file again'),
  ...forEachReader('blank.jsonl', 'blank.jsonl: expected structures, found an empty file; fetch the file again'),
  ...forEachReader(
    'NaF.cif',
    'NaF.cif: expected a structure that can be described, found only 1 structure (1 no lithium)',
  ),
  ...forEachReader('nothing.cif', 'nothing.cif: expected a file or folder, found none; check the path'),
  ...(
    [
      ['empty.jsonl', 'empty.jsonl: expected structures, found an empty file; fetch the file again'],
      ['cut.cif', 'cut.cif, line 9: expected whole rows of 7 values in the loop of _atom_site_label, found '],
      ['nan.cif', 'nan.cif, line 17: expected a number for _atom_site_fract_x, found "nan"; correct the value'],
      ['nan.jsonl', 'nan.jsonl, line 1: expected finite coordinates, found NaN coordinates (number 6 of 6)'],
      ['far.jsonl', 'far.jsonl, line 1: expected fractional coordinates up to 1000, found 10000000000 at site 2'],
      ['overfull.cif', 'overfull.cif, line 17: expected an occupancy from 0 to 1, found 1.4; correct the occupancy'],
      [
        'overfull.jsonl',
        'overfull.jsonl, line 1: expected occupancies above 0 and up to 1, found occupancy 1.4 at site 1',
      ],
      ['flat.cif', 'flat.cif: expected cell lengths above 0, found 0; give a, b, c in Angstrom'],
      [
        'flat.jsonl',
        'flat.jsonl, line 1: expected three independent lattice vectors, found a zero-volume cell (0 A^3)',
      ],
      ['long.jsonl', 'a: expected a cell of ordinary shape, found '],
      [
        'Eu.jsonl',
        'Eu.jsonl: expected a structure that can be described, found only 1 structure (1 no electronegativity: Eu), the first a b; give',
      ],
      [
        'object.jsonl',
        'object.jsonl, line 1, site 1: expected an element symbol, found an object; give one symbol a site',
      ],
      ['deep.jsonl', 'deep.jsonl, line 1: expected an id, found an array; give each structure an "id"'],
      ['bad.cif.gz', 'bad.cif.gz: expected whole gzip data, found '],
      ['cut.jsonl.gz', 'cut.jsonl.gz: expected whole gzip data, found '],
      ['bad.zip', 'bad.zip: expected a whole zip archive, found invalid zip data; fetch the file again'],
      [
        'notes.txt',
        'notes.txt: expected .cif, .jsonl (either also as .gz), .zip of these, or a folder, found another kind',
      ],
    ] as const
  ).map(([file, line]): Case => [`describe ${file}`, ['describe', file], line]),
];

const ofFormulas: readonly Case[] = [
  ['Xx2O', 'Xx2O, position 1: expected an element symbol, found "Xx"; check the spelling'],
  ['Li((', 'Li((, position 5: expected an element symbol, found the end'],
  ['', 'formula: expected a formula, found an empty text; write one, such as Li3PS4'],
  ['Na2O', 'Na2O: expected a lithium compound, found none; the student has seen lithium compounds only'],
  ['Li2Og', 'Li2Og: expected a value of '],
  ['('.repeat(5000), 'position 101: expected brackets nested up to 100 deep, found one deeper; multiply them out'],
].map(([formula, line]) => [`predict '${formula!.slice(0, 9)}'`, ['predict', formula!], line!]);

const small = ['screen', '--elements', 'P,S,Cl', '--arity', '3', '--max-coefficient', '2', '--threads', '1'];

const ofModels: readonly Case[] = [
  ['cut.json', 'cut.json: expected a student file in JSON, found something else or a damaged file; restore or refit'],
  ['flipped.json', 'flipped.json: expected content with SHA-256 '],
  [
    'student.txt',
    'student.txt: expected a student file in JSON, found something else or a damaged file; restore or refit',
  ],
  ['folder', 'folder: expected a student file, found EISDIR; check the path'],
  ['nothing.json', 'nothing.json: expected a student file, found ENOENT; check the path'],
].flatMap(([file, line]): Case[] => [
  [`predict --model ${file}`, ['predict', 'Li3N', '--model', file!], line!],
  [`screen --model ${file}`, [...small, '--out', 'new/screened', '--model', file!], line!],
]);

const wholeNumbers = (flag: string, range: string): Case[] =>
  ['0', 'x', '1.5'].map((value) => [
    `screen ${flag} ${value}`,
    ['screen', '--out', 'new', flag, value],
    `${flag}: expected a whole number from ${range}, found "${value}"; choose one in that range`,
  ]);

const ofOptions: readonly Case[] = [
  ['nosuch', ['nosuch'], "unknown command 'nosuch'; see ionsieve --help"],
  ['screeen', ['screeen'], "unknown command 'screeen' (Did you mean screen?); see ionsieve --help"],
  ['help nosuch', ['help', 'nosuch'], "unknown command 'nosuch'; see ionsieve help --help"],
  ['--nosuch', ['--nosuch'], "unknown option '--nosuch'; see ionsieve --help"],
  ['describe --nosuch', ['describe', '--nosuch', 'LiF.cif'], "unknown option '--nosuch'; see ionsieve describe --help"],
  ['describe', ['describe'], "missing required argument 'files'; see ionsieve describe --help"],
  ['describe --format xml', ['describe', 'LiF.cif', '--format', 'xml'], "option '--format <format>' argument 'xml' is invalid. Allowed choices are csv, json; see ionsieve describe --help"],
  ['screen without --out', ['screen'], "required option '--out <dir>' not specified; see ionsieve screen --help"],
  ['label without --out', ['label', 'LiF.cif'], "required option '--out <file>' not specified; see ionsieve label --help"],
  ...wholeNumbers('--threads', '1 to 256'),
  ...wholeNumbers('--top', '1 to 1000000'),
  ...wholeNumbers('--max-coefficient', '1 to 255'),
  ['--max-coefficient 100', ['screen', '--out', 'new', '--max-coefficient', '100'], '--max-coefficient: expected an integer from 1 to 56 for compounds of 4 elements, found 100'],
  ['--arity 9', ['screen', '--out', 'new', '--arity', '9'], '--arity: expected a whole number from 2 to 5, found "9"; choose one in that range'],
  ['--arity x', ['screen', '--out', 'new', '--arity', 'x'], '--arity: expected a whole number from 2 to 5, found "x"; choose one in that range'],
  ['--arity 3,3', ['screen', '--out', 'new', '--arity', '3,3'], '--arity: expected each value once, found 3 twice; remove one'],
  ['--elements Xx', ['screen', '--out', 'new', '--elements', 'Xx'], '--elements: expected an element symbol, found "Xx"; check the spelling'],
  ['--elements P,P', ['screen', '--out', 'new', '--elements', 'P,P'], '--elements: expected each value once, found P twice; remove one'],
  ['--elements Li,P', ['screen', '--out', 'new', '--elements', 'Li,P'], '--elements: expected partners of lithium, found Li; remove it'],
  ['--elements P', ['screen', '--out', 'new', '--elements', 'P'], 'partners: expected at least 2 for arity 3, found 1; add elements'],
  ['--elements P,,S', ['screen', '--out', 'new', '--elements', 'P,,S'], '--elements: expected values separated by commas, found "P,,S"'],
  ['reproduce nosuch', ['reproduce', 'nosuch', '--out', 'new'], 'nosuch: expected the name of a file under experiments/, found no such file; try cubuk2019'],
]; // biome-ignore format: a table

const ofOutputs: readonly Case[] = [
  ['screen --out in /proc', [...small, '--out', '/proc/x/y'], '/proc/x/y'],
  ['screen --out that is a file', [...small, '--out', 'LiF.cif'], 'LiF.cif: expected a folder, found a file; choose another --out'],
  ['screen --out below a file', [...small, '--out', 'LiF.cif/new'], 'LiF.cif/new'],
  ["screen --out ''", [...small, '--out', ''], '--out: expected a path, found an empty one; choose another --out'],
  ['reproduce --out that is a file', ['reproduce', '--out', 'LiF.cif'], 'LiF.cif: expected a folder, found a file; choose another --out'],
  ['label --out in /proc', ['label', 'LiF.cif', '--out', '/proc/x/labels.csv'], '/proc/x'],
  ['label --out that is a folder', ['label', 'LiF.cif', '--out', 'folder'], 'folder: expected a file, found a folder; choose another --out'],
]; // biome-ignore format: a table

const cases = [...ofStructures, ...ofFormulas, ...ofModels, ...ofOptions, ...ofOutputs];
const folder = scratchFolder();
let outcomes: Map<string, Outcome>;

beforeAll(async () => {
  await ensureBuilt();
  for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder, name), content);
  mkdirSync(join(folder, 'folder'));
  const ended = await threeAtATime(cases, ([, args]) => ionsieve(args, folder));
  outcomes = new Map(cases.map(([title], i) => [title, ended[i]!]));
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true }));

describe('a mistake is told in one line, with exit code 2 and nothing on standard output', () => {
  test.each(cases)('%s', (title, _args, line) => {
    const { code, out, err } = outcomes.get(title)!;
    expect(err).toContain(line);
    expect(err).toMatch(/^ionsieve: [^\n]{10,1200}\n$/);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test('and writes nothing', () => {
    expect(outcomes.size).toBe(cases.length);
    expect(readdirSync(folder).sort()).toEqual([...Object.keys(FILES), 'folder'].sort());
    expect(readdirSync(join(folder, 'folder'))).toEqual([]);
  });
});
