/** The figures of the study, as Vega-Lite specifications over its summary. */
import type { StoredCurves } from 'ionsieve/experiment';
import {
  COLOURS,
  COUNT_LABELS,
  curveFigures,
  type DrawnCurves,
  type Figure,
  funnelFigure,
  reliabilityFigure,
} from 'ionsieve/report';
import { agreementFigure } from './agreement-figure.ts';
import { anionByCationFigure } from './anion-by-cation-figure.ts';
import type { TransferSummary } from './found.ts';
import { judgementsFigure } from './judgements-figure.ts';
import { periodicLayout } from './periodic-layout.ts';

/**
 * Every figure of a summary.
 * @example transferFigures(summary).map(({ file }) => file);
 */
export function transferFigures(summary: TransferSummary): Figure[] {
  return [
    periodicTable(summary),
    studentScores(summary),
    ...curveFigures(studentCurves(summary)),
    ...reliabilityFigure(
      summary.calibration,
      `${summary.screening_student} on formulas of unseen chemical systems with a real anion`,
      'share that the teacher calls fast',
      GROUPS,
    ),
    ...agreementFigure(summary),
    anionByCationFigure(summary),
    scoreHistogram(summary),
    funnelFigure(summary.shortlist.screening),
    judgementsFigure(summary),
  ];
}

/** What is drawn together for intervals of students. */
const GROUPS = 'chemical systems';

/** Best AUC first. */
function studentCurves({ curves, numbers }: TransferSummary): DrawnCurves {
  const score: DrawnCurves['score'] = ({ student }, name) => numbers[`student.${student}.by_system.real_anion.${name}`];
  const auc = (one: StoredCurves) => score(one, 'auc')?.value ?? 0;
  const students = [...curves.students].sort((a, b) => auc(b) - auc(a));
  return {
    curves,
    score,
    panels: students.map(({ student, set }) => ({ student, set, title: [student] })),
    columns: 4,
    judged: `students against the teacher's labels, unseen chemical systems, compounds with a real anion, n = ${big(students[0]?.n ?? 0)} formulas`,
    drawn: GROUPS,
  };
}

const big = (value: number): string => value.toLocaleString('en-US');

function periodicTable({ screening }: TransferSummary): Figure {
  const cells = periodicLayout();
  const shares = new Map(screening.by_element.map((row) => [row.symbol, row.fast / row.scored]));
  const values = [...cells].map(([symbol, cell]) => ({ symbol, ...cell, share: shares.get(symbol) ?? null }));
  const position = {
    x: { field: 'column', type: 'ordinal', axis: null },
    y: { field: 'row', type: 'ordinal', axis: null },
  } as const;
  return {
    file: 'periodic-table.svg',
    caption:
      'Share of the compounds containing each element that the student calls fast ' +
      `(n = ${big(screening.scored)} compounds in all).`,
    spec: {
      title: 'Share called fast, of all compounds with the element',
      width: 720,
      height: 380,
      data: { values },
      layer: [
        {
          mark: { type: 'rect', stroke: 'white' },
          encoding: {
            ...position,
            color: {
              field: 'share',
              type: 'quantitative',
              title: 'share',
              scale: { scheme: 'viridis', domain: [0, 1] },
              legend: { format: '%' },
            },
          },
        },
        {
          mark: { type: 'text', fontSize: 12 },
          encoding: {
            ...position,
            text: { field: 'symbol', type: 'nominal' },
            color: {
              condition: { test: 'datum.share !== null && datum.share < 0.6', value: 'white' },
              value: 'black',
            },
          },
        },
      ],
    },
  };
}

function studentScores({ numbers }: TransferSummary): Figure {
  const ending = '.by_system.real_anion.mcc';
  const values = Object.entries(numbers)
    .filter(([key]) => key.startsWith('student.') && key.endsWith(ending))
    .map(([key, { value, interval, n }]) => ({
      student: key.slice('student.'.length, -ending.length),
      value,
      low: interval?.[0],
      high: interval?.[1],
      n,
    }))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const y = { field: 'student', type: 'nominal', sort: null, title: null } as const;
  return {
    file: 'students.svg',
    caption:
      'Agreement of students and floors with the teacher on chemical systems that they never saw, compounds with a ' +
      `real anion (n = ${big(values[0]?.n ?? 0)} formulas; bars: 95 % bootstrap over chemical systems).`,
    spec: {
      title: 'Students and floors against the teacher, unseen chemical systems',
      width: 480,
      height: { step: 26 },
      data: { values },
      layer: [
        {
          mark: { type: 'rule', color: COLOURS.plain },
          encoding: {
            y,
            x: { field: 'low', type: 'quantitative', title: 'Matthews correlation coefficient' },
            x2: { field: 'high' },
          },
        },
        {
          mark: { type: 'point', filled: true, size: 70, color: COLOURS.slow },
          encoding: { y, x: { field: 'value', type: 'quantitative' } },
        },
      ],
    },
  };
}

function scoreHistogram({ screening }: TransferSummary): Figure {
  const { lower_edge, width, counts } = screening.histogram!;
  const values = counts.map((count, bin) => ({
    from: lower_edge + bin * width,
    to: lower_edge + (bin + 1) * width,
    count,
    called: lower_edge + (bin + 0.5) * width >= 0 ? 'fast' : 'slow',
  }));
  return {
    file: 'score-histogram.svg',
    caption: `Log-odds of fast conduction over the whole space (n = ${big(screening.scored)} compounds).`,
    spec: {
      title: 'Scores of the whole space',
      width: 640,
      height: 240,
      data: { values: values.filter(({ count }) => count > 0) },
      mark: { type: 'bar', binSpacing: 0 },
      encoding: {
        x: { field: 'from', type: 'quantitative', title: 'log-odds of fast conduction' },
        x2: { field: 'to' },
        y: { field: 'count', type: 'quantitative', title: 'compounds', axis: { labelExpr: COUNT_LABELS } },
        y2: { datum: 0 },
        color: {
          field: 'called',
          type: 'nominal',
          title: 'called',
          scale: { domain: ['fast', 'slow'], range: [COLOURS.fast, COLOURS.slow] },
        },
      },
    },
  };
}
