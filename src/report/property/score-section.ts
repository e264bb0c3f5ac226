/** Scores of every method on held-out compounds, floors first. */
import type { Measured } from '../../experiment/numbers.ts';
import type { JudgedMethod, JudgedValidation, PropertySummary } from '../../experiment/property/run.ts';
import { intervalText, markdownTable, numberText } from '../text.ts';

/** Keys of scores and how a reader knows them. */
const VALUE_SCORES = { mae: 'MAE', rmse: 'RMSE', r2: 'R2', q2: 'Q2', spearman: 'rank correlation' } as const;
const CLASS_SCORES = {
  auc: 'AUC',
  mcc: 'MCC',
  accuracy: 'accuracy',
  f1: 'F1',
  average_precision: 'average precision',
} as const;

/**
 * One validation: what was held out together, the best method beside the best floor, and the tables of scores.
 * @example scoreSection(summary, summary.validations[0]).length;
 */
export function scoreSection(summary: PropertySummary, validation: JudgedValidation): string[] {
  const { name, group, groups, folds, training_rows: rows } = validation;
  const { methods, unit, threshold } = summary;
  const learned = rows[0] === rows[1] ? `${rows[0]}` : `${rows[0]} to ${rows[1]}`;
  const regressions = methods.filter(({ does }) => does === 'regress');
  return [
    `## Held out: ${name.replaceAll('_', ' ')}`,
    `Compounds that share their ${group.replaceAll('_', ' ')} are held out together (${groups} groups in ${folds} folds, ${learned} compounds to learn ` +
      'from in each); every method sees the same folds. Floors first.',
    bestSentence(summary, validation),
    scoreTable(summary, name, regressions, VALUE_SCORES),
    `MAE and RMSE in ${unit}. R2 is against the mean of the held-out values, Q2 against the mean of those learned from.`,
    ...(threshold === null
      ? []
      : [
          scoreTable(summary, name, methods, CLASS_SCORES),
          'Classes: a regression is positive where it tells at least the threshold, a grouping where more than half of the known compounds of the ' +
            'group are. MCC is 0, and AUC 0.5, for a guess.',
        ]),
  ];
}

function scoreTable(
  { numbers }: PropertySummary,
  validation: string,
  methods: readonly JudgedMethod[],
  scores: Readonly<Record<string, string>>,
): string {
  const cell = (number: Measured | undefined) => (number ? withInterval(number) : '');
  const n = (method: string) =>
    Object.keys(scores).flatMap((score) => numbers[`${validation}.${method}.${score}`]?.n ?? [])[0] ?? 0;
  return markdownTable(
    ['method', 'input', ...Object.values(scores), 'n'],
    methods.map(({ name, input, floor }) => [
      floor ? `${name} (floor)` : name,
      input,
      ...Object.keys(scores).map((score) => cell(numbers[`${validation}.${name}.${score}`])),
      numberText(n(name)),
    ]),
  );
}

/** The best method beside the best floor: of values by MAE, of classes by AUC. */
function bestSentence({ numbers, methods, unit }: PropertySummary, { name }: JudgedValidation): string {
  const best = (score: 'mae' | 'auc', floor: boolean) =>
    methods
      .filter((method) => method.floor === floor)
      .flatMap((method) => {
        const number = numbers[`${name}.${method.name}.${score}`];
        return number && number.value !== null ? [{ method: method.name, number }] : [];
      })
      .sort((a, b) => (score === 'mae' ? 1 : -1) * (a.number.value! - b.number.value!))[0];
  const sentences = (['mae', 'auc'] as const).flatMap((score) => {
    const [ours, floor] = [best(score, false), best(score, true)];
    if (!ours || !floor) return [];
    const ofUnit = score === 'mae' ? ` ${unit}` : '';
    const gain = (score === 'mae' ? -1 : 1) * (ours.number.value! - floor.number.value!);
    return [
      `By ${score.toUpperCase()} the best is ${ours.method}, ${withInterval(ours.number)}${ofUnit}; the best floor is ${floor.method}, ` +
        `${withInterval(floor.number)}${ofUnit}${gain > 0 ? '' : ', and no method beats it'}.`,
    ];
  });
  return [...sentences, 'Whoever picks the best of a table flatters it a little.'].join(' ');
}

function withInterval(number: Measured): string {
  return `${numberText(number.value)} (${intervalText(number)})`;
}
