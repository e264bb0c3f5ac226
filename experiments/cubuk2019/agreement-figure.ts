import { COLOURS, type Figure, numberText, ONCE } from 'ionsieve/report';
import type { TransferSummary } from './found.ts';

/**
 * What the student says of formulas that it has not seen, against what the teacher says, as a heat map of counts; none where there is
 * nothing to draw.
 * @example agreementFigure(summary)[0].file; // 'teacher-student.svg'
 */
export function agreementFigure({ agreement }: Pick<TransferSummary, 'agreement'>): Figure[] {
  if (agreement === null) return [];
  const { student, lower_edge: from, width, counts } = agreement;
  const edge = (bin: number) => from + bin * width;
  const values = counts.flatMap((row, up) =>
    row.flatMap((formulas, across) =>
      formulas === 0 ? [] : [{ x: edge(across), x2: edge(across + 1), y: edge(up), y2: edge(up + 1), formulas }],
    ),
  );
  const all = counts.flat();
  const n = all.reduce((sum, count) => sum + count, 0);
  const scale = { domain: [from, edge(counts.length)], nice: false };
  const axis = { values: [-12, -8, -4, 0, 4, 8, 12], grid: false };
  const x = { type: 'quantitative', title: "teacher's log-odds of fast conduction", scale, axis } as const;
  const y = { type: 'quantitative', title: "student's log-odds, formula not seen", scale, axis } as const;
  return [
    {
      file: 'teacher-student.svg',
      caption:
        `What ${student} says of formulas of chemical systems that it has not seen, against the mean of the teacher's probabilities ` +
        `(n = ${numberText(n)} formulas with a real anion; the outermost squares hold all that lies beyond; above and right of the dashed ` +
        'lines: called fast).',
      spec: {
        title: 'Teacher against student',
        width: 400,
        height: 400,
        data: { values },
        layer: [
          {
            mark: { type: 'rect' },
            encoding: {
              x: { ...x, field: 'x' },
              x2: { field: 'x2' },
              y: { ...y, field: 'y' },
              y2: { field: 'y2' },
              color: {
                field: 'formulas',
                type: 'quantitative',
                title: 'formulas',
                scale: { scheme: 'viridis', type: 'log', domain: [1, Math.max(...all)], nice: false },
                legend: { values: [1, 10, 100, 1000].filter((count) => count <= Math.max(...all)) },
              },
            },
          },
          {
            data: ONCE,
            mark: { type: 'rule', strokeDash: [4, 3], color: COLOURS.plain },
            encoding: { x: { datum: 0 } },
          },
          {
            data: ONCE,
            mark: { type: 'rule', strokeDash: [4, 3], color: COLOURS.plain },
            encoding: { y: { datum: 0 } },
          },
        ],
      },
    },
  ];
}
