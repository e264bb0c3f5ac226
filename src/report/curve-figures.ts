/** ROC and precision-recall curves with bands, a panel for each student: bands of several in one panel cannot be read. */
import type { Numbers } from '../experiment/numbers.ts';
import type { CurveGrids, StoredCurves } from '../experiment/stored-curves.ts';
import { type Figure, ONCE } from './figure.ts';
import { COLOURS } from './render.ts';

/** Curves, and how to describe them. */
export interface DrawnCurves {
  readonly curves: { readonly grids: CurveGrids; readonly students: readonly StoredCurves[] };
  /** The number under which a score of a student on a set stands. */
  readonly score: (student: StoredCurves, name: 'auc' | 'average_precision') => Numbers[string] | undefined;
  /** Students and sets in the order of their panels, and what stands above each. */
  readonly panels: readonly { readonly student: string; readonly set: string; readonly title: readonly string[] }[];
  readonly columns: number;
  /** For the captions: what was judged, with n, and what was drawn together. */
  readonly judged: string;
  readonly drawn: string;
}

/** What the two figures differ in. */
interface Kind {
  readonly file: string;
  readonly title: string;
  readonly curve: 'roc' | 'precision';
  readonly score: 'auc' | 'average_precision';
  readonly x: string;
  readonly y: string;
  readonly chance: string;
}

const ROC: Kind = {
  file: 'roc.svg',
  title: 'Receiver operating characteristic',
  curve: 'roc',
  score: 'auc',
  x: 'false positive rate (share)',
  y: 'true positive rate (share)',
  chance: 'the diagonal',
};

const PRECISION: Kind = {
  file: 'precision-recall.svg',
  title: 'Precision and recall',
  curve: 'precision',
  score: 'average_precision',
  x: 'recall (share)',
  y: 'precision (share)',
  chance: 'the share of fast ones',
};

/** Height of a line of a panel's name. */
const LINE = 14;

/**
 * Both figures; none where nothing was drawn.
 * @example curveFigures(drawn).length; // 2
 */
export function curveFigures(drawn: DrawnCurves): Figure[] {
  return drawn.panels.length === 0 ? [] : [ROC, PRECISION].map((kind) => curveFigure(drawn, kind));
}

function curveFigure({ curves, score, panels, columns, judged, drawn }: DrawnCurves, kind: Kind): Figure {
  const grid = kind.curve === 'roc' ? curves.grids.false_positive_rate : curves.grids.recall;
  const found = panels.flatMap(({ student, set, title }) => {
    const one = curves.students.find((each) => each.student === student && each.set === set);
    return one ? [{ one, title: [...title, ...scoreText(score(one, kind.score), kind)] }] : [];
  });
  return {
    file: kind.file,
    caption: `${kind.title} (${judged}; bands: pointwise 95 % bootstrap over ${drawn}; dashed: chance, ${kind.chance}).`,
    spec: {
      title: kind.title,
      columns,
      bounds: 'flush',
      spacing: { row: 76, column: 26 },
      // Axes stand at the left and below the last panel of a column.
      concat: found.map(({ one, title }, place) =>
        panelOf(one, title, grid, kind, { left: place % columns === 0, below: place + columns >= found.length }),
      ),
    },
  };
}

/** A panel, with an axis at the left or below where it is asked for. */
function panelOf(
  one: StoredCurves,
  title: string[],
  grid: readonly number[],
  kind: Kind,
  { left, below }: { readonly left: boolean; readonly below: boolean },
) {
  const scale = { domain: [0, 1] };
  const axis = (there: boolean) => ({ values: [0, 0.5, 1], labels: there, ticks: there, domain: there });
  const x = { field: 'x', type: 'quantitative', title: below ? kind.x : null, scale, axis: axis(below) } as const;
  const y = { type: 'quantitative', title: left ? kind.y : null, scale, axis: axis(left) } as const;
  const place = { x: 0, y: 2 - LINE * title.length, align: 'left', fontSize: 11, lineHeight: LINE } as const;
  const line = { x, y: { ...y, field: 'value' } } as const;
  return {
    width: 140,
    height: 140,
    layer: [
      { data: ONCE, mark: { type: 'text' as const, text: title, ...place } },
      {
        data: { values: chanceLine(one, kind) },
        mark: { type: 'line' as const, strokeDash: [4, 3], strokeWidth: 1, color: COLOURS.plain },
        encoding: line,
      },
      {
        data: { values: points(one, grid, kind) },
        layer: [
          {
            mark: { type: 'area' as const, color: COLOURS.slow, opacity: 0.25 },
            encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
          },
          { mark: { type: 'line' as const, strokeWidth: 1.6, color: COLOURS.slow }, encoding: line },
        ],
      },
    ],
  };
}

function points(one: StoredCurves, grid: readonly number[], { curve }: Kind) {
  const { value, low, high } = one[curve];
  return grid.map((x, point) => ({ x, value: value[point], low: low[point], high: high[point] }));
}

function chanceLine({ positives, n }: StoredCurves, { curve }: Kind) {
  return [0, 1].map((x) => ({ x, value: curve === 'roc' ? x : positives / n }));
}

function scoreText(number: Numbers[string] | undefined, { score }: Kind): string[] {
  if (!number) return [];
  const [low, high] = number.interval ?? [null, null];
  const short = (value: number | null): string => value?.toFixed(2) ?? '-';
  return [`${score === 'auc' ? 'AUC' : 'AP'} ${short(number.value)} (${short(low)} to ${short(high)})`];
}
