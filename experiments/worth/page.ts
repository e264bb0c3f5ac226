/** The report: what transfer is worth, source by source and task by task. */
import type { OwnSummary } from 'ionsieve/experiment';
import { type Figure, learningCurveFigure, numberText, type ReportPage } from 'ionsieve/report';
import { CARRIED, SOURCES, type SourceName, type WorthFound } from './define.ts';
import { curveTable, settingTable, sourceTable } from './tables.ts';
import { DECIDES, floorError, LEAST_GAIN } from './verdict.ts';
import { findingText, SOURCE_TITLES, sizeText, TASK_TITLES, verdictText } from './words.ts';

type WorthSummary = OwnSummary<WorthFound>;

/**
 * The finding, a sentence for each source and task, the networks, and all gains.
 * @example worthPage(summary).figures.length; // 2
 */
export function worthPage(summary: WorthSummary): ReportPage {
  const { numbers, verdicts, tasks } = summary;
  return {
    sections: [
      '## What transfer is worth',
      `${findingText(summary)} ${temptingText(summary)}`,
      verdicts.map((verdict) => `- ${verdictText(verdict, numbers)}`).join('\n'),
      '## How it is judged',
      'A network learns a source from the fractions of the elements. The outputs of a hidden layer then stand beside the fractions, and a head learns the task: ridge regression or ' +
        'extremely randomised trees, with the same settings for every task and subject; classes are regressed as 0 and 1. Without transfer it sees the fractions alone. The controls are ' +
        'networks that learn the same rows with shuffled labels: what they carry over is the same kind of numbers, and nothing of the source. Gains are signed so that more is better: ' +
        'less absolute error, or more AUC, on the same rows held out after learning from the same rows; intervals come from drawing what was held out together, compositions, papers, families or hosts. ' +
        'They do not hold the chance of learning from other rows or of drawing another network: for that, no control may do better.',
      `The verdicts rest on the mean over ${sizeText(tasks)} rows, as far as a task has as many, the ${DECIDES} hidden layer and the head that errs less without transfer. *Worth it*: both gains are above 0 by their intervals, and no control does ` +
        `better. *Not worth it*: by its interval one of the gains is below ${100 * LEAST_GAIN} % of the error without transfer, 1 - AUC for classes. *Cannot tell*: all else. With ${verdicts.length} verdicts at 95 % ` +
        'one of them may well be chance.',
      '## The networks',
      'On chemical systems that were held out of the source. A control cannot know the labels: the rank correlation of its answers with them should be near 0. Most of the teacher’s labels are small, so that the median errs little; the network, taught by squared error, is to be judged by its rank correlation.',
      sourceTable(summary),
      '## All settings on few rows',
      'Mean over the same sizes. Errors and gains in the unit of the task; AUC of classes.',
      settingTable(summary),
      '## From few rows to all',
      `The ${DECIDES} hidden layer, and the head that decides.`,
      ...tasks.flatMap(({ name }) => [
        `### ${TASK_TITLES[name]}, ${numbers[`${name}.floor.${summary.heads[0]}.few`]!.unit}`,
        curveTable(summary, name),
      ]),
      '## What this does not tell',
      'Fractions of elements do not tell polymorphs apart, nor which ion of a compound moves. The compositions of a task may stand in a source, with another property: that is what transfer is for, and it does not make the task ' +
        'known. The teacher behind the labels has learned forty measured conductivities; these are learned from, and judge nothing. Larger networks, other sources and networks tuned as a whole may be worth more.',
    ],
    figures: SOURCES.map((source) => gainFigure(summary, source)),
  };
}

/** How many settings look like transfer where nothing but no transfer is asked. */
function temptingText({ numbers, tasks, heads }: WorthSummary): string {
  const keys = SOURCES.flatMap((source) =>
    tasks.flatMap(({ name }) =>
      CARRIED.flatMap((carried) => heads.map((head) => `${name}.${source}.${carried}.${head}.few`)),
    ),
  );
  const isAbove = (key: string, name: string) => numbers[`${key}.${name}`]!.interval![0]! > 0;
  const tempting = keys.filter((key) => isAbove(key, 'over_floor'));
  const stand = tempting.filter((key) => isAbove(key, 'gain'));
  return `Of ${keys.length} settings of source, task, layer and head, ${tempting.length} do better than no transfer; of these, ${stand.length} do better than their controls too.`;
}

function gainFigure({ numbers, verdicts, tasks, heads }: WorthSummary, source: SourceName): Figure {
  const values = verdicts
    .filter((verdict) => verdict.source === source)
    .flatMap(({ task, head }) =>
      tasks
        .find(({ name }) => name === task)!
        .sizes.map((size) => {
          const gain = numbers[`${task}.${source}.${DECIDES}.${head}.${size}.gain`]!.value;
          const value = gain === null ? null : (100 * gain) / floorError(numbers, task, head, `${size}`);
          return { size, value, task: TASK_TITLES[task] };
        }),
    );
  const judged = tasks
    .map(({ name }) => `n = ${numberText(numbers[`${name}.floor.${heads[0]}.few`]!.n)} of ${TASK_TITLES[name]}`)
    .join(', ');
  return learningCurveFigure({
    file: `gain-of-${source}.svg`,
    title: `What ${SOURCE_TITLES[source]} are worth`,
    caption: `Gain over networks of shuffled labels, in per cent of the error without transfer, against the rows of the task learned from: ${SOURCE_TITLES[source]}, ${DECIDES} hidden layer; judged on ${judged}. Intervals stand in the tables.`,
    axes: { x: 'number of rows learned from', y: 'gain over the controls (% of the error)', who: 'task' },
    values,
  });
}
