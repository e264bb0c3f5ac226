/** What bootstrap refits say, and what the regressions say of compounds that they have not learned from. */
import type { PropertySummary } from '../../experiment/property/run.ts';
import { markdownTable, numberText } from '../text.ts';

/**
 * The bootstrap error beside that of the folds; nothing without refits.
 * @example bootstrapSection(summary)[0]; // '## Bootstrap error'
 */
export function bootstrapSection({ numbers, methods, validations, unit }: PropertySummary): string[] {
  const rows = methods.flatMap(({ name }) => {
    const [mae, rmse] = [numbers[`bootstrap.${name}.mae`], numbers[`bootstrap.${name}.rmse`]];
    if (!mae || !rmse) return [];
    const heldOut = validations.map((validation) => numberText(numbers[`${validation.name}.${name}.mae`]!.value));
    return [[name, numberText(mae.value), numberText(rmse.value), ...heldOut, numberText(mae.n)]];
  });
  if (rows.length === 0) return [];
  return [
    '## Bootstrap error',
    'Each regression was fitted again and again to as many compounds, drawn with replacement; its error on the compounds that were not drawn is the ' +
      'bootstrap error. It leaves near relatives of a compound among those learned from, and so is no substitute for folds of groups, whose mean ' +
      `absolute error stands beside it (${unit}).`,
    markdownTable(
      [
        'method',
        'bootstrap MAE',
        'bootstrap RMSE',
        ...validations.map(({ name }) => `MAE ${name.replaceAll('_', ' ')}`),
        'n',
      ],
      rows,
    ),
  ];
}

/**
 * The predicted compounds, and how their order compares with the paper's; nothing without any.
 * @example predictionSection(summary)[0]; // '## Predicted compounds'
 */
export function predictionSection(summary: PropertySummary): string[] {
  const { predicted, paper_quantity: paper, numbers, unit, property, validations } = summary;
  if (predicted.length === 0) return [];
  const orders = Object.entries(numbers).filter(([key]) => key.startsWith('predicted.'));
  return [
    '## Predicted compounds',
    `No fit here has learned from these compounds: those that the table holds were left out, and their ${property} stands beside (all in ${unit}). ` +
      `The 90 % interval is as wide as the errors on held-out compounds are (${validations[0]!.name.replaceAll('_', ' ')}); it promises nothing for a ` +
      'compound unlike all of the table. The spread is the standard deviation over bootstrap refits.',
    markdownTable(
      [
        'compound',
        'method',
        'predicted',
        '90 % interval',
        'spread',
        'in the table',
        ...(paper ? [`paper, ${paper.unit}`] : []),
      ],
      predicted.map((row) => [
        row.formula,
        row.method,
        numberText(row.value),
        row.low === null ? 'too few compounds' : `${numberText(row.low)} to ${numberText(row.high)}`,
        row.spread === null ? '' : numberText(row.spread),
        row.in_table === null ? '' : numberText(row.in_table),
        ...(paper ? [row.paper === null ? '' : String(row.paper)] : []),
      ]),
    ),
    ...(paper
      ? [
          `The paper's numbers: ${paper.quantity} (${paper.where}), which should ${paper.with === 'rises' ? 'rise' : 'fall'} with ours: another quantity, ` +
            'so that only the order can be compared. 1 means the same order, -1 the opposite; of so few compounds any order says little.',
          markdownTable(
            ['method', 'rank correlation with the paper', 'n'],
            orders.map(([key, { value, n }]) => [key.split('.')[1]!, numberText(value), numberText(n)]),
          ),
        ]
      : []),
  ];
}
