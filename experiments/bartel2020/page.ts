/** The report on formation energies. */
import type { OwnSummary } from 'ionsieve/experiment';
import { type Figure, HUES, intervalText, markdownTable, numberText, percent, type ReportPage } from 'ionsieve/report';
import { LIMITS, UNSTABLE } from './decisions.ts';
import type { EnergyFound } from './define.ts';

type EnergySummary = OwnSummary<EnergyFound>;

/**
 * What the energies are worth, beside the floors and what was published.
 * @example energyPage(summary).figures[0]?.file; // 'decisions.svg'
 */
export function energyPage(summary: EnergySummary): ReportPage {
  const value = (key: string) => numberText(summary.numbers[key]?.value ?? null);
  const short = (key: string) => summary.numbers[key]!.value!.toPrecision(2);
  return {
    sections: [
      '## How far off the energies are',
      `On chemical systems that it has not seen, the network is ${short('by_system.network.mae')} eV/atom off in the mean; the value of the nearest known composition is ` +
        `${short('by_system.nearest-composition.mae')}, the median ${short('by_system.median.mae')}. The compounds are ${value('data.compounds')} in ${value('data.systems')} chemical systems.`,
      table(summary, ['mae', 'rmse'], [['eV/atom', '']]),
      `What ships, data/models/formation-energy.json, learned all of them. Its ${percent(summary.coverage)} interval is ${short('interval.half_width')} eV/atom to each ` +
        'side, as wide as the errors on unseen systems.',
      '## Whether they tell what is stable',
      `${decisionText(summary)} A compound counts as near the hull where its own energy is at most so far above the most stable mixture of all other phases; it is ` +
        'called so where its predicted energy is. The mixture is computed from known energies, as for a candidate. Most compounds of the table are near the hull; of the compounds of a screening far fewer are, so that its precision is lower.',
      ...LIMITS.flatMap((limit) => [
        `### Within ${limit} eV/atom of the other phases: ${percent(summary.numbers[`data.within_${limit}`]!.value!)} of the compounds`,
        table(summary, ['precision', 'recall', 'accuracy', 'f1', 'false_positive_rate'], [['', `within_${limit}.`]]),
      ]),
      '## What was published',
      'Bartel et al. 2020 found mean absolute errors of 0.06 to 0.1 eV/atom for good models of composition, and that stability follows poorly. On 13,659 ' +
        'candidates of Li, Mn, another transition metal and O, of which 9 are stable, their five-fold models called 470 to 685 stable (3.4 to 5.0 %), 1 of the 9 among them (table 1, all six models). ' +
        'Models that they trained to tell stable from unstable reach an accuracy of 0.72 to 0.79, F1 of 0.63 to 0.73 and false positive rates of 0.15 to 0.22 (supplement, table 2; at 0 eV/atom). ' +
        'Figures from the tables in the public repository of the paper, CJBartel/TestStabilityML. They hold out compositions, we whole chemical systems; they build hulls from predictions, we hold each prediction against known phases.',
      '## What this does not tell',
      'A composition has many structures, and the table holds the lowest of each. An energy above the hull of zero kelvin does not say whether a compound can be made: ' +
        'metastable ones are, stable ones are not always. The energies are those of one functional and one snapshot.',
    ],
    figures: [decisionFigure(summary)],
  };
}

const SUBJECTS = ['network', 'nearest-composition', 'median', UNSTABLE];

function table({ numbers }: EnergySummary, metrics: readonly string[], [[unit, prefix]]: [[string, string]]): string {
  const header = metrics.map((metric) => `${metric.replaceAll('_', ' ')}${unit && `, ${unit}`}`);
  const shown = SUBJECTS.filter((subject) => unit === '' || subject !== UNSTABLE);
  return markdownTable(
    ['', ...header],
    shown.map((subject) => [
      subject.replaceAll('-', ' '),
      ...metrics.map((metric) => {
        const number = numbers[`by_system.${subject}.${prefix}${metric}`]!;
        return number.value === null ? '-' : `${number.value.toPrecision(2)} (${intervalText(number)})`;
      }),
    ]),
  );
}

function decisionText({ numbers }: EnergySummary): string {
  const share = (key: string) => percent(numbers[key]!.value!);
  const of = (limit: number) =>
    `of those that it calls within ${limit} eV/atom ${share(`by_system.network.within_${limit}.precision`)} are, and it finds ${share(`by_system.network.within_${limit}.recall`)} of those that are`;
  return `Only in part: ${of(0.05)}; ${of(0.1)}.`;
}

function decisionFigure({ decisions, numbers }: EnergySummary): Figure {
  const { n } = numbers['data.compounds']!;
  const values = Object.entries(decisions).flatMap(([subject, points]) =>
    points.flatMap(({ limit, precision, recall }) =>
      precision === null ? [] : [{ subject: subject.replaceAll('-', ' '), limit, precision, recall }],
    ),
  );
  return {
    file: 'decisions.svg',
    caption:
      'Precision against recall of compounds within 0.05 eV/atom of all other phases, as the limit on the predicted energy above them goes from -0.4 to 0.4 eV/atom. ' +
      `n = ${numberText(n)}.`,
    spec: {
      title: 'How well predicted energies find compounds near the hull',
      width: 420,
      height: 300,
      data: { values },
      mark: { type: 'line', point: true },
      encoding: {
        x: {
          field: 'recall',
          type: 'quantitative',
          title: 'recall (share of those near the hull)',
          scale: { domain: [0, 1] },
        },
        y: {
          field: 'precision',
          type: 'quantitative',
          title: 'precision (share of those called near it)',
          scale: { domain: [0, 1] },
        },
        color: { field: 'subject', type: 'nominal', scale: { range: [...HUES] }, title: null },
        order: { field: 'limit' },
      },
    },
  };
}
