import type { RunResult } from '../../experiment/transfer/run.ts';
import { type ElementCount, TOP_HEADER } from '../../experiment/transfer/screen-stage.ts';
import type { Summary } from '../../experiment/transfer/summary.ts';
import type { Judgement } from '../../experiment/transfer/teacher-stage.ts';
import { comparedSection, constantFitSection } from '../page.ts';
import { doiText, intervalText, markdownTable, numberText } from '../text.ts';
import { shortlistSection } from './shortlist-section.ts';

const MOST_ANIONS = 15;

/**
 * The written report of an experiment, from its result alone.
 * @example reportMarkdown({ sections: experimentSections(result), figures: experimentFigures(result.summary) });
 */
export function experimentSections(result: RunResult): string[] {
  const { summary } = result;
  return [
    `# ${summary.paper.title}`,
    `${doiText(summary.paper.doi)}. ${summary.paper.claim}`,
    `Effort: ${summary.effort}. Seed: ${summary.seed}. Tensors on: ${summary.tensor_backend}. Every number of this report ` +
      'stands in summary.json with its unit and n; intervals are 95 % bootstrap intervals.',
    ...constantFitSection(summary.numbers),
    ...comparedSection(summary.compared),
    ...teacherSection(summary),
    ...labelSection(summary),
    ...studentSection(summary),
    ...calibrationSection(summary),
    ...externalSection(summary),
    ...screeningSection(result),
    ...suggestedSection(summary),
    ...shortlistSection(summary),
  ];
}

function teacherSection(summary: Summary): string[] {
  return [
    '## Teachers on the measured materials',
    'Leave-one-out unless the name says otherwise; the recipes were fixed before any score was seen. A floor stands ' +
      'beside the models: the majority of the training rows, and the nearest neighbour.',
    scoreTable(summary, 'teacher.', ['accuracy', 'balanced_accuracy', 'mcc', 'f1', 'auc', 'permutation_p']),
    'Misjudged materials, with what the measurement says:',
    Object.entries(summary.judgements)
      .map(([name, rows]) => `- ${name}: ${misjudged(rows)}`)
      .join('\n'),
  ];
}

function misjudged(rows: readonly Judgement[]): string {
  const wrong = rows.filter(({ correct }) => !correct);
  const names = wrong.map(({ formula, fast }) => `${formula} (${fast ? 'fast' : 'slow'})`);
  return `${wrong.length} of ${rows.length}${names.length > 0 ? `: ${names.join(', ')}` : ''}`;
}

function labelSection(summary: Summary): string[] {
  const missing = Object.entries(summary.not_labelled).map(([reason, count]) => `${count} ${reason}`);
  return [
    '## Labels',
    'The published model labels the Materials Project structures; the polymorphs of a formula are combined by the ' +
      'mean of their probabilities.',
    keyTable(summary, 'labels.'),
    `Structures without a label: ${missing.join(', ')}.`,
    'The 21 published candidates, probability and distance to the training centre printed in 2017 beside ours, and the verdict of molecular dynamics in 2019:',
    markdownTable(
      ['id', 'formula', 'published P', 'our P', 'published distance', 'our distance', 'verdict'],
      summary.candidates.map((row) => [
        row.id,
        row.formula,
        numberText(row.published),
        numberText(row.ours),
        numberText(row.published_distance),
        numberText(row.our_distance),
        row.verdict,
      ]),
    ),
  ];
}

function studentSection(summary: Summary): string[] {
  const columns = ['accuracy', 'mcc', 'auc', 'average_precision', 'brier'];
  const groupings = [
    ['by_system.real_anion', 'No chemical system in two folds, compounds with a real anion'],
    ['by_formula.real_anion', 'No formula in two folds, compounds with a real anion'],
    ['by_system.all', 'No chemical system in two folds, all compounds'],
    ['by_formula.all', 'No formula in two folds, all compounds'],
    ['by_system.real_anion_known_2017', "No chemical system in two folds, real anion, structures of the paper's time"],
    ['by_system.real_anion_since_2017', 'No chemical system in two folds, real anion, structures added later'],
  ];
  return [
    '## Students against the labels',
    'Agreement with the teacher, not with measurements: a student that repeats its teacher repeats its errors. The ' +
      'floors are always-slow, the anion rule and the nearest neighbour. Over all compounds the anion alone explains nearly ' +
      'everything, so the compounds with a real anion are the test. Structures that the Materials Project added after 2017 ' +
      'are mostly computed, not found in nature, and harder for every student. Recipes were fixed on other folds of the same ' +
      'formulas before these folds were drawn.',
    ...groupings.flatMap(([ending, title]) => [`### ${title}`, scoreTable(summary, 'student.', columns, `.${ending}`)]),
  ];
}

function calibrationSection({ calibration, screening_student }: Summary): string[] {
  const rows = calibration.map(({ low, high, n, meanProbability, fractionPositive, interval }) => [
    `${low} to ${high}`,
    numberText(n),
    n === 0 ? '' : numberText(meanProbability),
    n === 0 ? '' : numberText(fractionPositive),
    intervalText({ interval }),
  ]);
  return [
    `### Can its probabilities be believed? ${screening_student}, unseen chemical systems, real anion`,
    markdownTable(
      ['probability', 'formulas', 'mean probability', 'share called fast by the teacher', '95 % interval'],
      rows,
    ),
  ];
}

function externalSection(summary: Summary): string[] {
  const { numbers, screening_student } = summary;
  const said = (key: string): string => {
    const number = numbers[`external.${key}.auc`];
    return number ? `${numberText(number.value)} (${intervalText(number)}, n = ${numberText(number.n)})` : 'not known';
  };
  return [
    '## Against measurements',
    'Materials with a measured room-temperature conductivity, without the forty that the teacher learned from. By structure the ' +
      `teacher ranks them with an AUC of ${said('obelix_structures.published')}. From composition alone ${screening_student} ranks them ` +
      `with an AUC of ${said(`obelix.${screening_student}`)} on OBELiX and ${said(`liverpool.${screening_student}`)} on Liverpool ` +
      'compositions; 0.5 is chance. In plain words: this student tells how its teacher would judge relatives of known structures. It ' +
      'does not tell which of two compositions conducts better, and its list is no ground to synthesise anything. A student that has ' +
      'seen measurements is in results/measured.',
    scoreTable(summary, 'external.', [
      'auc',
      'mcc',
      'spearman',
      'enrichment_1_percent',
      'enrichment_10_percent',
      'brier',
    ]),
  ];
}

function screeningSection({ summary, top }: RunResult): string[] {
  const { screening, screening_neutral } = summary;
  return [
    '## The whole space',
    keyTable(summary, 'screening.', 'screening.suggested.'),
    'Every compound was scored once with every one visited and once with bounds: counts and list are the same. Few of these ' +
      'compounds can exist; the list ranks the student far outside the compositions that it learned from, and shows ' +
      'only that the space was searched in full.',
    `The first 10 of ${top.length} in top.csv:`,
    markdownTable(
      TOP_HEADER,
      top.slice(0, 10).map((row) => row.map(cellText)),
    ),
    `By the most electronegative element, the ${MOST_ANIONS} that stand in most compounds (all: summary.json):`,
    anionTable(screening.by_anion),
    `The charge-neutral ones (${screening_neutral.filters.oxidation_states} oxidation states, one for each element):`,
    anionTable(screening_neutral.by_anion),
  ];
}

function anionTable(rows: readonly ElementCount[]): string {
  const most = [...rows].sort((a, b) => b.scored - a.scored || (a.symbol < b.symbol ? -1 : 1)).slice(0, MOST_ANIONS);
  return markdownTable(
    ['element', 'compounds', 'called fast', 'share'],
    most.map(({ symbol, scored, fast }) => [symbol, numberText(scored), numberText(fast), numberText(fast / scored)]),
  );
}

function suggestedSection(summary: Summary): string[] {
  return [
    '## What the paper suggests',
    'A rank is the number of compounds with at least the same score; a percentile is the share that scores less. Nothing was ' +
      'tuned to move them. A student repeats its teacher, and this teacher, trained on some forty measurements, calls few ' +
      'lithium oxides fast: its own probability for the known structures of a compound, where there are any, stands beside. ' +
      'Most compounds of the space are called fast because they are unlike anything that was labelled; without the ' +
      'domain a rank among them says little.',
    keyTable(summary, 'screening.suggested.'),
  ];
}

const cellText = (cell: string | number): string => (typeof cell === 'number' ? numberText(cell) : cell);

function keyTable({ numbers }: Summary, prefix: string, without?: string): string {
  const rows = Object.entries(numbers)
    .filter(([key]) => key.startsWith(prefix) && !(without !== undefined && key.startsWith(without)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { value, unit, n }]) => [key.slice(prefix.length), numberText(value), unit, numberText(n)]);
  return markdownTable(['number', 'value', 'unit', 'n'], rows);
}

/** One line for each subject that has numbers ending in the columns' names. */
function scoreTable({ numbers }: Summary, prefix: string, columns: readonly string[], ending = ''): string {
  const subjects = new Set<string>();
  for (const key of Object.keys(numbers)) {
    const subject = key.slice(prefix.length, key.lastIndexOf('.'));
    if (key.startsWith(prefix) && subject.endsWith(ending)) subjects.add(subject);
  }
  const rows = [...subjects].map((subject) => {
    const cells = columns.map((column) => {
      const number = numbers[`${prefix}${subject}.${column}`];
      if (!number) return '';
      const interval = intervalText(number);
      return interval ? `${numberText(number.value)} (${interval})` : numberText(number.value);
    });
    const { n } = numbers[`${prefix}${subject}.${columns[0]}`]!;
    return [ending ? subject.slice(0, -ending.length) : subject, numberText(n), ...cells];
  });
  return markdownTable(['model', 'n', ...columns], rows);
}
