/** Options of `ionsieve screen` that say which compounds are screened, and the space that they ask for. */
import { basename } from 'node:path';
import type { Command } from 'commander';
import { atomicNumber, elementName, SYMBOLS } from '../chemistry/elements.ts';
import { decimalNumber } from '../core/decimal-number.ts';
import { fail } from '../core/errors.ts';
import { learnedText, unlearned } from '../learning/scope.ts';
import { createSpace, defaultPartners } from '../screening/grid-space.ts';
import { createList } from '../screening/list-space.ts';
import { type SeriesRange, seriesSpace } from '../screening/series-space.ts';
import { type CompositionSpace, elementsOf } from '../screening/space.ts';
import { templateSpace } from '../screening/template-space.ts';
import type { Shard } from '../screening/units.ts';
import { readFormulas } from './known-formulas.ts';
import { list, wholeNumber } from './options.ts';
import type { ScreeningModel } from './screening-model.ts';
import { tellUnread } from './tell-unread.ts';

/** What a model says of itself. */
type Asked = Pick<ScreeningModel, 'student' | 'scope'>;

/** What the options of the space give. */
export interface SpaceOptions {
  /** Symbol. */
  readonly anchor?: string;
  readonly elements?: number[];
  readonly arity?: number[];
  readonly maxCoefficient?: number;
  readonly template?: string;
  readonly site?: Readonly<Record<string, string[]>>;
  readonly series?: string;
  readonly x?: SeriesRange;
  readonly space?: string;
  /** Of a part of a screening, as the filters have it. */
  readonly shard?: Shard;
}

const ARITIES = [3, 4];
const MAX_COEFFICIENT = 20;

/**
 * Adds the options of the space to a command.
 * @example withSpaceOptions(new Command('screen')).parse(['--elements', 'P,S']);
 */
export function withSpaceOptions(command: Command): Command {
  return command
    .option('--anchor <element>', 'element that every compound contains (default: the ion that the student learned)')
    .option(
      '--elements <list>',
      'elements to combine with the anchor (default: all with Z from 1 to 93), or with each other',
      list('--elements', (symbol) => atomicNumber(symbol, '--elements')),
    )
    .option(
      '--arity <list>',
      'numbers of elements in a compound, the anchor included: some of 1 to 6 (default: 3,4)',
      list('--arity', wholeNumber('--arity', 1, 6)),
    )
    .option(
      '--max-coefficient <n>',
      `largest coefficient in a formula (default: ${MAX_COEFFICIENT})`,
      wholeNumber('--max-coefficient', 1, 255),
    )
    .option('--template <formula>', 'instead: the compounds of a template such as ABX3, with --site for A, B and X')
    .option('--site <name=list>', 'elements that may stand on a site of --template, such as A=Li,Na', addSite)
    .option('--series <formula>', 'instead: a series along x, such as Li7-3xAlxLa3Zr2O12, with --x')
    .option('--x <from:to:step>', 'values of x in --series, such as 0:0.5:0.05', range)
    .option('--space <file>', 'instead: the formulas of a file, one a line, or a CSV table with a column of them');
}

/**
 * The space that options ask for. A student that learned one ion screens compounds of it; one without such an ion screens any compounds of
 * the elements that it has learned.
 * @throws {UserError} for options that contradict each other, elements that the student cannot judge, and a file that cannot be read
 * @example spaceOf({ elements: [15, 16] }, model).kind; // 'grid'
 */
export function spaceOf(options: SpaceOptions, model: Asked): CompositionSpace {
  refuseContradictions(options);
  const anchor = anchorOf(options, model);
  const space = spaceAround(anchor, options, model);
  const { student, scope } = model;
  const fresh = scope.anchor === null ? newElements(space, model) : [];
  if (fresh.length > 0) {
    const remedy = `${student.name} has learned ${learnedText(scope)}`;
    fail('space', 'elements that the student has learned', fresh.join(', '), remedy);
  }
  return space;
}

/**
 * Symbols of the elements of a space of which a student knows no compound.
 * @example newElements(space, model); // ['Tc']
 */
export function newElements(space: CompositionSpace, { scope }: Asked): string[] {
  return unlearned(scope, { atomicNumbers: elementsOf(space) });
}

function spaceAround(anchor: number | null, options: SpaceOptions, { scope }: Asked): CompositionSpace {
  const { template, site = {}, series, x, space } = options;
  if (template !== undefined) return templateSpace(template, site, { anchor });
  if (series !== undefined) return seriesSpace(series, x!, { anchor });
  if (space !== undefined) {
    const { sha256, ...read } = readFormulas(space);
    const rows = tellUnread(read, options.shard === undefined);
    if (rows.length === 0) fail(space, 'at least one formula', 'none', 'give one a line');
    const compositions = rows.map(({ composition }) => composition);
    return createList(compositions, { anchor, origin: { from: 'file', file: basename(space), sha256 } });
  }
  const ofStudent = scope.elements.map((symbol) => atomicNumber(symbol)).filter((z) => z !== anchor);
  const partners = options.elements ?? (scope.anchor === null ? ofStudent : defaultPartners(anchor));
  if (anchor !== null && partners.includes(anchor)) {
    fail('--elements', `partners of ${elementName(anchor)}`, SYMBOLS[anchor]!, 'remove it: it is in every compound');
  }
  const { arity: arities = ARITIES, maxCoefficient = MAX_COEFFICIENT } = options;
  return createSpace({ anchor, partners, arities, maxCoefficient });
}

/** What a student is asked about has to hold the ion that it learned. */
function anchorOf({ anchor }: SpaceOptions, { student, scope }: Asked): number | null {
  const asked = anchor === undefined ? null : atomicNumber(anchor, '--anchor');
  if (scope.anchor === null) return asked;
  const ion = atomicNumber(scope.anchor);
  const remedy = `${student.name} has learned ${learnedText(scope)}`;
  if (asked !== null && asked !== ion) fail('--anchor', scope.anchor, SYMBOLS[asked]!, remedy);
  return ion;
}

const LISTS = ['template', 'series', 'space'] as const;
const GRID = ['elements', 'arity', 'maxCoefficient'] as const;
const TOGETHER = [
  ['template', 'site'],
  ['series', 'x'],
] as const;

function refuseContradictions(options: SpaceOptions): void {
  const given = [...LISTS, ...GRID].filter((name) => options[name] !== undefined);
  const [first, second] = given;
  if (first !== undefined && second !== undefined && (LISTS as readonly string[]).includes(first)) {
    fail(flag(first), `no ${flag(second)} beside it`, 'both', 'leave out one of them');
  }
  for (const [list, its] of TOGETHER) {
    const [missing, there] = options[list] === undefined ? [list, its] : [its, list];
    if (options[missing] === undefined && options[there] !== undefined) {
      fail(flag(there), `${flag(missing)} beside it`, 'none', `see ionsieve screen --help`);
    }
  }
}

/** The flag of an option. */
const flag = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function addSite(text: string, before: SpaceOptions['site'] = {}): SpaceOptions['site'] {
  const [, site, symbols] = /^\s*([^=\s]+)\s*=(.+)$/.exec(text) ?? [];
  if (site === undefined) return fail('--site', 'a site and its elements, such as A=Li,Na', `"${text}"`, 'name both');
  if (Object.hasOwn(before, site)) fail('--site', 'each site once', `${site} twice`, 'give all its elements at once');
  return { ...before, [site]: list('--site', (symbol) => SYMBOLS[atomicNumber(symbol, '--site')]!)(symbols!) };
}

function range(text: string): SeriesRange {
  const parts = text.split(':').map(decimalNumber);
  const [from, to, step] = parts;
  if (parts.length !== 3 || parts.some(Number.isNaN)) {
    fail('--x', 'from:to:step, such as 0:0.5:0.05', `"${text}"`, 'give three numbers');
  }
  return { from: from!, to: to!, step: step! };
}
