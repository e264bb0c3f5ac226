/** The list of a screening with what stability says of each compound, and without those that it leaves out. */
import { type Command, Option } from 'commander';
import { SYMBOLS } from '../chemistry/elements.ts';
import type { Composition } from '../chemistry/formula.ts';
import { decimalNumber } from '../core/decimal-number.ts';
import { fail, UserError } from '../core/errors.ts';
import { roundOnce } from '../experiment/numbers.ts';
import type { TopRow } from '../experiment/top-rows.ts';
import { predictFormationEnergy } from '../learning/predict-formation-energy.ts';
import { judgeStability, STABILITY_FILTERS, type StabilityRule, type Verdict } from '../stability/judge-stability.ts';
import { metalOf } from '../stability/metal.ts';
import { shippedPhases } from '../stability/shipped-phases.ts';
import { STABILITY_COLUMNS } from '../stability/stability-columns.ts';
import type { Metal } from '../stability/window.ts';
import { wholeNumber } from './options.ts';

/** What the options of stability give. */
export interface StabilityListOptions {
  readonly stability?: true;
  readonly elementalProducts: boolean;
  readonly minWindow?: number;
  readonly maxAboveHull?: number;
  readonly against?: string;
  readonly charge?: number;
}

/**
 * Adds the options of stability to a command that screens.
 * @example withStabilityOptions(new Command('screen')).parse(['--stability']);
 */
export function withStabilityOptions(command: Command): Command {
  return command
    .option('--stability', 'add competing phases, window and oxidation states to the list')
    .addOption(
      new Option(
        '--no-elemental-products',
        'take out of the list what competes with an element as such, as Li9PS6 does with phosphorus',
      ),
    )
    .option(
      '--max-above-hull <eV>',
      'take out of the list what lies, or is predicted to lie, further above the hull, in eV an atom',
      numberOf('--max-above-hull', 'eV an atom', '0.1'),
    )
    .option(
      '--min-window <V>',
      'take out of the list what has a narrower window against the metal',
      numberOf('--min-window', 'V', '0.5'),
    )
    .option('--against <metal>', 'metal of the window (default: the element that every compound has)')
    .option('--charge <z>', 'charge of the ion of the metal', wholeNumber('--charge', 1, 7));
}

/**
 * The rule that options ask for; null for none.
 * @param anchor atomic number of the element that every compound has; null without one
 * @throws {UserError} for a metal that is none, and a window without one
 * @example stabilityRule(options, 3);
 */
export function stabilityRule(options: StabilityListOptions, anchor: number | null): StabilityRule | null {
  const { stability, elementalProducts, minWindow = null, maxAboveHull = null, against, charge } = options;
  if (!stability && elementalProducts && minWindow === null && maxAboveHull === null) {
    if (against !== undefined) fail('--against', '--stability or --min-window beside it', 'neither', 'add one of them');
    return null;
  }
  const metal = against === undefined ? ownMetal(anchor, charge) : metalOf(against, charge);
  if (minWindow !== null && metal === null) {
    fail('--min-window', 'a metal', 'none that every compound has', 'name one with --against');
  }
  return { against: metal, minWindow, maxAboveHull, noElementalProducts: !elementalProducts };
}

/** The element that every compound has, where it is a metal of one charge. */
function ownMetal(anchor: number | null, charge: number | undefined): Metal | null {
  if (anchor === null) return null;
  try {
    return metalOf(SYMBOLS[anchor]!, charge);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function numberOf(flag: string, unit: string, such: string) {
  return (text: string): number => {
    const value = decimalNumber(text);
    if (!(value > 0)) fail(flag, `a number of ${unit} above 0`, `"${text}"`, `give one such as ${such}`);
    return value;
  };
}

/** A list as it is written, and how many compounds stability took out of it. */
export interface StableList {
  readonly header: readonly string[];
  readonly lines: readonly TopRow[];
  readonly leftOut: Readonly<Record<(typeof STABILITY_FILTERS)[number], number>>;
}

/**
 * Adds the columns of stability to a list. What is left out leaves a gap in the ranks.
 * @param compositions of the lines, in their order
 * @example withStability({ header, lines }, compositions, rule).leftOut.elemental_products;
 */
export function withStability(
  { header, lines }: { readonly header: readonly string[]; readonly lines: readonly TopRow[] },
  compositions: readonly Composition[],
  rule: StabilityRule,
): StableList {
  const judge = judgeStability(shippedPhases(), rule, predictFormationEnergy());
  const leftOut = Object.fromEntries(STABILITY_FILTERS.map((name) => [name, 0])) as Record<string, number>;
  const kept = lines.flatMap((line, i) => {
    const verdict = judge(compositions[i]!);
    if (verdict.leftOut === null) return [[...line, ...cellsOf(verdict)]];
    leftOut[verdict.leftOut]!++;
    return [];
  });
  return {
    header: [...header, ...STABILITY_COLUMNS.map(({ name }) => name)],
    lines: kept,
    leftOut: leftOut as StableList['leftOut'],
  };
}

function cellsOf({ judged }: Verdict): (string | number)[] {
  return STABILITY_COLUMNS.map((column) => {
    if (judged === null) return '';
    return (column.holds === 'number' ? roundOnce(column.of(judged)) : column.of(judged)) ?? '';
  });
}
