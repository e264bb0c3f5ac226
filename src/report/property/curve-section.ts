/** Learning curves, and whom composites chose. */
import type { PropertySummary } from '../../experiment/property/run.ts';
import type { Figure } from '../figure.ts';
import { learningCurveFigure } from '../learning-curve-figure.ts';
import { intervalText, markdownTable, numberText } from '../text.ts';

/** Scores of a point, and how a reader knows them. */
const SCORES = { mae: 'MAE', auc: 'AUC' } as const;

type Score = keyof typeof SCORES;

/**
 * A table a score; nothing of an experiment without curves.
 * @example curveSection(summary)[0]; // '## Learning curves'
 */
export function curveSection(summary: PropertySummary): string[] {
  const { curves } = summary;
  if (curves === undefined) return [];
  return [
    '## Learning curves',
    `Learned from are as many rows as stand above each column, drawn ${curves.repeats} times in each fold of ${spoken(curves.validation)}, whole groups ` +
      'together; every method learns from the same. An AUC counts pairs of compounds within a fold. Intervals (95 %) are over folds.',
    ...scoresIn(summary).map((score) => pointTable(summary, score)),
  ];
}

function pointTable(summary: PropertySummary, score: Score): string {
  const { methods, rows } = summary.curves!;
  const cell = (method: string, size: number) => {
    const number = pointOf(summary, method, size, score);
    return number ? `${numberText(number.value)} (${intervalText(number)})` : '';
  };
  const cells = methods.map((method) => [method, ...rows.map((size) => cell(method, size))]);
  const header = [score === 'mae' ? `MAE, ${summary.unit}` : SCORES[score], ...rows.map(String)];
  return markdownTable(
    header,
    cells.filter(([, ...values]) => values.some((value) => value !== '')),
  );
}

/**
 * A figure a score.
 * @example curveFigures(summary).map(({ file }) => file); // ['learning-curves.mae.svg', 'learning-curves.auc.svg']
 */
export function curveFigures(summary: PropertySummary): Figure[] {
  const { curves, unit } = summary;
  if (curves === undefined) return [];
  return scoresIn(summary).map((score) => {
    const values = curves.methods.flatMap((method) =>
      curves.rows.flatMap((size) => {
        const number = pointOf(summary, method, size, score);
        return number ? [{ method, size, value: number.value, n: number.n }] : [];
      }),
    );
    return learningCurveFigure({
      file: `learning-curves.${score}.svg`,
      title: `Learning curves: ${spoken(curves.validation)}`,
      caption:
        `${SCORES[score]} on held-out compounds against the number of rows to learn from, ${spoken(curves.validation)} (n = ${values[0]?.n ?? 0} ` +
        'folds and draws within them; intervals in the table).',
      axes: { x: 'rows to learn from', y: score === 'mae' ? `MAE / ${unit}` : SCORES[score], who: 'method' },
      values,
    });
  });
}

/**
 * In how many folds a composite chose whom; nothing where none chooses.
 * @example choiceSection(summary)[0]; // '## What was chosen'
 */
export function choiceSection({ numbers, methods, validations }: PropertySummary): string[] {
  const rows = methods
    .filter(({ model }) => model === 'chosen')
    .flatMap(({ name }) => {
      const members = methods.filter((one) =>
        validations.some((on) => numbers[`chosen.${on.name}.${name}.${one.name}`]),
      );
      return members.map((member) => [
        name,
        member.name,
        ...validations.map((on) => {
          const number = numbers[`chosen.${on.name}.${name}.${member.name}`];
          return number ? `${numberText(number.value)} of ${number.n}` : '';
        }),
      ]);
    });
  if (rows.length === 0) return [];
  return [
    '## What was chosen',
    'In how many folds each was among the best on inner folds of the rows to learn from. Held-out rows had no say in it.',
    markdownTable(['composite', 'chosen', ...validations.map(({ name }) => spoken(name))], rows),
  ];
}

function scoresIn(summary: PropertySummary): Score[] {
  const { methods, rows } = summary.curves!;
  return (Object.keys(SCORES) as Score[]).filter((score) =>
    methods.some((method) => rows.some((size) => pointOf(summary, method, size, score))),
  );
}

function pointOf({ curves, numbers }: PropertySummary, method: string, size: number, score: Score) {
  return numbers[`curve.${curves!.validation}.${method}.${size}.${score}`];
}

const spoken = (name: string): string => name.replaceAll('_', ' ');
