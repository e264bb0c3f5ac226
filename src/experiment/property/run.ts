/** The runner of experiments on a property: judges every method on held-out compounds, refits, predicts, and weighs statements. */

import { basename } from 'node:path';
import { startProgress } from '../../core/progress.ts';
import { sizedFile } from '../../core/sized-file.ts';
import { learnedUnit } from '../../dataset/target.ts';
import { openSolvers } from '../../models/solvers.ts';
import { withConstantFits } from '../constant-fits.ts';
import { findingsOf, type RunOptions } from '../findings.ts';
import { measured, type Numbers } from '../numbers.ts';

import { bootstrapRefits } from './bootstrap.ts';
import { runChain } from './chain-stage.ts';
import { checkProperty } from './check-property.ts';
import { sightedMethods } from './composite.ts';
import { describeComposite } from './composite-stage.ts';
import { costNumbers } from './cost.ts';
import type { PropertyEffort, PropertyExperiment, PropertyMethod, PropertyTable } from './define.ts';
import { floorMethods } from './floors.ts';
import { heldOut, type Plan, planFolds } from './held-out.ts';
import { heldOutText } from './held-out-rows.ts';
import { judgeStatements } from './judge-statements.ts';
import { judgedRows } from './judged-rows.ts';
import { loadProperty, type PropertyData } from './load-table.ts';
import { judgeMade } from './made-stage.ts';
import { parityOf } from './parity.ts';
import { askedColumns, askFor, orderNumbers, type PredictedCompound, predictCompounds } from './predict-compounds.ts';
import { propertyScores } from './scores.ts';
import type { Judged } from './statistic.ts';
import { describeMethod, describePlan, learnedText, type PropertySummary } from './summary.ts';

export type { JudgedMethod, JudgedValidation, PropertySummary } from './summary.ts';

/** Everything that a run leaves behind. */
export interface PropertyResult {
  readonly summary: PropertySummary;
  /** Tables and Learners by name: held-out.csv, or held-out.csv.gz where it is large; labels, top.csv, learner.NAME.json. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
}

/** Rows that cannot be read, of which so many are shown. */
const SHOWN = 10;

/**
 * Runs an experiment on a property.
 * @param file path of the file that defines the experiment; its tables are looked for from there
 * @throws {UserError} for options, a table or rows at fault
 * @example await runProperty(bandgap, { effort: 'quick' }, 'experiments/bandgap.ts');
 */
export async function runProperty(
  experiment: PropertyExperiment,
  { effort: name, ...work }: Pick<RunOptions, 'effort'> & Partial<RunOptions>,
  file: string,
): Promise<PropertyResult> {
  const { seed, table } = experiment;
  const effort = experiment[name];
  checkProperty(experiment, effort);
  await openSolvers();
  const composites = (experiment.composites ?? []).filter((one) => effort.methods.includes(one.name));
  const methodsSeen = [...experiment.methods, ...sightedMethods(composites)];
  const data = await loadProperty({ ...experiment, methods: methodsSeen }, file);
  const { floors, named } = methodsOf(experiment, effort);
  const methods = [...floors, ...named];
  const plans = experiment.validations.map((validation) => planFolds(validation, data, seed));
  const { judged, ofFits } = judgeAll(experiment, methods, data, plans);
  const scoring = { unit: learnedUnit(table), resamples: effort.resamples, seed };
  const scored = judged.map((each) => ({ judged: each, numbers: propertyScores(each, scoring) }));
  const chain = await runChain(experiment, { effort, plans, scored, scoring, data, file }, work);
  const made = judgeMade(experiment, composites, effort, { methods, labelling: chain.labelling, plans, data, scoring });
  const everyone = [...judged, ...chain.scored.map((each) => each.judged), ...made.judged];
  const numbers: Numbers = Object.assign(
    countNumbers(data),
    ...[...scored, ...chain.scored].map((each) => each.numbers),
    ...methods.map((method) => costNumbers(method, data, seed)),
    ofFits,
    chain.numbers,
    made.numbers,
  );
  const first = judged.filter(({ plan }) => plan.validation === experiment.validations[0]);
  const { predicted, ofRefits } = predictAll(experiment, methods, first, effort.refits);
  Object.assign(numbers, ofRefits);
  /** No floor, and no student of shuffled labels. */
  const isNamed = ({ name: its }: Pick<PropertyMethod, 'name'>): boolean =>
    [...named, ...(experiment.students ?? []), ...composites].some((one) => one.name === its);
  // A quick run leaves methods out, and what is said of them.
  const present = (key: string | number) => name === 'full' || typeof key === 'number' || key in numbers;
  const expected = experiment.expected.filter(({ number }) => present(number));
  const statements = (experiment.statements ?? []).filter(({ more, than }) => present(more) && present(than));
  const summary: PropertySummary = {
    ...findingsOf(experiment, name, numbers, expected),
    ...learnedText(experiment),
    files: data.source.files.map((path) => basename(path)),
    duplicates: duplicatesText(table),
    unread: data.unread.slice(0, SHOWN),
    methods: [
      ...floors.map((method) => describeMethod(method, true)),
      ...named.map((method) => describeMethod(method, false)),
      ...chain.methods,
      ...composites.map(describeComposite),
    ],
    validations: plans.map(describePlan),
    ...chain.summary,
    ...(made.curves && { curves: made.curves }),
    predicted,
    paper_quantity: experiment.predict?.paper ?? null,
    statements: judgeStatements(statements, numbers, everyone, scoring),
    parity: parityOf(
      everyone.filter(({ method, plan }) => plan.validation === experiment.validations[0] && isNamed(method)),
      numbers,
    ),
  };
  return { summary, files: { ...sizedFile('held-out.csv', heldOutText(everyone)), ...chain.files } };
}

function duplicatesText({ duplicates = 'median' }: PropertyTable): string {
  if (duplicates === 'separate') return duplicates;
  return duplicates === 'median' ? 'the median' : `the row lowest in ${duplicates.lowest}`;
}

/** The floors, but for one that the experiment has itself, and the methods that the effort names. */
function methodsOf({ methods, threshold }: PropertyExperiment, effort: PropertyEffort) {
  const floors = floorMethods(threshold !== undefined).filter(
    (floor) => !methods.some(({ name }) => name === floor.name),
  );
  return { floors, named: methods.filter(({ name }) => effort.methods.includes(name)) };
}

/** Every method in every validation, and fits that learned nothing. */
function judgeAll(
  { name, seed }: PropertyExperiment,
  methods: readonly PropertyMethod[],
  data: PropertyData,
  plans: readonly Plan[],
): { judged: Judged[]; ofFits: Numbers } {
  const progress = startProgress(name, methods.length * plans.length, 'validations');
  let done = 0;
  const ofFits: Numbers = {};
  const judged = plans.flatMap((plan) => {
    return methods.map((method) => {
      const key = `${plan.validation.name}.${method.name}`;
      const { value: answers, numbers } = withConstantFits(key, () => heldOut(method, data, plan, seed));
      Object.assign(ofFits, numbers);
      progress.update(++done);
      return judgedRows({ method, data, plan, answers });
    });
  });
  progress.stop();
  return { judged, ofFits };
}

function countNumbers({ counts }: PropertyData): Numbers {
  const unitOf = (name: string) =>
    name.endsWith('bounds') ? 'compounds' : (/^(compounds|structures)/.exec(name)?.[0] ?? 'rows');
  const entries = Object.entries(counts);
  return Object.fromEntries(
    entries.map(([name, count]) => [`data.${name}`, measured(count, unitOf(name), counts.rows_read)]),
  );
}

/** Bootstrap refits of the regressions, and what they predict. */
function predictAll(
  { seed, table, predict = { compounds: [] } }: PropertyExperiment,
  methods: readonly PropertyMethod[],
  judged: readonly Judged[],
  refits: number,
): { predicted: PredictedCompound[]; ofRefits: Numbers } {
  const question = askFor(predict, judged[0]!.data);
  const predicted: PredictedCompound[] = [];
  const ofRefits: Numbers = {};
  for (const { method: of, data, answers } of judged) {
    const method = methods.find(({ name }) => name === of.name)!;
    if (method.does !== 'regress') continue;
    const asked = askedColumns(method.input, question);
    const options = { refits, unit: learnedUnit(table), seed };
    const bootstrap = refits > 0 ? bootstrapRefits(method, data, question.rows, asked, options) : null;
    Object.assign(ofRefits, bootstrap?.numbers);
    if (asked === null) continue;
    const spread = bootstrap?.spread ?? null;
    const compounds = predictCompounds(method, data, question, asked, answers, spread, seed);
    predicted.push(...compounds);
    Object.assign(ofRefits, orderNumbers(compounds, predict));
  }
  return { predicted, ofRefits };
}
