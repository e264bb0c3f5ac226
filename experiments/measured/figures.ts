/** The figures of an experiment on measured conductivities. */

import {
  COLOURS,
  curveFigures,
  type DrawnCurves,
  type Figure,
  funnelFigure,
  learningCurveFigure,
  numberText,
  ONCE,
  reliabilityFigure,
} from 'ionsieve/report';
import type { MeasuredSummary } from './found.ts';

/** The columns of the main table, as keys of numbers begin and as a reader wants them. */
export const COLUMNS = {
  'obelix.by_composition': 'OBELiX, unseen compositions',
  'obelix.by_doi': 'OBELiX, unseen papers',
  'obelix.by_family': 'OBELiX, unseen families',
  liverpool: 'Liverpool, not in OBELiX',
  liverpool_new_papers: 'Liverpool, nor from its papers',
} as const;

/**
 * Every figure of a summary.
 * @example measuredFigures(summary).map(({ file }) => file);
 */
export function measuredFigures(summary: MeasuredSummary): Figure[] {
  return [
    aucFigure(summary),
    ...curveFigures(studentCurves(summary)),
    ...reliabilityFigure(
      summary.calibration,
      'the students chosen within each fold, on materials of unseen papers',
      'share measured fast (1e-4 S/cm and more)',
      'papers',
    ),
    learningCurves(summary),
    ...(summary.shortlist === null ? [] : [funnelFigure(summary.shortlist.screening)]),
  ];
}

/** A row for unseen papers, a row for Liverpool; the students in order of their AUC on unseen papers. */
function studentCurves({ curves, numbers }: MeasuredSummary): DrawnCurves {
  const score: DrawnCurves['score'] = ({ student, set }, name) =>
    name === 'auc' ? numbers[`${set}.${student}.auc`] : undefined;
  const bySet = ['obelix.by_doi', 'liverpool'].map((set) => curves.students.filter((one) => one.set === set));
  const auc = (student: string) => numbers[`obelix.by_doi.${student}.auc`]?.value ?? 0;
  const names = bySet[0]!.map(({ student }) => student).sort((a, b) => auc(b) - auc(a));
  const [papers, liverpool] = bySet.map((set) => numberText(set[0]?.n ?? 0));
  return {
    curves,
    score,
    panels: bySet.flatMap((_, i) =>
      names.map((student) => ({
        student,
        set: ['obelix.by_doi', 'liverpool'][i]!,
        title: [['OBELiX, unseen papers', 'Liverpool'][i]!, student],
      })),
    ),
    columns: names.length,
    judged: `students on measured conductivities that they have not seen, n = ${papers} compositions of OBELiX and ${liverpool} of Liverpool`,
    drawn: 'papers',
  };
}

function aucFigure({ numbers, students }: MeasuredSummary): Figure {
  const names = [...students.map(({ name }) => name), 'chosen'];
  const values = Object.entries(COLUMNS).flatMap(([column, title]) =>
    names.flatMap((student) => {
      const number = numbers[`${column}.${student}.auc`];
      if (!number) return [];
      return [{ student, title, value: number.value, low: number.interval?.[0], high: number.interval?.[1] }];
    }),
  );
  const y = { field: 'student', type: 'nominal', sort: names, title: null, axis: { labelLimit: 320 } } as const;
  const scale = { domain: [0, 1] };
  const n = Object.keys(COLUMNS).map((column) => numbers[`${column}.chosen.auc`]?.n ?? 0);
  return {
    file: 'auc.svg',
    caption:
      'How well students rank measured conductivities that they have not seen: area under the ROC curve at 1e-4 S/cm ' +
      `(n = ${n.join(', ')} compositions; bars: 95 % bootstrap over what was held out together; dashed: chance).`,
    spec: {
      title: 'Students held against measured conductivities',
      data: { values },
      facet: {
        column: {
          field: 'title',
          type: 'nominal',
          sort: Object.values(COLUMNS),
          title: null,
          header: { labelExpr: "split(datum.value, ', ')" },
        },
      },
      spec: {
        width: 116,
        height: { step: 17 },
        layer: [
          {
            data: ONCE,
            mark: { type: 'rule', strokeDash: [4, 3], color: COLOURS.plain },
            encoding: { x: { datum: 0.5 } },
          },
          {
            mark: { type: 'rule', color: COLOURS.plain },
            encoding: {
              y,
              x: { field: 'low', type: 'quantitative', title: 'AUC', scale },
              x2: { field: 'high' },
            },
          },
          {
            mark: { type: 'point', filled: true, size: 45, clip: true },
            encoding: {
              y,
              x: { field: 'value', type: 'quantitative', scale },
              color: {
                condition: { test: "datum.student === 'chosen'", value: COLOURS.fast },
                value: COLOURS.slow,
              },
            },
          },
        ],
      },
    },
  };
}

function learningCurves({ numbers }: MeasuredSummary): Figure {
  const values = Object.entries(numbers).flatMap(([key, { value, n }]) => {
    const [, student, size] = /^curve\.(.+)\.(\d+)\.auc$/.exec(key) ?? [];
    return student ? [{ student, size: Number(size), value, n }] : [];
  });
  return learningCurveFigure({
    file: 'learning-curves.svg',
    title: 'Learning curves on unseen papers',
    caption:
      'What transfer is worth: AUC on unseen papers against the number of measurements, with and without what a teacher knows ' +
      `(pairs of materials within 8 folds, and the draws within them, n = ${Math.max(0, ...values.map(({ n }) => n))} in all; OBELiX).`,
    axes: { x: 'measurements to learn from', y: 'AUC', who: 'student' },
    values,
  });
}
