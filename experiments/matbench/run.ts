/** Answers for every row while its official fold is held out, and scores the answers as the board does. */
import { formatCsv, sizedFile, startProgress } from 'ionsieve/core';
import { classificationMetrics, splitFolds } from 'ionsieve/evaluation';
import { measured, type Numbers, roundOnce } from 'ionsieve/experiment';
import { openSolvers } from 'ionsieve/models';
import { type MatbenchEffort, type MatbenchFound, TASKS } from './define.ts';
import { answerFold, RECIPE } from './recipe.ts';
import { classScores, type FoldScores, overFolds, valueScores } from './scores.ts';
import { type SubmittedTask, submissionText } from './submission.ts';
import { readBoard, readTask, type Task } from './tasks.ts';

/** The subject that says the mean of the rows to learn from: the floor `Dummy` of the board. */
export const MEAN = 'training-mean';

/** What was said of one fold. */
interface JudgedFold {
  readonly fold: number;
  readonly test: readonly number[];
  /** By subject, rounded once: what is scored is what is written. */
  readonly answers: ReadonlyMap<string, Float64Array>;
  readonly weights: Readonly<Record<string, number>>;
}

/**
 * The numbers, held-out.csv, and the file that the board takes.
 * @throws {UserError} when a shipped table was changed
 * @example (await runMatbench(matbench.quick, 0)).numbers['steels.recipe.mae'].value;
 */
export async function runMatbench(effort: MatbenchEffort, seed: number): Promise<MatbenchFound> {
  await openSolvers();
  const bar = startProgress('matbench', 5 * TASKS.length, 'folds');
  let done = 0;
  const judged = TASKS.map((name) => {
    const task = readTask(name);
    const folds = splitFolds(task.folds).map((split): JudgedFold => {
      const part = `${name} fold ${split.fold}`;
      const { answers, weights } = answerFold(task, split, { ...effort, seed, part });
      if (task.does === 'regress') (answers as Map<string, Float64Array>).set(MEAN, meanAnswer(task, split));
      bar.update(++done);
      const rounded = Array.from(answers, ([subject, said]) => [subject, said.map((x) => roundOnce(x)!)] as const);
      return { fold: split.fold, test: split.test, answers: new Map(rounded), weights };
    });
    return { task, folds };
  });
  bar.stop();
  return {
    numbers: Object.assign({}, ...judged.map(({ task, folds }) => taskNumbers(task, folds))),
    board: readBoard(),
    tasks: judged.map(({ task: { name, does, unit } }) => ({ name, does, unit })),
    subjects: [RECIPE, ...effort.members.map(({ name }) => name)],
    files: {
      ...sizedFile('held-out.csv', heldOutText(judged)),
      ...sizedFile('results.json', submissionText(judged.map(({ task, folds }) => submitted(task, folds)))),
    },
  };
}

function meanAnswer(
  { y }: Task,
  { train, test }: { readonly train: readonly number[]; readonly test: readonly number[] },
) {
  const mean = train.reduce((sum, row) => sum + y[row]!, 0) / train.length;
  return new Float64Array(test.length).fill(mean);
}

function scoresOf({ does, y }: Task, { test, answers }: JudgedFold, subject: string): FoldScores {
  const truth = test.map((row) => y[row]!);
  return (does === 'regress' ? valueScores : classScores)(truth, answers.get(subject)!);
}

function taskNumbers(task: Task, folds: readonly JudgedFold[]): Numbers {
  const { name, does, unit, y } = task;
  const numbers: Numbers = {};
  const metrics = does === 'regress' ? ['mae', 'rmse'] : ['balanced_accuracy', 'rocauc', 'f1', 'accuracy'];
  const add = (key: string, metric: string, scores: readonly FoldScores[]) => {
    const { mean, deviation } = overFolds(scores, metric);
    const of = does === 'regress' ? unit : 'score';
    numbers[key] = measured(mean, of, y.length);
    numbers[`${key}.deviation`] = measured(deviation, of, folds.length);
  };
  for (const subject of folds[0]!.answers.keys()) {
    const scores = folds.map((fold) => scoresOf(task, fold, subject));
    for (const metric of metrics) add(`${name}.${subject}.${metric}`, metric, scores);
    if (does === 'classify') {
      const key = `${name}.${subject}.rocauc_of_classes`;
      add(
        key,
        'rocauc',
        folds.map((fold) => ({ rocauc: aucOfClasses(task, fold, subject) })),
      );
    }
  }
  for (const member of Object.keys(folds[0]!.weights)) {
    const weight = folds.reduce((sum, { weights }) => sum + weights[member]!, 0) / folds.length;
    numbers[`${name}.weight.${member}`] = measured(weight, 'share', folds.length);
  }
  return numbers;
}

/** The ROC AUC of an entry that hands in classes, which is its balanced accuracy. */
function aucOfClasses({ y }: Task, { test, answers }: JudgedFold, subject: string): number {
  const called = answers.get(subject)!.map((p) => (p > 0.5 ? 1 : 0));
  const truth = test.map((row) => y[row]!);
  return classificationMetrics(truth, called, 0.5).auc!;
}

function heldOutText(judged: readonly { readonly task: Task; readonly folds: readonly JudgedFold[] }[]): string {
  const rows = judged.flatMap(({ task: { ids, formulas, y }, folds }) =>
    folds.flatMap(({ fold, test, answers }) =>
      test.map((row, at) => [ids[row]!, formulas[row]!, fold, y[row]!, answers.get(RECIPE)![at]!]),
    ),
  );
  return formatCsv(['id', 'formula', 'fold', 'target', 'answer'], rows);
}

function submitted(task: Task, folds: readonly JudgedFold[]): SubmittedTask {
  return {
    task,
    folds: folds.map((one) => ({
      ...{ fold: one.fold, test: one.test, answers: one.answers.get(RECIPE)! },
      parameters: one.weights,
      scores: scoresOf(task, one, RECIPE),
    })),
  };
}
