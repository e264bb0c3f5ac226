/** The report: our rows among those of the board, and what the recipe is made of. */
import type { OwnSummary } from 'ionsieve/experiment';
import { COLOURS, type Figure, markdownTable, numberText, type ReportPage } from 'ionsieve/report';
import type { MatbenchFound, TaskName } from './define.ts';

type MatbenchSummary = OwnSummary<MatbenchFound>;

/** A row of a task's table. */
interface Row {
  readonly name: string;
  readonly ours: boolean;
  readonly score: number;
  readonly deviation: number;
  readonly rocauc: number | null;
}

const METRIC = { regress: 'mae', classify: 'balanced_accuracy' } as const;

/**
 * A table for each task, best first; then the members and what they count.
 * @example matbenchPage(summary).figures[0]?.file; // 'board.svg'
 */
export function matbenchPage(summary: MatbenchSummary): ReportPage {
  return {
    sections: [
      '## Among the entries of the board',
      'Mean over the five official folds, and the population standard deviation over them, as the board computes both. Of ours `recipe` is the one recipe for all ' +
        'four tasks, and stands with each of its members without the others, which only a reader who has seen the scores could choose.',
      ...summary.tasks.flatMap((task) => [`### ${heading(summary, task.name)}`, taskTable(summary, task.name)]),
      '## Two kinds of ROC AUC',
      `${equalText(summary)} An entry that hands in classes has a ROC AUC equal to its balanced accuracy: with one step the area under the curve is the mean of both rates. ` +
        'Ours hands in probabilities, so that its ROC AUC can be compared with its own only; that of its classes stands in summary.json as `rocauc_of_classes`, and is its balanced accuracy.',
      '## What the recipe is made of',
      'Each member learns the rows to learn from, and on inner folds of these says what it would have said of each of them. The weights of the mean are chosen there, by mean absolute error or log loss ' +
        '(ensemble selection, Caruana et al. 2004). Shares, mean over the folds:',
      weightTable(summary),
      'Where a tenth or more of the values to learn from are the least one, one stack says whether a value is that (`at least`), another how much log(1 + value) is where it is not, ' +
        'and the answer is the median of the mixture: the misses on inner folds are its spread. Probabilities are stated as if both classes had as many rows to learn from, and above 0.5 counts.',
      '## What this does not tell',
      'Tried on some official folds of band gaps, metals and steels and left out, since nothing was gained: perceptrons; Gaussian processes that tell classes; mat2vec beside the other descriptors; equal weights.',
      'On steels, whose folds hold few rows, the score moves by more than it is below its mark when the number of inner folds, the scale of the values or the least leaf of the trees is another. ' +
        'These three were chosen among a few on the official folds: on steels the recipe is as good as the best entries, and not shown to be better.',
      'The folds are drawn by chance, so that a composition is judged by models that know its neighbours: the same alloy with a little more of one element, the same chemical system. ' +
        'The error on a new family of compounds is larger. The settings of the members were tried by hand on these folds, as those of other entries may have been. Marks leave out two entries: Darwin, a language model that ' +
        'may have read of the compounds, and the glass score of MODNet (v0.1.12), which is far above that of its version before.',
      'The file results.json.gz is in the format that the board takes, with probabilities; its time stamp is fixed. It has not been handed in.',
    ],
    figures: [boardFigure(summary)],
  };
}

function rowsOf({ numbers, subjects, tasks, board }: MatbenchSummary, name: TaskName): Row[] {
  const { does } = tasks.find((task) => task.name === name)!;
  const judged = subjects.filter((subject) => `${name}.${subject}.${METRIC[does]}` in numbers);
  const ours = judged.map((subject): Row => {
    const key = `${name}.${subject}.${METRIC[does]}`;
    const value = (at: string) => numbers[at]!.value!;
    const rocauc = does === 'classify' ? value(`${name}.${subject}.rocauc`) : null;
    return { name: subject, ours: true, score: value(key), deviation: value(`${key}.deviation`), rocauc };
  });
  const theirs = board
    .filter(({ task }) => task === name)
    .map(
      ({ algorithm, score, deviation, rocauc }): Row => ({ name: algorithm, ours: false, score, deviation, rocauc }),
    );
  const sign = does === 'regress' ? 1 : -1;
  return [...ours, ...theirs].sort((a, b) => sign * (a.score - b.score));
}

function heading({ tasks, numbers }: MatbenchSummary, name: TaskName): string {
  const { does, unit } = tasks.find((task) => task.name === name)!;
  const { n } = numbers[`${name}.recipe.${METRIC[does]}`]!;
  return `${name}: ${does === 'regress' ? `mean absolute error in ${unit}` : 'balanced accuracy'}, ${numberText(n)} rows`;
}

function taskTable(summary: MatbenchSummary, name: TaskName): string {
  const rows = rowsOf(summary, name);
  const hasAreas = rows.some(({ rocauc }) => rocauc !== null);
  return markdownTable(
    ['', 'whose', 'score', 'deviation', ...(hasAreas ? ['ROC AUC'] : [])],
    rows.map((row) => [
      ...[row.name, row.ours ? 'ours' : 'the board', numberText(row.score), numberText(row.deviation)],
      ...(hasAreas ? [numberText(row.rocauc)] : []),
    ]),
  );
}

function equalText({ board }: MatbenchSummary): string {
  const handed = board.filter(({ rocauc }) => rocauc !== null);
  const equal = handed.filter(({ rocauc, score }) => rocauc === score).length;
  return `Of the ${handed.length} entries that tell classes, ${equal} have a ROC AUC that is their balanced accuracy to four digits.`;
}

function weightTable({ numbers, tasks }: MatbenchSummary): string {
  const weights = Object.keys(numbers).flatMap((key) => {
    const [task, kind, ...member] = key.split('.');
    return kind === 'weight' ? [{ task, member: member.join('.'), key }] : [];
  });
  const members = [...new Set(weights.map(({ member }) => member))];
  return markdownTable(
    ['', ...tasks.map(({ name }) => name)],
    members.map((member) => [
      member,
      ...tasks.map(({ name }) => {
        const found = weights.find((one) => one.task === name && one.member === member);
        return found ? numbers[found.key]!.value!.toFixed(2) : '';
      }),
    ]),
  );
}

function boardFigure(summary: MatbenchSummary): Figure {
  const panels = summary.tasks.map(({ name, does, unit }) => {
    const values = rowsOf(summary, name)
      .filter((row) => row.name !== 'Dummy' && (!row.ours || row.name === 'recipe'))
      .map((row) => ({
        ...{ entry: row.ours ? 'ionsieve' : row.name, score: row.score, whose: row.ours ? 'ours' : 'the board' },
        ...{ low: row.score - row.deviation, high: row.score + row.deviation },
      }));
    const title = does === 'regress' ? `${name}: mean absolute error (${unit})` : `${name}: balanced accuracy (score)`;
    const y = { field: 'entry', type: 'nominal', sort: values.map(({ entry }) => entry), title: null } as const;
    const scale = { domain: ['ours', 'the board'], range: [COLOURS.fast, COLOURS.plain] };
    const color = { field: 'whose', type: 'nominal' as const, title: null, scale };
    const along = { type: 'quantitative' as const, title, scale: { zero: false } };
    return {
      width: 240,
      height: 200,
      data: { values },
      layer: [
        { mark: 'rule' as const, encoding: { y, color, x: { ...along, field: 'low' }, x2: { field: 'high' } } },
        {
          mark: { type: 'point' as const, filled: true, size: 60 },
          encoding: { y, color, x: { ...along, field: 'score' } },
        },
      ],
    };
  });
  const counts = summary.tasks.map(({ name, does }) =>
    numberText(summary.numbers[`${name}.recipe.${METRIC[does]}`]!.n),
  );
  return {
    file: 'board.svg',
    caption:
      'Mean over the five official folds, with the population standard deviation to either side; the board without Dummy, best above. Less is better of errors, more of accuracies. ' +
      `n = ${counts.join(', ')} rows.`,
    spec: { title: 'Four tasks of Matbench: the board and ours', columns: 2, concat: panels },
  };
}
