/** The written report of an experiment on measured conductivities. */

import type { Measured } from 'ionsieve/experiment';
import { intervalText, markdownTable, numberText, percent } from 'ionsieve/report';
import { COLUMNS } from './figures.ts';
import type { MeasuredSummary } from './found.ts';
import { gainSection } from './gain-section.ts';
import { rankingSection } from './ranking-section.ts';
import { shippedSection } from './shipped-section.ts';
import { shortlistSection } from './shortlist-section.ts';

/** What each family of students learns from. */
const FAMILIES: Readonly<Record<MeasuredSummary['students'][number]['family'], string>> = {
  floor: 'floor',
  labels: "(a) the teacher's labels alone, as in the paper",
  measurements: '(b) measurements alone',
  transfer: '(c) pre-trained on labels, tuned on measurements',
  joint: '(d) labels and measurements at once',
  informed: '(e) measurements, with what the labels say as input',
  uncertain: '(f) measurements, kernels and ensembles',
  committee: '(f) the two that were chosen on all of OBELiX, together',
  distilled: 'distilled from a committee, to screen',
};

const METRICS = [
  'auc',
  'mcc',
  'spearman',
  'enrichment_1_percent',
  'enrichment_10_percent',
  'mae_floor_1e-10',
  'mae_floor_1e-15',
  'brier',
];

/**
 * The report, from the summary alone.
 * @example reportMarkdown({ sections: measuredSections(summary), figures: measuredFigures(summary) });
 */
export function measuredSections(summary: MeasuredSummary): string[] {
  return [
    `Tensors on: ${summary.tensor_backend}. What was held out together (papers, families) is drawn together behind intervals.`,
    '## In plain words',
    ...plainWords(summary),
    '## The table',
    mainTable(summary),
    `Cells: area under the ROC curve for 1e-4 S/cm or more, 95 % interval, n. \`chosen\` is what nested cross-validation gives: in ` +
      'every fold the two best among those that tell a conductivity are chosen anew, by AUC on unseen papers within the other folds alone, and ' +
      'answer together. ' +
      'The members of `committee` were chosen on all rows: its own row is a little optimistic, ' +
      'and `chosen` is the number to quote. ' +
      'Teachers and students are judged only on compositions that are not among the forty that the teacher learned from; students of ' +
      'measurements may learn from those. Where families leave, what a teacher knows of the family from the forty stays. ' +
      'Floors fall below 0.5 where the other folds are the opposite of the one that is held out.',
    ...shippedSection(summary),
    '## Data',
    ...dataSection(summary),
    '## All measures',
    'Enrichment is how many times more fast conductors the best 1 % and 10 % of a ranking hold than the whole. Errors are in decades ' +
      'of conductivity; what lies below detection counts as 1e-10 or as 1e-15 S/cm, which alone moves them by tenths. ' +
      'The Brier score is of probabilities calibrated on the other folds.',
    ...Object.entries(COLUMNS).flatMap(([column, title]) => [`### ${title}`, measureTable(summary, column)]),
    '### The teacher itself, on structures',
    'The published model on the OBELiX materials whose structure is known: what a student could learn from it at best.',
    measureTable(summary, 'obelix.structures', ['published']),
    '## What transfer is worth',
    ...gainSection(summary),
    curveTable(summary),
    'AUC on unseen papers after learning from that many measurements: pairs of materials within a fold, over 8 folds and the draws within ' +
      'them, with an interval over folds.',
    '## How sure it is',
    ...intervalSection(summary),
    '## Where it can be believed',
    'The committee that predicts, family by family: with the other papers of the family known, and with nothing of the family known. Errors are mean ' +
      'absolute errors of log10 of the conductivity, with the floor at 1e-10. A family without both classes has no AUC.',
    familyTable(summary),
    '## What was chosen',
    choiceTable(summary),
    'In how many folds each was among the two, of all folds; behind it its mean AUC on the inner folds. The rule was fixed by comparing ten on ' +
      'other draws of the folds by paper, after two others had been seen on these (families cannot be drawn anew), so that a little optimism ' +
      'is left: see the head of experiments/measured.ts.',
    '## What it costs to screen',
    ...rankingSection(summary),
    ...shortlistSection(summary),
  ];
}

/** What the numbers mean, each sentence following the numbers of the run. */
function plainWords({ numbers, paper_student, measured_wins, members }: MeasuredSummary): string[] {
  const auc = (column: string, student: string): Measured =>
    numbers[`${column}.${student}.auc`] ?? { value: null, unit: 'score', n: 0 };
  const papers = auc('obelix.by_doi', paper_student);
  const elsewhere = auc('liverpool', paper_student);
  const chosen = auc('obelix.by_doi', 'chosen');
  const families = auc('obelix.by_family', 'chosen');
  const verdict =
    beatsChance(papers) || beatsChance(elsewhere) ? 'a little better than chance at most' : 'no better than chance';
  return [
    `**The paper's student** (${paper_student}: composition in, the teacher's opinion out) repeats its teacher well, and ranks measured ` +
      `conductivities ${verdict}: AUC ${withInterval(papers)} on OBELiX, ${withInterval(elsewhere)} on Liverpool. It can say how ` +
      'the teacher would judge relatives of known structures. It cannot say which of two compositions conducts better, and its list is no ' +
      'ground to synthesise anything.',
    `**The student of measurements** (${members.join(' and ')} together, chosen on nested folds) reaches ${withInterval(chosen)} on materials from papers ` +
      `that it has not seen, and ${withInterval(families)} on families of structures that it has not seen: it interpolates among known ` +
      'families, and of a family without a measurement it knows little. ' +
      (measured_wins
        ? 'It ranks measured materials better than the paper’s student on the same folds, and is the default of `screen` and `predict`.'
        : 'It does not rank measured materials better than the paper’s student, which stays the default.'),
  ];
}

function beatsChance({ interval }: Measured): boolean {
  return interval?.[0] !== null && interval?.[0] !== undefined && interval[0] > 0.5;
}

function withInterval(number: Measured): string {
  return `${numberText(number.value)} (${intervalText(number)})`;
}

function mainTable({ numbers, students }: MeasuredSummary): string {
  const rows = [...students, { name: 'chosen', family: null }].map(({ name, family }) => [
    name,
    family === null ? 'nested choice' : FAMILIES[family],
    ...Object.keys(COLUMNS).map((column) => {
      const number = numbers[`${column}.${name}.auc`];
      return number ? `${withInterval(number)}, n = ${number.n}` : 'does not rank';
    }),
  ]);
  return markdownTable(['student', 'learns from', ...Object.values(COLUMNS)], rows);
}

function dataSection({ numbers }: MeasuredSummary): string[] {
  const rows = Object.entries(numbers)
    .filter(([key]) => key.startsWith('data.'))
    .map(([key, { value, unit }]) => [key.slice('data.'.length), numberText(value), unit]);
  return [
    markdownTable(['number', 'value', 'unit'], rows),
    'OBELiX: the training split alone; its test split was never seen. Rows of one composition are one material with the median of its ' +
      'measurements. Papers that share a composition are one group, so that by paper also means by composition. Families of fewer than ' +
      'five materials leave together. Liverpool: 15 to 35 degrees Celsius, without compositions of OBELiX or of the forty. ' +
      'In this table Liverpool is never learned from.',
  ];
}

function measureTable(summary: MeasuredSummary, column: string, names?: readonly string[]): string {
  const { numbers } = summary;
  const students = names ?? [...summary.students.map(({ name }) => name), 'chosen'];
  const rows = students.map((name) => [
    name,
    ...METRICS.map((metric) => {
      const number = numbers[`${column}.${name}.${metric}`];
      return number ? withInterval(number) : '';
    }),
  ]);
  return markdownTable(['student', ...METRICS.map((metric) => metric.replaceAll('_', ' '))], rows);
}

function curveTable({ numbers }: MeasuredSummary): string {
  const points = Object.entries(numbers).flatMap(([key, number]) => {
    const [, student, size] = /^curve\.(.+)\.(\d+)\.auc$/.exec(key) ?? [];
    return student ? [{ student, size: Number(size), number }] : [];
  });
  const sizes = [...new Set(points.map(({ size }) => size))].sort((a, b) => a - b);
  const students = [...new Set(points.map(({ student }) => student))];
  const rows = students.map((student) => [
    student,
    ...sizes.map((size) =>
      withInterval(points.find((point) => point.student === student && point.size === size)!.number),
    ),
  ]);
  return markdownTable(['student', ...sizes.map(String)], rows);
}

function intervalSection({ numbers, calibration, coverage }: MeasuredSummary): string[] {
  const rows = Object.entries(numbers)
    .filter(([key]) => key.startsWith('interval.'))
    .map(([key, number]) => [
      key.slice('interval.'.length),
      numberText(number.value),
      intervalText(number),
      number.unit,
      numberText(number.n),
    ]);
  return [
    `Intervals are conformal: half widths are so many of the student’s own standard deviations that ${percent(coverage)} of held-out materials lie ` +
      'inside. Near to a measured material they are set on unseen papers, elsewhere on unseen families. Coverage is of folds, papers ' +
      'and a set on which they were not set.',
    markdownTable(['number', 'value', 'interval', 'unit', 'n'], rows),
    'Probabilities of the chosen students on unseen papers:',
    markdownTable(
      ['probability', 'materials', 'mean probability', 'share measured fast', '95 % interval'],
      calibration.map(({ low, high, n, meanProbability, fractionPositive, interval }) => [
        `${numberText(low)} to ${numberText(high)}`,
        numberText(n),
        n === 0 ? '' : numberText(meanProbability),
        n === 0 ? '' : numberText(fractionPositive),
        intervalText({ interval }),
      ]),
    ),
  ];
}

function familyTable({ numbers }: MeasuredSummary): string {
  const families = Object.keys(numbers).flatMap((key) => /^family\.(.+)\.materials$/.exec(key)?.[1] ?? []);
  const columns = ['auc_unseen_papers', 'auc_unseen_family', 'mae_unseen_papers', 'mae_unseen_family'];
  const rows = families.map((family) => [
    family,
    ...['materials', 'fast'].map((name) => numberText(numbers[`family.${family}.${name}`]!.value)),
    ...columns.map((column) => {
      const number = numbers[`family.${family}.${column}`]!;
      return number.value === null ? '' : withInterval(number);
    }),
  ]);
  return markdownTable(['family', 'materials', 'fast', ...columns.map((name) => name.replaceAll('_', ' '))], rows);
}

function choiceTable({ choices }: MeasuredSummary): string {
  const title = ({ of, grouping }: MeasuredSummary['choices'][number]) =>
    `${of.replaceAll('_', ' ')}, ${grouping === 'none' ? 'all rows' : `by ${grouping}`}`;
  const groupings = [...new Set(choices.map(title))];
  const candidates = Object.keys(choices[0]?.auc ?? {});
  const rows = candidates.map((name) => [
    name,
    ...groupings.map((grouping) => {
      const folds = choices.filter((choice) => title(choice) === grouping);
      const mean = folds.reduce((sum, { auc }) => sum + auc[name]!, 0) / folds.length;
      return `${folds.filter(({ chosen }) => chosen.includes(name)).length} of ${folds.length}; ${numberText(mean)}`;
    }),
  ]);
  return markdownTable(['candidate', ...groupings], rows);
}
