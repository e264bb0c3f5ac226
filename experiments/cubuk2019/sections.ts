import { type ElementCount, topHeader } from 'ionsieve/experiment';
import { intervalText, markdownTable, numberText } from 'ionsieve/report';
import type { TransferSummary } from './found.ts';
import { shortlistSection } from './shortlist-section.ts';
import type { Judgement } from './teachers.ts';

const MOST_ANIONS = 15;

/**
 * What stands in the report below the paper's numbers.
 * @example transferSections(summary)[0]; // '## Teachers on the measured materials'
 */
export function transferSections(summary: TransferSummary): string[] {
  return [
    ...teacherSection(summary),
    ...labelSection(summary),
    ...studentSection(summary),
    ...calibrationSection(summary),
    ...externalSection(summary),
    ...screeningSection(summary),
    ...suggestedSection(summary),
    ...shortlistSection(summary),
  ];
}

function teacherSection(summary: TransferSummary): string[] {
  return [
    '## Teachers on the measured materials',
    'Leave-one-out unless the name says otherwise; the recipes were fixed before any score was seen. A floor stands ' +
      'beside the models: the majority of the training rows, and the nearest neighbour.',
    scoreTable(
      summary,
      summary.teachers.map((name) => [name, `teacher.${name}`]),
      ['accuracy', 'balanced_accuracy', 'mcc', 'f1', 'auc', 'permutation_p'],
    ),
    'Misjudged materials, with what the measurement says:',
    summary.teachers.map((name) => `- ${name}: ${misjudged(summary.judgements[name]!)}`).join('\n'),
  ];
}

function misjudged(rows: readonly Judgement[]): string {
  const wrong = rows.filter(({ correct }) => !correct);
  const names = wrong.map(({ formula, fast }) => `${formula} (${fast ? 'fast' : 'slow'})`);
  return `${wrong.length} of ${rows.length}${names.length > 0 ? `: ${names.join(', ')}` : ''}`;
}

function labelSection(summary: TransferSummary): string[] {
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

function studentSection(summary: TransferSummary): string[] {
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
      `formulas before these folds were drawn. Tensors on: ${summary.tensor_backend}.`,
    ...groupings.flatMap(([ending, title]) => [
      `### ${title}`,
      scoreTable(
        summary,
        summary.students.map((name) => [name, `student.${name}.${ending}`]),
        columns,
      ),
    ]),
  ];
}

function calibrationSection({ calibration, screening_student }: TransferSummary): string[] {
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

function externalSection(summary: TransferSummary): string[] {
  const { numbers, screening_student, students } = summary;
  const screening = [screening_student, ...students.filter((name) => name !== screening_student)];
  const subjects = [
    'obelix_structures.published',
    ...screening.flatMap((name) => [`obelix.${name}`, `liverpool.${name}`]),
  ];
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
    scoreTable(
      summary,
      subjects.map((name) => [name, `external.${name}`]),
      ['auc', 'mcc', 'spearman', 'enrichment_1_percent', 'enrichment_10_percent', 'brier'],
    ),
  ];
}

function screeningSection(summary: TransferSummary): string[] {
  const { screening, screening_neutral, top } = summary;
  return [
    '## The whole space',
    keyTable(summary, 'screening.', 'screening.suggested.'),
    'Every compound was scored once with every one visited and once with bounds: counts and list are the same. Few of these ' +
      'compounds can exist; the list ranks the student far outside the compositions that it learned from, and shows ' +
      'only that the space was searched in full.',
    `The first ${top.first.length} of ${top.listed} in top.csv:`,
    markdownTable(
      topHeader(),
      top.first.map((row) => row.map(cellText)),
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

function suggestedSection(summary: TransferSummary): string[] {
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

function keyTable({ numbers }: TransferSummary, prefix: string, without?: string): string {
  const rows = Object.entries(numbers)
    .filter(([key]) => key.startsWith(prefix) && !(without !== undefined && key.startsWith(without)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { value, unit, n }]) => [key.slice(prefix.length), numberText(value), unit, numberText(n)]);
  return markdownTable(['number', 'value', 'unit', 'n'], rows);
}

/** One line for each subject, by the start of the keys of its numbers; none for one without numbers. */
function scoreTable(
  { numbers }: TransferSummary,
  subjects: readonly (readonly [name: string, key: string])[],
  columns: readonly string[],
): string {
  const rows = subjects.flatMap(([name, key]) => {
    const first = numbers[`${key}.${columns[0]}`];
    if (!first) return [];
    const cells = columns.map((column) => {
      const number = numbers[`${key}.${column}`];
      if (!number) return '';
      const interval = intervalText(number);
      return interval ? `${numberText(number.value)} (${interval})` : numberText(number.value);
    });
    return [[name, numberText(first.n), ...cells]];
  });
  return markdownTable(['model', 'n', ...columns], rows);
}
