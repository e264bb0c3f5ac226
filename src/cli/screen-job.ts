import { join } from 'node:path';
import type { Command } from 'commander';
import { elementName, SYMBOLS } from '../chemistry/elements.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { knownFormulas } from '../chemistry/known-formulas.ts';
import { fail } from '../core/errors.ts';
import { packageRoot } from '../core/files.ts';
import { readText } from '../core/read-text.ts';
import { SHIPPED_STUDENTS, type ShippedStudentName } from '../experiment/shipped.ts';
import { LEARNER_FILE } from '../learning/learner-file.ts';
import { learnedText, needLearned } from '../learning/scope.ts';
import { compileStudent, type ScreeningPlan } from '../screening/compile.ts';
import { createJob } from '../screening/create-job.ts';
import type { ScreeningJob } from '../screening/job.ts';
import type { ListSpace } from '../screening/list-space.ts';
import { createRanker } from '../screening/rank.ts';
import { sameCompounds } from '../screening/same-compounds.ts';
import { type CompositionSpace, elementsOf } from '../screening/space.ts';
import { loadMeasurements } from '../transfer/measurements.ts';
import { OWN_MEASUREMENTS, parseOwnMeasurements } from '../transfer/own-measurements.ts';
import { FAST_CONDUCTION } from '../transfer/published-model.ts';
import { printNotes } from './describe-files.ts';
import { type StabilityListOptions, stabilityRule, withStabilityOptions } from './list-stability.ts';
import { list, measuredOption, studentNameOption, wholeNumber } from './options.ts';
import { type FilterOptions, filtersOf, withFilterOptions } from './screen-options.ts';
import { newElements, type SpaceOptions, spaceOf, withSpaceOptions } from './screen-space.ts';
import { openScreeningModel, type ScreeningModel } from './screening-model.ts';
import { tellUnread } from './tell-unread.ts';

/** What decides what comes out of a screening. */
export interface ScreenJobOptions extends FilterOptions, SpaceOptions, StabilityListOptions {
  readonly student: ShippedStudentName;
  readonly model?: string;
  readonly measured?: string;
  readonly threshold?: string;
  readonly top: number;
  readonly onePerSystem?: true;
  readonly histogram?: true;
  readonly rank?: string[];
  readonly writeAbove?: string;
}

/**
 * Adds the options that decide what comes out of a screening.
 * @example withScreenJobOptions(new Command('screen')).parse(['--elements', 'P,S']);
 */
export function withScreenJobOptions(command: Command): Command {
  command
    .addOption(studentNameOption())
    .option('--model <file>', 'a student or Learner of your own, or a module, instead of --student')
    .addOption(measuredOption());
  return withStabilityOptions(withFilterOptions(withSpaceOptions(command)))
    .option(
      '--threshold <p>',
      'from which a compound counts: of a model of a class a probability (default: 0.5), whatever the unit of its property; ' +
        'of a model of values a figure in their unit (default: its own)',
    )
    .option('--top <n>', 'length of the ranked list', wholeNumber('--top', 1, 1_000_000), 10_000)
    .option('--one-per-system', 'list the best compound of each chemical system only')
    .option('--histogram', 'count a histogram of all scores; every compound is visited for it')
    .option(
      '--rank <formulas>',
      'count the compounds with at least the score of these',
      list('--rank', (text) => text),
    )
    .option(
      '--write-above <p>',
      'write all compounds of this probability or more, or as good as this value, to Parquet files',
    );
}

/**
 * The screening that options ask for.
 * @throws {UserError} for options out of range, and a student or list of formulas that cannot be read
 * @example (await screenJob(options)).plan.kind; // 'perceptron'
 */
export async function screenJob(options: ScreenJobOptions): Promise<ScreeningJob> {
  const path = options.model ?? join(packageRoot(), SHIPPED_STUDENTS[options.student]);
  const model = await openScreeningModel(path);
  const space = spaceOf(options, model);
  const { anchor } = space;
  if (options.model !== undefined) printNotes(notesOfNew(space, model));
  if (space.kind === 'list' && space.withoutAnchor > 0) printNotes([notHeld(space)]);
  const plan = compileStudent(model.student, space);
  refuseUnknownRange(plan, options);
  refuseOtherUnit(plan, options);
  const { top, writeAbove, measured } = options;
  const threshold = options.threshold === undefined ? model.threshold() : model.score('--threshold', options.threshold);
  const filters = filtersOf(options, model.domain);
  const own = measured === undefined ? '' : readText(measured, 'a CSV table');
  const theirs =
    measured === undefined ? [] : tellUnread(parseOwnMeasurements(own, measured), options.shard === undefined);
  const rows = [...theirs, ...loadMeasurements()];
  const known = [...rows.map(({ composition }) => composition), ...model.learned];
  return createJob(plan, {
    threshold,
    top,
    filters: { ...filters, known: [...new Set([...filters.known, ...knownIn(space), ...sameCompounds(space, known)])] },
    stability: stabilityRule(options, anchor),
    onePerSystem: options.onePerSystem ?? false,
    histogram: options.histogram ?? false,
    ranks: ranksOf(plan, options.rank ?? [], model),
    ...(writeAbove === undefined ? {} : { writeAbove: model.score('--write-above', writeAbove) }),
    texts: {
      ...(own === '' ? {} : { [OWN_MEASUREMENTS]: own }),
      ...(model.text === null ? {} : { [LEARNER_FILE]: model.text }),
    },
  });
}

/** The known formulas of the elements of a space. */
function knownIn(space: CompositionSpace): string[] {
  const symbols = new Set(elementsOf(space).map((z) => SYMBOLS[z]!));
  const anchor = space.anchor === null ? null : SYMBOLS[space.anchor]!;
  return [...knownFormulas()].filter((formula) => {
    const own = formula.match(/[A-Z][a-z]?/g)!;
    return (
      space.arities.includes(own.length) &&
      own.every((symbol) => symbols.has(symbol)) &&
      (anchor === null || own.includes(anchor))
    );
  });
}

/** Bins need to know what may come. */
function refuseUnknownRange({ kind, student }: ScreeningPlan, { histogram }: ScreenJobOptions): void {
  const { name, value, reach } = student;
  if (!histogram || value === undefined || reach !== undefined || kind === 'factorised') return;
  const found = `${name}, which does not say what values it learned`;
  fail('--histogram', 'a model whose values have a known range', found, 'leave it out');
}

/** Conductivities that were measured say nothing of another property. */
function refuseOtherUnit({ student: { name, unit } }: ScreeningPlan, { measured }: ScreenJobOptions): void {
  if (measured === undefined || unit === FAST_CONDUCTION.unit) return;
  const found = `${name}, of ${unit === '1' ? 'no unit' : unit}`;
  fail('--measured', `a model of ${FAST_CONDUCTION.unit}`, found, 'learn from these rows: ionsieve learn');
}

/** Elements of which a model knows no compound. */
function notesOfNew(space: CompositionSpace, model: ScreeningModel): string[] {
  const fresh = newElements(space, model);
  if (fresh.length === 0) return [];
  const of = `${fresh.length} of ${space.partners.length} partners are new to it`;
  return [`${model.student.name} has learned ${learnedText(model.scope)}: ${of}`];
}

function notHeld({ anchor, given, withoutAnchor }: ListSpace): string {
  return `${withoutAnchor} of ${given} formulas are no ${elementName(anchor!)} compounds, and left out`;
}

function ranksOf(plan: ScreeningPlan, formulas: readonly string[], { student, scope }: ScreeningModel): number[] {
  const score = createRanker(plan);
  return formulas.map((formula) => {
    const composition = parseFormula(formula);
    needLearned(`--rank, ${formula}`, composition, student.name, scope);
    return score(composition);
  });
}
