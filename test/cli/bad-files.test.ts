import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { smallMeasuredText } from '../transfer/small-measured-student.ts';
import { type Mistake, refuses, SMALL_SCREEN } from './refuses.ts';
import { lifCif, rockSaltLine } from './samples.ts';

const student = readFileSync(join(packageRoot(), 'data/models/paper.json'), 'utf8');

const FILES = {
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
  'flat.jsonl': rockSaltLine('a', 'Li', 'F', {
    cell: undefined,
    lattice: [4, 0, 0, 0, 4, 0, 4, 4, 0],
  }),
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
  'flipped.json': student.replace(/"weights": \[-?\d/, (text) => text.slice(0, -1) + ((Number(text.at(-1)) + 1) % 10)),
  'student.txt': 'a student',
  'measured.json': smallMeasuredText,
  'cut-measured.json': smallMeasuredText.slice(0, smallMeasuredText.length / 2),
  'flipped-measured.json': smallMeasuredText.replace('"slope": 1.5', '"slope": 2.5'),
};

const readersOf = (file: string): string[][] => [
  ['describe', file],
  ['label', file, '--out', 'new/labels.csv'],
  ['predict', file, '--measured-model', 'measured.json'],
];
const forEachReader = (file: string, line: string): Mistake[] =>
  readersOf(file).map((args) => [`${args[0]} ${file}`, args, line]);

const ofStructures: readonly Mistake[] = [
  ...forEachReader('empty.cif', 'empty.cif: expected structures, found an empty file; fetch the file again'),
  ...forEachReader('blank.jsonl', 'blank.jsonl: expected structures, found an empty file; fetch the file again'),
  ...readersOf('NaF.cif').map((args): Mistake => {
    const found = 'NaF.cif: expected a structure that can be described, found only 1 structure (1 no lithium)';
    return [`${args[0]} NaF.cif`, args, args[0] === 'predict' ? 'NaF.cif: NaF: no lithium' : found];
  }),
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
  ).map(([file, line]): Mistake => [`describe ${file}`, ['describe', file], line]),
];

const ofModels: readonly Mistake[] = [
  ['cut.json', 'cut.json: expected a model file in JSON, found something else or a damaged file; restore or refit'],
  ['flipped.json', 'flipped.json: expected content with SHA-256 '],
  [
    'student.txt',
    'student.txt: expected a model file in JSON, found something else or a damaged file; restore or refit',
  ],
  ['folder', 'folder: expected a model file, found EISDIR; check the path'],
  ['nothing.json', 'nothing.json: expected a model file, found ENOENT; check the path'],
].flatMap(([file, line]): Mistake[] => [
  [`predict --model ${file}`, ['predict', 'Li3N', '--model', file!], line!],
  [`screen --model ${file}`, [...SMALL_SCREEN, '--out', 'new/screened', '--model', file!], line!],
]);

const ofMeasuredModels: readonly Mistake[] = [
  ['cut-measured.json', 'cut-measured.json: expected a model file in JSON, found something else or a damaged file'],
  ['flipped-measured.json', 'flipped-measured.json: expected content with SHA-256 '],
  ['student.txt', 'student.txt: expected a model file in JSON, found something else or a damaged file'],
  ['folder', 'folder: expected a model file, found EISDIR; check the path'],
].map(([file, line]) => [`predict --measured-model ${file}`, ['predict', 'Li3N', '--measured-model', file!], line!]);

describe('a file that cannot be used', () => refuses(FILES, [...ofStructures, ...ofModels, ...ofMeasuredModels]));
