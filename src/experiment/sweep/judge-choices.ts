/** What the searches chose, held against rows that no choice has seen, beside no sweep at all, settings drawn at random, and floors. */
import { fail } from '../../core/errors.ts';
import { stream } from '../../core/random.ts';
import type { PropertyMethod } from '../property/method.ts';
import { chooseTrial } from './choose-trial.ts';
import type { SearchSpec, SweepSetting, SweepSpec } from './define.ts';
import type { Ledger } from './ledger.ts';
import { BETTER } from './objective.ts';
import type { Competitor, OuterAnswers } from './outer-scores.ts';
import { type Parameter, valueAt } from './parameter.ts';
import { rankTrials } from './rank-trials.ts';
import { type ScoredTrial, type SearchRun, scoreTrial } from './run-searches.ts';
import { settingMethods } from './setting-methods.ts';
import { closeSpace } from './space.ts';
import type { Stage } from './stages.ts';
import type { SweepOutcome, SweepTask } from './tasks.ts';

/** Settings drawn at random, for each seed, that tell what a setting of the space is worth on average. */
const RANDOM_SETTINGS = 5;

/** What a search chose on a stage. */
export interface StageChoice {
  readonly run: SearchRun;
  /** Place among its trials. */
  readonly place: number;
}

/** All that there is to be judged. */
export interface JudgedChoices {
  /** In the order of the runs. */
  readonly choices: readonly StageChoice[];
  /** The best of all searches on each stage; the first of equals. */
  readonly together: readonly StageChoice[];
  /** What there is without a sweep on the inner folds of each stage. */
  readonly untuned: readonly ScoredTrial[];
  /** The searches by their kind, `together`, `untuned`, `random_setting`, and floors. */
  readonly competitors: readonly Competitor[];
  /** Settings drawn at random that could not be fitted. */
  readonly randomFailed: number;
}

/** A setting that is to answer for the test rows of a stage. */
interface Entry {
  readonly name: string;
  /** Its answers on all stages of a seed belong together; settings drawn at random have a number each. */
  readonly draw: number;
  readonly stage: number;
  readonly setting: SweepSetting;
}

/**
 * Chooses on every stage, and lets what was chosen answer.
 * @param runs of every search on every stage
 * @throws {UserError} when nothing could be fitted where something has to be
 * @example (await judgeChoices(spec, parameters, stages, runs, ledger)).competitors.map(({ name }) => name);
 */
export async function judgeChoices(
  spec: SweepSpec,
  parameters: readonly Parameter[],
  stages: readonly Stage[],
  runs: readonly SearchRun[],
  ledger: Ledger,
): Promise<JudgedChoices> {
  const choices = runs.map((run): StageChoice => {
    return { run, place: chooseTrial(run.trials, `${run.search.kind} of ${stages[run.stage]!.label}`) };
  });
  const together = stages.map((_, stage) => bestOf(choices.filter(({ run }) => run.stage === stage)));
  const settingOf = ({ run, place }: StageChoice) => closeSpace(spec.space, parameters, run.trials[place]!.values);
  const judged = stages.flatMap(({ fold }, stage) => (fold === null ? [] : [stage]));
  const entries = judged.flatMap((stage): Entry[] => [
    ...choices
      .filter(({ run }) => run.stage === stage)
      .map((choice) => ({ name: choice.run.search.kind, draw: 0, stage, setting: settingOf(choice) })),
    { name: 'together', draw: 0, stage, setting: settingOf(together[stage]!) },
    { name: 'untuned', draw: 0, stage, setting: spec.untuned },
    ...drawSettings(spec, parameters, stages[stage]!.seed).map((setting, draw) => {
      return { name: 'random_setting', draw, stage, setting };
    }),
    ...floorsOf(settingMethods(spec.untuned)[0]).map((method) => {
      return { name: `floor_${method.name}`, draw: 0, stage, setting: { method } };
    }),
  ]);
  const outcomes = await ledger([
    ...stages.map((_, stage): SweepTask => ({ does: 'score', stage, share: 1, setting: spec.untuned })),
    ...entries.map(({ stage, setting }): SweepTask => ({ does: 'answer', stage, setting })),
  ]);
  const untuned = outcomes.slice(0, stages.length).map((outcome, stage) => {
    return scoreUntuned(outcome, stages[stage]!, BETTER[spec.objective]);
  });
  const { answers, failed } = collect(entries, outcomes.slice(stages.length), stages);
  const innerOf = (name: string): number | null => {
    const its = name === 'together' ? together : choices.filter(({ run }) => run.search.kind === name);
    const trials = name === 'untuned' ? untuned : its.map(({ run, place }) => run.trials[place]!);
    return trials.length === 0 ? null : mean(judgedOf(trials, stages));
  };
  const competitors = [...answers].map(([name, its]) => ({ name, inner: innerOf(name), answers: its }));
  return { choices, together, untuned, competitors, randomFailed: failed };
}

/**
 * What a search chose, in the order of the stages.
 * @example choicesOf(judged, { kind: 'grid' }).length; // one a stage
 */
export function choicesOf(
  { choices }: Pick<JudgedChoices, 'choices'>,
  { kind }: Pick<SearchSpec, 'kind'>,
): StageChoice[] {
  return choices.filter(({ run }) => run.search.kind === kind);
}

/**
 * How many settings answer on each stage: of each search, of all together, of no sweep, at random, and two floors.
 * @example answersOn(4); // 13
 */
export function answersOn(searches: number): number {
  return searches + 2 + RANDOM_SETTINGS + 2;
}

/** Scores of the trials, one a stage, on the stages that have test rows. */
function judgedOf(trials: readonly ScoredTrial[], stages: readonly Stage[]): number[] {
  return trials.flatMap(({ mean: score }, i) => (stages[i]!.fold === null ? [] : [score!]));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function bestOf(choices: readonly StageChoice[]): StageChoice {
  return choices[rankTrials(choices.map(({ run, place }) => run.trials[place]!))[0]!]!;
}

function scoreUntuned(outcome: SweepOutcome, { label }: Stage, better: 1 | -1): ScoredTrial {
  const trial = scoreTrial({ values: [], share: 1 }, outcome, better);
  if (trial.failed !== null) refuse(`untuned, inner folds of ${label}`, trial.failed);
  return trial;
}

/** The same for all folds of a seed. */
function drawSettings(spec: SweepSpec, parameters: readonly Parameter[], seed: number): SweepSetting[] {
  const random = stream(seed, 'sweep, settings drawn at random');
  return Array.from({ length: RANDOM_SETTINGS }, () =>
    closeSpace(
      spec.space,
      parameters,
      parameters.map((parameter) => valueAt(parameter, random())),
    ),
  );
}

/** What knows next to nothing, and learns from measurements: a constant, and the nearest compound. */
function floorsOf({ does, input }: PropertyMethod): PropertyMethod[] {
  if (does === 'regress') {
    return [
      { name: 'median', does, input, model: { kind: 'median' } },
      { name: 'nearest', does, input, model: { kind: 'nearest', neighbours: 1 } },
    ];
  }
  return [
    { name: 'majority', does: 'classify', input, model: { kind: 'majority' } },
    { name: 'nearest', does: 'classify', input, model: { kind: 'nearest-neighbour' } },
  ];
}

/** Answers by name, each put together from all stages of a seed. */
function collect(entries: readonly Entry[], outcomes: readonly SweepOutcome[], stages: readonly Stage[]) {
  const whole = new Map<string, { name: string; seed: number; judged: Float64Array; failed: boolean }>();
  const rows = stages.at(-1)!.train.length;
  entries.forEach(({ name, draw, stage }, i) => {
    const { seed, test, label } = stages[stage]!;
    const key = `${name} ${draw} ${seed}`;
    const its = whole.get(key) ?? { name, seed, judged: new Float64Array(rows), failed: false };
    whole.set(key, its);
    const outcome = outcomes[i]!;
    if ('failed' in outcome) {
      if (name !== 'random_setting') refuse(`${name}, refit on ${label}`, outcome.failed);
      its.failed = true;
      return;
    }
    test.forEach((row, place) => {
      its.judged[row] = outcome.numbers[place]!;
    });
  });
  const answers = new Map<string, OuterAnswers[]>();
  for (const { name, seed, judged, failed } of whole.values()) {
    if (!failed) answers.set(name, [...(answers.get(name) ?? []), { seed, judged }]);
  }
  return { answers, failed: [...whole.values()].filter(({ failed }) => failed).length };
}

function refuse(where: string, reason: string): never {
  return fail(`sweep, ${where}`, 'a setting that can be fitted', `one that cannot (${reason})`, 'change the space');
}
