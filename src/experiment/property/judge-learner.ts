/** Judges what a Learner is fitted with, and the floors, on compounds held out: by formula, and by chemical system. */

import { startProgress } from '../../core/progress.ts';
import { takeRows } from '../../dataset/dataset.ts';
import { groupsOf } from '../../dataset/groups.ts';
import { learnedUnit } from '../../dataset/target.ts';
import type { LearnerIntervals, ScoreRow } from '../../learning/learner.ts';
import type { Numbers } from '../numbers.ts';
import { checkClasses } from './check-lesson.ts';
import { heldOut, type Plan, planFolds } from './held-out.ts';
import type { LearnRequest } from './learn-request.ts';
import { learnerIntervals } from './learner-intervals.ts';
import type { PropertyData } from './load-table.ts';
import type { PropertyMethod, Validation } from './method.ts';
import { COVERAGE } from './predict-compounds.ts';
import { propertyScores } from './scores.ts';
import type { Judged } from './statistic.ts';

/** What a Learner is worth. */
export interface JudgedLearner {
  readonly scores: readonly ScoreRow[];
  /** Null of classes, and with too few compounds. */
  readonly intervals: LearnerIntervals | null;
}

/**
 * Judges; scores are those of all compounds, and beside shipped ones of the user's own.
 * @param methods floors, and the method of the request
 * @param isOwn whether a compound is the user's; null where all are
 * @throws {UserError} for classes of which one is too rare to be learned
 * @example judgeLearner(request, [...floorMethods(false), request.method], data, null).scores[0].value;
 */
export function judgeLearner(
  request: LearnRequest,
  methods: readonly PropertyMethod[],
  data: PropertyData,
  isOwn: readonly boolean[] | null,
): JudgedLearner {
  const { name, method, folds, seed } = request;
  const plans = validationsOf(data, folds).map((validation) => planFolds(validation, data, seed));
  checkClasses(request, plans, data);
  const judged = judgeAll(name, methods, plans, data, seed);
  const own = isOwn === null ? [] : judged.map((each) => onRows(each, isOwn));
  const ofMethod = judged.filter((each) => each.method === method);
  return {
    scores: [
      ...judged.flatMap((each) => scoreRows(each, '', request)),
      ...own.flatMap((each) => scoreRows(each, ', own rows', request)),
    ],
    intervals: method.does === 'regress' ? learnerIntervals(ofMethod[0]!, ofMethod.at(-1)!, COVERAGE) : null,
  };
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
  seed: number,
): Judged[] {
  const progress = startProgress(name, methods.length * plans.length, 'validations');
  let done = 0;
  const judged = plans.flatMap((plan) =>
    methods.map((method) => {
      const answers = heldOut(method, data, plan, seed);
      progress.update(++done);
      return { method, data, plan, answers };
    }),
  );
  progress.stop();
  return judged;
}

function onRows({ method, data, plan, answers }: Judged, isOwn: readonly boolean[]): Judged {
  const pick = <Value>(values: readonly Value[]): Value[] => values.filter((_, row) => isOwn[row]);
  const numbers = (values: Float64Array): Float64Array => values.filter((_, row) => isOwn[row]);
  const kept = Array.from(data.y.keys()).filter((row) => isOwn[row]);
  return {
    ...{ method, answers: numbers(answers) },
    data: { ...takeRows(data, kept), labels: data.labels && pick(data.labels) },
    plan: { ...plan, groups: pick(plan.groups), trainingMean: numbers(plan.trainingMean) },
  };
}

/** As rows of a table; the model under its Learner's name. */
function scoreRows(judged: Judged, of: string, { name, target, method, resamples, seed }: LearnRequest): ScoreRow[] {
  const numbers = propertyScores(judged, { unit: learnedUnit(target), resamples, seed });
  return rowsOf(judged, numbers, judged.method === method ? name : judged.method.name, of);
}

/**
 * Numbers of a method as rows of a table.
 * @param numbers of {@link propertyScores}
 * @param subject what the rows are of
 * @param of what is added to the name of the validation
 * @example rowsOf(judged, numbers, 'mine')[0].metric; // 'mae'
 */
export function rowsOf({ method, plan }: Judged, numbers: Numbers, subject: string, of = ''): ScoreRow[] {
  const on = plan.validation.name + of;
  const prefix = `${plan.validation.name}.${method.name}.`;
  return Object.entries(numbers).map(([key, { value, interval, n, unit }]) => ({
    ...{ subject, on, metric: key.slice(prefix.length) },
    ...{ value, low: interval?.[0] ?? null, high: interval?.[1] ?? null, n, unit },
  }));
}
