import { type Figure, numberText } from 'ionsieve/report';
import type { TransferSummary } from './found.ts';

/** Pairs in fewer formulas are grey. */
const LEAST_PAIR = 5;

/** Elements in fewer formulas are left out. */
const LEAST_ELEMENT = 20;

/**
 * Share of known formulas that the teacher calls fast, by anion and further element.
 * @example anionByCationFigure(summary).file; // 'anion-by-cation.svg'
 */
export function anionByCationFigure({
  anion_by_cation: { anions, cations, formulas, fast },
}: Pick<TransferSummary, 'anion_by_cation'>): Figure {
  const total = (column: number) => formulas.reduce((sum, row) => sum + row[column]!, 0);
  const shown = cations.flatMap((cation, column) => (total(column) < LEAST_ELEMENT ? [] : [{ cation, column }]));
  const values = anions.flatMap((anion, row) =>
    shown.flatMap(({ cation, column }) => {
      const count = formulas[row]![column]!;
      const share = count < LEAST_PAIR ? null : fast[row]![column]! / count;
      return count === 0 ? [] : [{ anion, cation, share }];
    }),
  );
  const pairs = shown.reduce((sum, { column }) => sum + total(column), 0);
  return {
    file: 'anion-by-cation.svg',
    caption:
      'Share of known formulas that the teacher calls fast, by anion and each further element beside lithium (labels of known structures: a ' +
      `screening counts elements and anions, not their pairs; n = ${numberText(pairs)} pairs of a formula and an element; grey: fewer than ` +
      `${LEAST_PAIR} formulas; elements in fewer than ${LEAST_ELEMENT} are left out).`,
    spec: {
      title: 'Known structures that the teacher calls fast, by anion and cation',
      width: { step: 12 },
      height: { step: 20 },
      data: { values },
      mark: { type: 'rect', invalid: 'show' },
      encoding: {
        x: {
          field: 'cation',
          type: 'nominal',
          sort: shown.map(({ cation }) => cation),
          title: 'further element (by atomic number)',
          scale: { paddingInner: 0.06 },
          axis: { labelAngle: 0, labelFontSize: 7.5, labelOverlap: false, ticks: false },
        },
        y: {
          field: 'anion',
          type: 'nominal',
          sort: [...anions],
          title: 'anion',
          scale: { paddingInner: 0.04 },
          axis: { ticks: false },
        },
        color: {
          condition: { test: 'datum.share === null', value: '#dddddd' },
          field: 'share',
          type: 'quantitative',
          title: 'share called fast',
          scale: { scheme: 'viridis', domain: [0, 1] },
          legend: { format: '%', orient: 'top', direction: 'horizontal', gradientLength: 240 },
        },
      },
    },
  };
}
