/** What more measurements are worth, and how good the students are that ship. */
import type { Measured } from 'ionsieve/experiment';
import { markdownTable, numberText } from 'ionsieve/report';
import type { MeasuredSummary } from './found.ts';

/** Columns of the table, as keys of numbers end. */
const COLUMNS = {
  'by_doi.{}.auc': 'AUC, unseen papers',
  'by_doi.{}.mae_floor_1e-10': 'error, decades',
  'by_doi.{}.mae_floor_1e-15': 'the same, floor 1e-15',
  'by_family.{}.auc': 'AUC, unseen families',
  'by_family.{}.mae_floor_1e-10': 'error, decades',
} as const;

/**
 * The scores of nested choice and of what ships, on the tables that each learned from.
 * @example shippedTable(summary).split('\n').length;
 */
export function shippedTable({ numbers, shipped, screening_student }: MeasuredSummary): string {
  const count = (of: string) => numberText(numbers[`data.${of}.materials`]?.value ?? null);
  const all = `all tables (${count('all')})`;
  const subjects: [text: string, learns: string, of: string, student: string][] = [
    ['floor: the median', all, 'all', 'median'],
    ['floor: the nearest measured composition', all, 'all', 'nearest-neighbour'],
    ['chosen within each fold', `OBELiX (${count('obelix')})`, 'obelix', 'chosen'],
    ['chosen within each fold, judged on the same rows', all, 'all_on_obelix', 'chosen'],
    ['chosen within each fold, judged on all rows', all, 'all', 'chosen'],
    [`the one that predicts (${shipped})`, all, 'all', shipped],
    ...(screening_student === null
      ? []
      : [
          [`the one that screens (${screening_student})`, all, 'all', screening_student] as [
            string,
            string,
            string,
            string,
          ],
        ]),
    ['the one for outside judges', `none of OBELiX’s test split (${count('for_judges')})`, 'for_judges', shipped],
  ];
  const rows = subjects.flatMap(([text, learns, of, student]) => {
    const cells = Object.keys(COLUMNS).map((key) => cell(numbers[`${of}.${key.replace('{}', student)}`]));
    return cells.every((one) => one === '') ? [] : [[text, learns, ...cells]];
  });
  return markdownTable(['student', 'learns from', ...Object.values(COLUMNS)], rows);
}

/**
 * The section of the report.
 * @example shippedSection(summary)[0]; // '## What ships'
 */
export function shippedSection(summary: MeasuredSummary): string[] {
  const { numbers } = summary;
  const error = (of: string) => numbers[`${of}.by_doi.chosen.mae_floor_1e-10`]?.value?.toFixed(2) ?? '';
  return [
    '## What ships',
    `**What more measurements are worth**: on the same OBELiX rows from unseen papers the mean error goes from ` +
      `${error('obelix')} to ${error('all_on_obelix')} decades when Liverpool Ionics and Laskowski et al. are learned from too.`,
    shippedTable(summary),
    'Every student here is a committee of two, chosen by AUC on inner folds of the rows that it may see. Errors are mean absolute errors of log10 of the ' +
      'conductivity, with the floor at 1e-10 S/cm where no other is named. The three tables are joined by formula: of several figures the ' +
      'median counts. Papers that share a composition in any table leave together. Laskowski et al. name no paper of a measurement: their rows are ' +
      'neither judged nor learned from where papers leave. Where families leave, rows without a named family are not learned from, and no row of a ' +
      'chemical system that is held out; LGPS, thio-LISICONs and thiophosphates, which the tables sort differently, leave together.',
    'The student for outside judges (student.judged.json) may be held against the test split of OBELiX: of Liverpool it learned only what does not ' +
      'touch that split.',
    ...familyAccount(summary),
  ];
}

/** Families whose ranking on unseen papers is not above chance, and what is known of the reason. */
function familyAccount({ numbers }: MeasuredSummary): string[] {
  const families = Object.entries(numbers).flatMap(([key, number]) => {
    const family = /^family\.(.+)\.auc_unseen_papers$/.exec(key)?.[1];
    return family === undefined || number.value === null ? [] : [{ family, number }];
  });
  const unranked = families.filter(({ number }) => !((number.interval?.[0] ?? 0) > 0.5));
  if (unranked.length === 0) return [];
  const list = unranked.map(({ family, number }) => `${family} (${cell(number)}, n = ${numberText(number.n)})`);
  return [
    `**Not ranked within their family**: ${list.join('; ')}. Between two of these the students decide nothing, and \`predict\` says so. Of the ` +
      'argyrodites of OBELiX nearly all come from one chain of papers that share compositions, and leave together. What is left to learn from are ' +
      'argyrodites of other papers, which do not tell that iodides are slow until silicon or germanium stands for phosphorus, nor that such ' +
      'substitution helps at all: to a student of atomic fractions these are further from the chlorides that it knows, and so slower.',
  ];
}

function cell(number: Measured | undefined): string {
  if (number?.value === null || number === undefined) return '';
  const ends = number.interval?.map((end) => end?.toFixed(2));
  return `${number.value.toFixed(2)}${ends === undefined ? '' : ` (${ends[0]} to ${ends[1]})`}`;
}
