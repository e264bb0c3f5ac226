import { describe } from 'vitest';
import { smallMeasuredText } from '../transfer/small-measured-student.ts';
import { type Mistake, refuses, SMALL_SCREEN } from './refuses.ts';
import { lifCif } from './samples.ts';

const ofFormulas: readonly Mistake[] = [
  ['Xx2O', 'Xx2O, position 1: expected an element symbol, found "Xx"; check the spelling'],
  ['Li((', 'Li((, position 5: expected an element symbol, found the end'],
  ['', 'formula: expected a formula, found an empty text; write one, such as Li3PS4'],
  [
    'Na2O',
    'Na2O: expected a lithium compound, found none; logistic-30 has learned lithium compounds only, of 80 elements',
  ],
  ['Li2Og', 'Li2Og: expected a value of '],
  ['('.repeat(5000), 'position 101: expected brackets nested up to 100 deep, found one deeper; multiply them out'],
].map(([formula, line]) => [
  `predict '${formula!.slice(0, 9)}'`,
  ['predict', formula!, '--measured-model', 'measured.json'],
  line!,
]);

const wholeNumbers = (flag: string, range: string): Mistake[] =>
  ['0', 'x', '1.5'].map((value) => [
    `screen ${flag} ${value}`,
    ['screen', '--out', 'new', flag, value],
    `${flag}: expected a whole number from ${range}, found "${value}"; choose one in that range`,
  ]);

const ofOptions: readonly Mistake[] = [
  ['nosuch', ['nosuch'], "unknown command 'nosuch'; see ionsieve --help"],
  ['screeen', ['screeen'], "unknown command 'screeen' (Did you mean screen?); see ionsieve --help"],
  ['help nosuch', ['help', 'nosuch'], "unknown command 'nosuch'; see ionsieve --help"],
  ['--nosuch', ['--nosuch'], "unknown option '--nosuch'; see ionsieve --help"],
  ['describe --nosuch', ['describe', '--nosuch', 'LiF.cif'], "unknown option '--nosuch'; see ionsieve describe --help"],
  ['describe', ['describe'], "missing required argument 'files'; see ionsieve describe --help"],
  [
    'describe --images none',
    ['describe', 'LiF.cif', '--images', 'none'],
    "option '--images <rule>' argument 'none' is invalid. Allowed choices are periodic, authors; see ionsieve describe --help",
  ],
  [
    'completion csh',
    ['completion', 'csh'],
    "command-argument value 'csh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish; see ionsieve completion",
  ],
  ['completion', ['completion'], "missing required argument 'shell'; see ionsieve completion --help"],
  ['screen without --out', ['screen'], "required option '--out <dir>' not specified; see ionsieve screen --help"],
  [
    'label without --out',
    ['label', 'LiF.cif'],
    "required option '--out <file>' not specified; see ionsieve label --help",
  ],
  ...wholeNumbers('--threads', '1 to 256'),
  ...wholeNumbers('--top', '1 to 1000000'),
  ...wholeNumbers('--max-coefficient', '1 to 255'),
  [
    '--max-coefficient 100',
    ['screen', '--out', 'new', '--max-coefficient', '100'],
    '--max-coefficient: expected an integer from 1 to 56 for compounds of 4 elements, at most 10,000,000 formulas a set of elements, found 100',
  ],
  [
    '--arity 9',
    ['screen', '--out', 'new', '--arity', '9'],
    '--arity: expected a whole number from 1 to 6, found "9"; choose one in that range',
  ],
  [
    '--arity x',
    ['screen', '--out', 'new', '--arity', 'x'],
    '--arity: expected a whole number from 1 to 6, found "x"; choose one in that range',
  ],
  [
    '--arity 3,3',
    ['screen', '--out', 'new', '--arity', '3,3'],
    '--arity: expected each value once, found 3 twice; remove one',
  ],
  [
    '--elements Xx',
    ['screen', '--out', 'new', '--elements', 'Xx'],
    '--elements: expected an element symbol, found "Xx"; check the spelling',
  ],
  [
    '--elements P,P',
    ['screen', '--out', 'new', '--elements', 'P,P'],
    '--elements: expected each value once, found P twice; remove one',
  ],
  [
    '--elements Li,P',
    ['screen', '--out', 'new', '--elements', 'Li,P'],
    '--elements: expected partners of lithium, found Li; remove it',
  ],
  [
    '--elements P',
    ['screen', '--out', 'new', '--elements', 'P'],
    'partners: expected at least 2 for arity 3, found 1; add elements',
  ],
  [
    '--elements P,,S',
    ['screen', '--out', 'new', '--elements', 'P,,S'],
    '--elements: expected values separated by commas, found "P,,S"',
  ],
  [
    'reproduce nosuch',
    ['reproduce', 'nosuch', '--out', 'new'],
    'nosuch: expected the name of a file under experiments/, or a path, found no such file; choose one of algorithms, bandgap',
  ],
];

const ofOutputs: readonly Mistake[] = [
  ['screen --out in /proc', [...SMALL_SCREEN, '--out', '/proc/x/y'], '/proc/x/y'],
  [
    'screen --out that is a file',
    [...SMALL_SCREEN, '--out', 'LiF.cif'],
    'LiF.cif: expected a folder, found a file; choose another --out',
  ],
  ['screen --out below a file', [...SMALL_SCREEN, '--out', 'LiF.cif/new'], 'LiF.cif/new'],
  [
    "screen --out ''",
    [...SMALL_SCREEN, '--out', ''],
    '--out: expected a path, found an empty one; choose another --out',
  ],
  [
    'reproduce --out that is a file',
    ['reproduce', '--out', 'LiF.cif'],
    'LiF.cif: expected a folder, found a file; choose another --out',
  ],
  ['label --out in /proc', ['label', 'LiF.cif', '--out', '/proc/x/labels.csv'], '/proc/x'],
  [
    'label --out that is a folder',
    ['label', 'LiF.cif', '--out', 'folder'],
    'folder: expected a file, found a folder; choose another --out',
  ],
];

describe('an argument that cannot be used', () =>
  refuses({ 'LiF.cif': lifCif(), 'measured.json': smallMeasuredText }, [...ofFormulas, ...ofOptions, ...ofOutputs]));
