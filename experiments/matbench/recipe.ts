/**
 * The recipe: one for all four tasks, and everything that it chooses it chooses on the rows to learn from. Members are stacked. Classes: the
 * probability of class 1 is that which it would have, had both classes as many rows, so that 0.5 parts them as balanced accuracy asks.
 * Values: where a tenth of them or more are the least one, a stack says whether a value is that, another how much log(1 + value) is
 * where it is not, and the answer is the median of the mixture (mixture.ts); else a stack tells them as they stand.
 */
import type { Split } from 'ionsieve/evaluation';
import { mixtureMedian } from './mixture.ts';
import type { Lesson } from './said.ts';
import { type Stack, type Stacking, saidByAll, stackOf } from './stack.ts';
import type { Task } from './tasks.ts';

/** What each subject says of the rows held out. */
export interface FoldAnswers {
  /** By subject: `recipe`, and each member without the others; one that tells no classes has those of the recipe. */
  readonly answers: ReadonlyMap<string, Float64Array>;
  /** What each member counts in the recipe; `NAME at least` in that which tells whether a value is the least. */
  readonly weights: Readonly<Record<string, number>>;
}

/** The subject that stacks all members. */
export const RECIPE = 'recipe';

/** Share of rows at the least value from which a value is taken to lie at a bound. */
const AT_BOUND = 0.1;

/**
 * Learns from the training rows of a split and answers for the others, of whose targets it reads none.
 * @example answerFold(task, split, { members, innerFolds: 4, seed: 0, part: 'steels fold 0' }).answers.get('recipe');
 */
export function answerFold(task: Task, split: Split, stacking: Stacking): FoldAnswers {
  const y = Float64Array.from(split.train, (row) => task.y[row]!);
  if (task.does === 'classify') return classify(task, y, split, stacking);
  const least = y.reduce((low, value) => Math.min(low, value));
  const isLeast = y.map((value) => (value === least ? 1 : 0));
  const share = isLeast.reduce((sum, one) => sum + one, 0) / y.length;
  return share < AT_BOUND ? tellValues(task, y, split, stacking) : tellMixture(task, y, isLeast, split, stacking);
}

function classify(task: Task, y: Float64Array, { train, test }: Split, stacking: Stacking): FoldAnswers {
  const rate = y.reduce((sum, label) => sum + label, 0) / y.length;
  const even = (p: number) => (p * (1 - rate)) / (p * (1 - rate) + rate * (1 - p));
  const [stacks, weights] = stackAll(task, { does: 'classify', y, train }, test, stacking);
  return { weights, answers: new Map(Array.from(stacks, ([subject, { asked }]) => [subject, asked.map(even)])) };
}

function tellValues(task: Task, y: Float64Array, { train, test }: Split, stacking: Stacking): FoldAnswers {
  const [stacks, weights] = stackAll(task, { does: 'regress', y, train }, test, stacking);
  return { weights, answers: new Map(Array.from(stacks, ([subject, { asked }]) => [subject, asked])) };
}

function tellMixture(
  task: Task,
  y: Float64Array,
  isLeast: Float64Array,
  { train, test }: Split,
  stacking: Stacking,
): FoldAnswers {
  const part = `${stacking.part}, at least`;
  const [whether, ofWhether] = stackAll(task, { does: 'classify', y: isLeast, train }, test, { ...stacking, part });
  const above = [...y.keys()].filter((at) => isLeast[at] === 0);
  const values = Float64Array.from(above, (at) => Math.log1p(y[at]!));
  const lesson: Lesson = { does: 'regress', y: values, train: above.map((at) => train[at]!) };
  const [howMuch, ofHowMuch] = stackAll(task, lesson, test, stacking);
  const least = Math.log1p(y[isLeast.indexOf(1)]!);
  const answers = Array.from(howMuch, ([subject, { inside, asked }]) => {
    const misses = values.map((value, i) => value - inside[i]!);
    const median = mixtureMedian((whether.get(subject) ?? whether.get(RECIPE)!).asked, asked, misses, least);
    return [subject, median.map(Math.expm1)] as const;
  });
  const named = Object.entries(ofWhether).map(([name, weight]) => [`${name} at least`, weight]);
  return { answers: new Map(answers), weights: { ...ofHowMuch, ...Object.fromEntries(named) } };
}

/** The stack of all members that tell what is asked, and each without the others, by subject; and the weights of the first. */
function stackAll(
  task: Task,
  lesson: Lesson,
  test: readonly number[],
  stacking: Stacking,
): [ReadonlyMap<string, Stack>, Readonly<Record<string, number>>] {
  const members = stacking.members.filter(({ regressor, classifier }) =>
    lesson.does === 'regress' ? regressor : classifier,
  );
  const said = saidByAll(task, lesson, test, { ...stacking, members });
  const all = stackOf(lesson, said);
  const single = members.map(({ name }, k) => [name, stackOf(lesson, [said[k]!])] as const);
  const weights = members.map(({ name }, k) => [name, all.weights[k]!]);
  return [new Map([[RECIPE, all], ...single]), Object.fromEntries(weights)];
}
