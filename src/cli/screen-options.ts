/** Options of `ionsieve screen` that say what to leave out, what to look for and which part of the space to do. */
import { type Command, Option } from 'commander';
import { ELEMENT_GROUPS, type ElementGroup, elementGroup } from '../chemistry/element-groups.ts';
import { atomicNumber } from '../chemistry/elements.ts';
import { decimalNumber } from '../core/decimal-number.ts';
import { fail } from '../core/errors.ts';
import type { ScreeningFilters } from '../screening/filters.ts';
import type { Shard } from '../screening/units.ts';
import { loadLabelTable } from '../transfer/label-table.ts';
import { readFormulas } from './known-formulas.ts';
import { list } from './options.ts';
import { tellUnread } from './tell-unread.ts';

/** What the options of the filters give. */
export interface FilterOptions {
  readonly realAnion?: true;
  readonly neutral?: true;
  readonly pauling?: true;
  readonly ionic?: true;
  readonly states: 'common' | 'all' | 'icsd';
  readonly leastShare?: number;
  readonly mixedValence?: true;
  readonly exclude?: number[][];
  readonly unknown?: true;
  readonly known?: string;
  readonly maxDistance?: number;
  /** Of a part of a screening, which ends well whatever the tables hold: whoever asked for the whole has seen it reported. */
  readonly shard?: Shard;
}

/**
 * Adds the options of the filters to a command.
 * @example withFilterOptions(new Command('screen')).parse(['--neutral']);
 */
export function withFilterOptions(command: Command): Command {
  return command
    .option('--real-anion', 'only compounds with a real anion: no alloys and intermetallics')
    .option('--neutral', 'only compounds that are charge-neutral over published oxidation states')
    .option('--pauling', 'only neutral compounds whose cations are less electronegative than their anions')
    .option('--ionic', 'only such compounds with negative oxidation states on real anions only: no silicides')
    .addOption(
      new Option(
        '--states <table>',
        'which oxidation states count: common or all of a table, or those that the ICSD reports',
      )
        .choices(['common', 'all', 'icsd'])
        .default('common'),
    )
    .option(
      '--least-share <s>',
      `share of an element's reports from which a state counts with --states icsd (default: ${LEAST_SHARE})`,
      share,
    )
    .option('--mixed-valence', 'with --states icsd, one element may stand in two neighbouring states, as in Fe3O4')
    .option(
      '--exclude <list>',
      `elements that no compound may contain: symbols, or ${ELEMENT_GROUPS.join(', ')}`,
      list('--exclude', elementsNamed),
    )
    .option(
      '--unknown',
      'only compounds that were not measured (to within 1 %), and that neither the shipped databases nor --known hold',
    )
    .option('--known <file>', 'further known formulas: one a line, or a CSV table with a column of them')
    .option(
      '--max-distance <d>',
      'only compounds this near to what the student learned from, without an element that is new to it',
      distance,
    );
}

/**
 * The filters that options ask for.
 * @param domain of the model; null where it is not known
 * @throws {UserError} for a file of formulas that cannot be read, and a distance where there is no domain
 * @example filtersOf(options, null).charges; // 'any'
 */
export function filtersOf(options: FilterOptions, domain: ScreeningFilters['domain']): ScreeningFilters {
  if (domain === null && options.maxDistance !== undefined) {
    fail('--max-distance', 'a model that says what it learned from', 'none', 'leave it out');
  }
  let charges: ScreeningFilters['charges'] = options.neutral ? 'neutral' : 'any';
  if (options.pauling) charges = 'pauling-order';
  if (options.ionic) charges = 'ionic';
  return {
    excluded: [...new Set(options.exclude?.flat())].sort((a, b) => a - b),
    realAnion: options.realAnion ?? false,
    states: oxidationRule(options),
    charges,
    known: labelledAnd(options),
    unknownOnly: options.unknown ?? false,
    domain,
    domainLimit: options.maxDistance ?? null,
  };
}

/** From which nine of ten known lithium compounds are neutral: see docs/stability.md. */
const LEAST_SHARE = 0.04;

function oxidationRule({ states, leastShare, mixedValence }: FilterOptions): ScreeningFilters['states'] {
  if (states === 'icsd') return { leastShare: leastShare ?? LEAST_SHARE, mixedValence: mixedValence ?? false };
  if (leastShare !== undefined) fail('--least-share', '--states icsd beside it', `--states ${states}`, 'add it');
  if (mixedValence) fail('--mixed-valence', '--states icsd beside it', `--states ${states}`, 'add it');
  return states;
}

function share(text: string): number {
  const value = decimalNumber(text);
  if (!(value > 0 && value <= 1))
    fail('--least-share', 'a number above 0 and up to 1', `"${text}"`, 'give one such as 0.04');
  return value;
}

/** The formulas of the label table and of a file, each once. */
function labelledAnd({ known, shard }: FilterOptions): string[] {
  const read = known === undefined ? [] : tellUnread(readFormulas(known), shard === undefined);
  const further = read.map(({ formula }) => formula);
  return [...new Set([...loadLabelTable().formulas, ...further])];
}

function elementsNamed(text: string): number[] {
  return (ELEMENT_GROUPS as readonly string[]).includes(text)
    ? [...elementGroup(text as ElementGroup)]
    : [atomicNumber(text, '--exclude')];
}

function distance(text: string): number {
  const value = decimalNumber(text);
  if (!(value > 0)) {
    fail('--max-distance', 'a number above 0', `"${text}"`, '1 is as far out as a training compound usually is');
  }
  return value;
}

/**
 * Reads a probability.
 * @throws {UserError} for anything that is not between 0 and 1
 * @example probability('--write-above')('0.5'); // 0.5
 */
export function probability(flag: string): (text: string) => number {
  return (text) => {
    const value = decimalNumber(text);
    if (!(value > 0 && value < 1)) fail(flag, 'a probability above 0 and below 1', `"${text}"`, 'give one such as 0.9');
    return value;
  };
}

/**
 * Reads the part of a space to do.
 * @throws {UserError} for anything but i/n
 * @example shard('2/17'); // { index: 2, count: 17 }
 */
export function shard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text.trim());
  if (match === null) return fail('--shard', 'i/n, such as 2/17', `"${text}"`, 'count shards from 1');
  return { index: Number(match[1]), count: Number(match[2]) };
}
