/** `ionsieve predict --stability`: competing phases, window and oxidation states behind what a model says of each compound. */
import type { Command } from 'commander';
import { parseFormula } from '../chemistry/formula.ts';
import { fail, orRefusal, UserError } from '../core/errors.ts';
import { predictFormationEnergy } from '../learning/predict-formation-energy.ts';
import { type JudgedStability, judgeStability, type StabilityRule } from '../stability/judge-stability.ts';
import { shippedPhases } from '../stability/shipped-phases.ts';
import { STABILITY_COLUMNS } from '../stability/stability-columns.ts';
import { printNotes } from './describe-files.ts';
import { stabilityRule } from './list-stability.ts';
import { wholeNumber } from './options.ts';
import { type Asked, printAnswers } from './predict-answers.ts';
import type { Asker, PredictedRow } from './predict-rows.ts';
import type { Column } from './print-result.ts';
import { plural } from './tell-counts.ts';
import type { Value } from './value-text.ts';

/** What the options give. */
export interface PredictStabilityOptions {
  readonly stability?: true;
  readonly against?: string;
  readonly charge?: number;
}

/**
 * Adds the options of stability to a command that answers for single compounds.
 * @example withPredictStability(new Command('predict')).parse(['--stability']);
 */
export function withPredictStability(command: Command): Command {
  return command
    .option('--stability', 'add competing phases, window and oxidation states')
    .option('--against <metal>', 'metal of the window (default: the ion that the model has learned)')
    .option('--charge <z>', 'charge of the ion of the metal', wholeNumber('--charge', 1, 7));
}

/**
 * The rule that the options ask for; null for none.
 * @param anchor atomic number of the ion of the model; null without one
 * @throws {UserError} for a metal that is none, and one without --stability
 * @example predictStabilityRule({ stability: true }, 3)?.against; // { z: 3, charge: 1 }
 */
export function predictStabilityRule(options: PredictStabilityOptions, anchor: number | null): StabilityRule | null {
  const { stability, against, charge } = options;
  if (!stability) {
    const alone = against === undefined ? (charge === undefined ? null : '--charge') : '--against';
    return alone === null ? null : fail(alone, '--stability beside it', 'none', 'add it');
  }
  return stabilityRule({ ...options, elementalProducts: true }, anchor);
}

const fixed = (digits: number) => (value: Value) => (value as number).toFixed(digits);

/** Those with a title are in the table; the others in CSV and JSON only. */
const SHOWN: Readonly<Record<string, Omit<Column, 'name'>>> = {
  hull_energy_eV_atom: { title: 'hull eV/atom', text: fixed(3) },
  competing_phases: { title: 'competing' },
  above_hull_eV_atom: { title: 'above hull', text: fixed(3), sparse: true },
  predicted_above_hull_eV_atom: { title: 'predicted above', text: fixed(3), sparse: true },
  elemental_products: { title: 'elements', sparse: true },
  reduction_V: { title: 'reduced V', text: fixed(2), sparse: true },
  oxidation_V: { title: 'oxidised V', text: fixed(2), sparse: true },
  oxidation_states: { title: 'states' },
};

const COLUMNS: readonly Column[] = STABILITY_COLUMNS.map(({ name }) => ({ name, ...SHOWN[name] }));

/**
 * Prints answers with what stability says of each compound; the cells of one that has no hull are empty, and counted in a note.
 * @param rule null for answers as they are
 * @example await printWithStability(asker, columns, asked, () => [], null);
 */
export async function printWithStability<Answer extends { readonly formula: string }>(
  asker: Asker<Answer>,
  columns: readonly Column[],
  asked: Asked,
  notesOf: (rows: readonly PredictedRow<Answer>[]) => readonly string[],
  rule: StabilityRule | null,
): Promise<void> {
  if (rule === null) return printAnswers(asker, columns, asked, notesOf);
  const phases = shippedPhases();
  const judge = judgeStability(phases, rule, predictFormationEnergy());
  let unknown = 0;
  const withCells = (answer: Answer): Answer => {
    const { judged } = judge(parseFormula(answer.formula));
    if (judged === null) unknown++;
    return { ...answer, ...(judged && cellsOf(judged)) };
  };
  const stable: Asker<Answer> = {
    ...asker,
    formulas: (texts) =>
      asker
        .formulas(texts)
        .map((answer) => (answer instanceof UserError ? answer : orRefusal(() => withCells(answer)))),
    structure: (input, described) => withCells(asker.structure(input, described)),
  };
  await printAnswers(stable, [...columns, ...COLUMNS], asked, notesOf);
  if (unknown === 0) return;
  const why = `an element has no energy in ${phases.source}, or there are more than 12`;
  printNotes([`${plural(unknown, 'compound')} without competing phases: ${why}`]);
}

function cellsOf(judged: JudgedStability): Readonly<Record<string, Value>> {
  return Object.fromEntries(STABILITY_COLUMNS.map(({ name, of }) => [name, of(judged)]));
}
