/** Fits a Learner to a user's table, alone or with the shipped measurements, and judges it on compounds that it has not seen. */
import { basename } from 'node:path';
import { startProgress } from '../../core/progress.ts';
import { stream } from '../../core/random.ts';
import { fitDomain } from '../../evaluation/domain.ts';
import type { Learner, LearnerTarget, ScoreRow } from '../../learning/learner.ts';
import { toAnswer } from '../../learning/learner.ts';
import { fitModel } from '../../models/model.ts';
import { fitRegressor } from '../../models/regression.ts';
import { openSolvers } from '../../models/solvers.ts';
import { scopeOf } from '../../transfer/learned.ts';
import { inputOf, labelsOf } from './answer.ts';
import { floorMethods } from './floors.ts';
import { groupsOf } from './folds.ts';
import { heldOut, type Plan, planFolds } from './held-out.ts';
import { setFor } from './input.ts';
import type { LearnMethod } from './learn-methods.ts';
import { learnerIntervals } from './learner-intervals.ts';
import { loadProperty, type PropertyData } from './load-table.ts';
import type { PropertyMethod, Validation } from './method.ts';
import { propertyScores } from './scores.ts';
import type { Judged } from './statistic.ts';
import { type JoinCounts, joinMeasured } from './with-measured.ts';

/** What is to be learned, and from what. */
export interface LearnRequest {
  readonly name: string;
  /** CSV file with a column of compositions. */
  readonly file: string;
  readonly sha256: string;
  /** Names of its columns of compositions and of values. */
  readonly formula: string;
  readonly value: string;
  /** Only compounds with this element are learned from; all if not given. */
  readonly contains?: string;
  readonly target: LearnerTarget;
  readonly method: LearnMethod;
  /** Whether the shipped measurements of conductivity are learned from too. */
  readonly withMeasured: boolean;
  /** Folds of each validation, fewer where there are fewer groups. */
  readonly folds: number;
  /** Bootstrap resamples behind each interval. */
  readonly resamples: number;
  readonly seed: number;
}

/** A Learner, and what became of the rows. */
export interface LearnResult {
  readonly learner: Learner;
  /** Own rows. */
  readonly counts: PropertyData['counts'];
  readonly unread: PropertyData['unread'];
  /** Null without the shipped measurements. */
  readonly joined: JoinCounts | null;
}

/** Share of compounds whose value an interval is to hold. */
const COVERAGE = 0.9;

/**
 * Fits and judges. Compounds are held out by formula, and by chemical system where there is more than one.
 * @throws {UserError} for a table at fault, or too few compounds
 * @example (await learn(request)).learner.scores[0].value;
 */
export async function learn(request: LearnRequest): Promise<LearnResult> {
  const { name, target, method, withMeasured, seed } = request;
  await openSolvers();
  const threshold = target.threshold === null ? undefined : toAnswer(target, target.threshold);
  const floors = floorMethods(threshold !== undefined);
  const methods: PropertyMethod[] = [...floors, method];
  const own = loadProperty({ ...tableOf(request, threshold), methods, validations: [] }, 'learn');
  const joined = withMeasured ? joinMeasured(own, methods, threshold) : null;
  const data = joined?.data ?? own;
  const plans = validationsOf(data, request.folds).map((validation) => planFolds(validation, data, seed));
  const judged = judgeAll(name, methods, plans, data, threshold, seed);
  const groups = joined === null ? [] : [{ name: ', own rows', rows: indicesOf(joined.isOwn) }];
  const scores = [{ name: '', rows: Int32Array.from(data.formulas.keys()) }, ...groups].flatMap(({ name: of, rows }) =>
    judged.flatMap((each) => scoreRows(each, rows, of, method, request)),
  );
  const ofMethod = judged.filter((each) => each.method === method);
  const descriptors = setFor(method.input, data.compositions);
  const learner: Learner = {
    ...{ name, target, ...scopeOf(data.compositions), descriptors, scores },
    answers: method.does === 'regress' ? 'value' : 'log-odds',
    model: fit(method, data, seed, name),
    intervals: method.does === 'regress' ? learnerIntervals(ofMethod[0]!, ofMethod.at(-1)!, COVERAGE) : null,
    domain: fitDomain(inputOf(method, data)).toJson(),
    training: {
      tables: [basename(request.file), ...(joined === null ? [] : ['shipped measurements'])],
      sha256: request.sha256,
      compounds: data.formulas.map((formula, i) => [formula, data.y[i]!] as const),
    },
  };
  return { learner, counts: own.counts, unread: own.unread, joined: joined?.counts ?? null };
}

function tableOf({ file, formula, value, contains, target }: LearnRequest, threshold: number | undefined) {
  const { property, unit, scale } = target;
  const table = { file, formula, value, scale, property, unit, ...(contains !== undefined && { contains }) };
  return { table, ...(threshold !== undefined && { threshold }) };
}

/** Names as a table of scores has them. */
const FORMULAS = 'unseen formulas';
const SYSTEMS = 'unseen chemical systems';

function validationsOf(data: PropertyData, most: number): Validation[] {
  const all: Validation[] = [
    { name: FORMULAS, group: 'formula', folds: most },
    { name: SYSTEMS, group: 'chemical system', folds: most },
  ];
  return all.flatMap((validation) => {
    const folds = Math.min(most, new Set(groupsOf(validation, data)).size);
    // Where all compounds are of one system there is none to hold out; of formulas two are needed.
    return folds < 2 && validation.name === SYSTEMS ? [] : [{ ...validation, folds: Math.max(folds, 2) }];
  });
}

function judgeAll(
  name: string,
  methods: readonly PropertyMethod[],
  plans: readonly Plan[],
  data: PropertyData,
  threshold: number | undefined,
  seed: number,
): Judged[] {
  const progress = startProgress(name, methods.length * plans.length, 'validations');
  let done = 0;
  const judged = plans.flatMap((plan) =>
    methods.map((method) => {
      const answers = heldOut(method, data, plan, seed);
      progress.update(++done);
      return { method, data, plan, answers, threshold };
    }),
  );
  progress.stop();
  return judged;
}

/** Scores on some of the rows, as rows of a table; the model under its Learner's name. */
function scoreRows(
  judged: Judged,
  rows: Int32Array,
  of: string,
  method: PropertyMethod,
  { name, target, resamples, seed }: LearnRequest,
): ScoreRow[] {
  const unit = target.scale === 'log10' ? `log10(${target.unit})` : target.unit;
  const on = judged.plan.validation.name + of;
  const prefix = `${judged.plan.validation.name}.${judged.method.name}.`;
  const numbers = propertyScores(onRows(judged, rows), { unit, resamples, seed });
  return Object.entries(numbers).map(([key, { value, interval, n, unit: its }]) => ({
    ...{ subject: judged.method === method ? name : judged.method.name, on, metric: key.slice(prefix.length) },
    ...{ value, low: interval?.[0] ?? null, high: interval?.[1] ?? null, n, unit: its },
  }));
}

function onRows({ method, data, plan, answers, threshold }: Judged, rows: Int32Array): Judged {
  const pick = <Value>(values: ArrayLike<Value>): Value[] => Array.from(rows, (row) => values[row]!);
  return {
    ...{ method, threshold, answers: rows.length === answers.length ? answers : Float64Array.from(pick(answers)) },
    data: { ...data, y: Float64Array.from(pick(data.y)), labels: data.labels && pick(data.labels) },
    plan: { ...plan, groups: pick(plan.groups), trainingMean: Float64Array.from(pick(plan.trainingMean)) },
  };
}

const indicesOf = (flags: readonly boolean[]): Int32Array =>
  Int32Array.from(flags.flatMap((flag, i) => (flag ? [i] : [])));

function fit(method: LearnMethod, data: PropertyData, seed: number, name: string) {
  const X = inputOf(method, data);
  const random = stream(seed, `learn ${name}`);
  return method.does === 'regress'
    ? fitRegressor(method.model, X, data.y, random).toJson()
    : fitModel(method.model, X, labelsOf(method, data), random).toJson();
}
