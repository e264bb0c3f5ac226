/** The phase diagram of three elements as a triangle: stable phases with their names, lines between those in equilibrium. */
import type { Figure } from './figure.ts';
import { type Line, placeLabels } from './place-labels.ts';
import { COLOURS } from './render.ts';

/** A composition in the triangle. */
export interface TrianglePoint {
  readonly formula: string;
  /** Atomic fractions, in the order of the elements of the triangle. */
  readonly fractions: readonly number[];
}

/** What is drawn. */
export interface DrawnTriangle {
  /** Symbols: at the lower left, at the lower right, on top. */
  readonly elements: readonly [string, string, string];
  /** Known phases, the elements among them; `aboveHull` in eV an atom, 0 of stable ones. */
  readonly phases: readonly (TrianglePoint & { readonly aboveHull: number })[];
  /** Pairs of places in `phases`. */
  readonly tieLines: readonly (readonly [number, number])[];
  /** Compositions that were asked for. */
  readonly asked: readonly TrianglePoint[];
  /** Where the energies come from. */
  readonly source: string;
}

const SIDE = 520;
const TALL = (SIDE * Math.sqrt(3)) / 2;
const MARGIN = { x: 70, y: 34 };
const LETTER = 6.6;
const FONT_SIZE = 11;
/** Pixels to a label beyond which a dotted line leads to it. */
const FAR = 13;
const LOW = '₀₁₂₃₄₅₆₇₈₉';

/**
 * The triangle of three elements.
 * @example await renderSvg(phaseTriangleFigure(drawn).spec);
 */
export function phaseTriangleFigure({ elements, phases, tieLines, asked, source }: DrawnTriangle): Figure {
  const at = (place: number) => placeIn(phases[place]!.fractions);
  const lines = tieLines.map(([one, other]): Line => [at(one), at(other)]);
  const isElement = ({ formula }: TrianglePoint) => elements.includes(formula);
  const stable = phases.filter((phase) => phase.aboveHull === 0 && !isElement(phase));
  const others = phases.filter(({ aboveHull }) => aboveHull > 0);
  const alone = asked.filter((each) => !isElement(each) && !stable.some(({ formula }) => formula === each.formula));
  const named = [...stable, ...alone].map(({ formula, fractions }) => ({
    ...placeIn(fractions),
    text: withLowDigits(formula),
    colour: alone.some((one) => one.formula === formula) ? COLOURS.fast : '#000000',
  }));
  const hollow = others.map(({ fractions }) => placeIn(fractions));
  const placed = placeLabels(named, hollow, lines, LETTER);
  const labels = placed.map(({ labelX, labelY, text }, i) => ({
    x: labelX,
    y: labelY,
    text,
    colour: named[i]!.colour,
  }));
  const far = placed.filter(({ x, y, edgeX, edgeY }) => Math.hypot(edgeX - x, edgeY - y) > FAR);
  const marks = (shown: readonly TrianglePoint[]) => ({ values: shown.map(({ fractions }) => placeIn(fractions)) });
  const corner = (i: number) => placeIn([0, 1, 2].map((k) => (k === i ? 1 : 0)));
  const shifts = [
    { dx: -14, dy: 8 },
    { dx: 14, dy: 8 },
    { dx: 0, dy: -16 },
  ];
  const corners = elements.map((text, i) => {
    return { text, x: corner(i).x + shifts[i]!.dx, y: corner(i).y + shifts[i]!.dy };
  });
  return {
    file: 'phase-triangle.svg',
    caption:
      `Phases of ${elements.join(', ')} (n = ${phases.length} known phases, the elements among them): filled where they are stable, hollow where they lie above the hull; ` +
      `lines join phases in equilibrium${asked.length > 0 ? '; crosses: the compositions asked for' : ''}. Energies: ${source}.`,
    spec: {
      title: {
        text: `Phases of ${elements.join(', ')}`,
        subtitle: [
          'filled: stable; hollow: known, above the hull; lines: in equilibrium',
          ...(asked.length > 0 ? ['crosses: asked for'] : []),
          source,
        ],
      },
      width: SIDE + 2 * MARGIN.x,
      height: TALL + 2 * MARGIN.y,
      layer: [
        {
          data: { values: lines.map(([from, to]) => ({ x: from.x, y: from.y, x2: to.x, y2: to.y })) },
          mark: { type: 'rule', color: '#7a7a7a', strokeWidth: 1 },
          encoding: { ...PLACE, x2: { field: 'x2' }, y2: { field: 'y2' } },
        },
        {
          data: { values: far.map(({ x, y, edgeX, edgeY }) => ({ x, y, x2: edgeX, y2: edgeY })) },
          mark: { type: 'rule', color: '#000000', strokeWidth: 0.6, strokeDash: [2, 2] },
          encoding: { ...PLACE, x2: { field: 'x2' }, y2: { field: 'y2' } },
        },
        {
          data: marks(others),
          mark: {
            type: 'point',
            shape: 'circle',
            size: 36,
            color: COLOURS.plain,
            fill: 'white',
            strokeWidth: 1.2,
            opacity: 1,
          },
          encoding: PLACE,
        },
        {
          data: marks([...stable, ...phases.filter(isElement)]),
          mark: { type: 'point', shape: 'circle', size: 60, color: COLOURS.slow, filled: true, opacity: 1 },
          encoding: PLACE,
        },
        {
          data: marks(asked),
          mark: {
            type: 'point',
            shape: 'M-1,-1L1,1M-1,1L1,-1',
            size: 110,
            color: COLOURS.fast,
            strokeWidth: 2.4,
            opacity: 1,
          },
          encoding: PLACE,
        },
        {
          data: { values: labels },
          mark: { type: 'text', fontSize: FONT_SIZE, baseline: 'middle', align: 'center' },
          encoding: {
            ...PLACE,
            text: { field: 'text', type: 'nominal' },
            color: { field: 'colour', type: 'nominal', scale: null },
          },
        },
        {
          data: { values: corners },
          mark: { type: 'text', fontSize: 15, fontWeight: 'bold', baseline: 'middle', align: 'center' },
          encoding: { ...PLACE, text: { field: 'text', type: 'nominal' } },
        },
      ],
    },
  };
}

const axis = (field: 'x' | 'y', to: number) =>
  ({
    field,
    type: 'quantitative',
    axis: null,
    scale: { domain: field === 'x' ? [0, to] : [to, 0], nice: false, zero: false },
  }) as const;

/** Pixels stand as they are. */
const PLACE = { x: axis('x', SIDE + 2 * MARGIN.x), y: axis('y', TALL + 2 * MARGIN.y) };

/** In pixels; y down. */
function placeIn([a = 0, b = 0, c = 0]: readonly number[]): { x: number; y: number } {
  const sum = a + b + c;
  return { x: MARGIN.x + (SIDE * (b + c / 2)) / sum, y: MARGIN.y + TALL * (1 - c / sum) };
}

/** Digits of a formula below the line. */
function withLowDigits(formula: string): string {
  return formula.replaceAll(/\d/g, (digit) => LOW[Number(digit)]!);
}
