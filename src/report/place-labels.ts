/** Puts labels beside the points of a figure so that they hide as little of each other, of points and of lines as can be. */

/** A point with a label, in pixels; y down. */
export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** A line, in pixels. */
export type Line = readonly [
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
];

/** Where the middle of a label stands, and the place of its edge that is next to its point. */
export interface PlacedLabel extends LabelledPoint {
  readonly labelX: number;
  readonly labelY: number;
  readonly edgeX: number;
  readonly edgeY: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const HEIGHT = 13;
/** Half the side of a square that a point takes. */
const POINT = 6;
const DISTANCES = [2, 8, 16, 28];
const DIRECTIONS = 16;
/** Steps along a line at which it is looked for under a label. */
const STEPS = 200;

/**
 * The places of labels, one after the other, each where it costs least: what it hides of others, then of lines, then its distance.
 * @param others points without labels
 * @param letter width of a letter, in pixels
 * @example placeLabels([{ x: 10, y: 10, text: 'Li2S' }], [], [], 7)[0].labelX;
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  others: readonly { readonly x: number; readonly y: number }[],
  lines: readonly Line[],
  letter: number,
): PlacedLabel[] {
  const taken = [...points, ...others].map(({ x, y }): Box => boxAround(x, y, 2 * POINT, 2 * POINT));
  const onLines = lines.flatMap(([from, to]) =>
    Array.from({ length: STEPS + 1 }, (_, i) => ({
      x: from.x + ((to.x - from.x) * i) / STEPS,
      y: from.y + ((to.y - from.y) * i) / STEPS,
      length: Math.hypot(to.x - from.x, to.y - from.y) / STEPS,
    })),
  );
  return points.map((point) => {
    const width = point.text.length * letter;
    const costOf = ({ box, distance }: { readonly box: Box; readonly distance: number }): number => {
      const hidden = taken.reduce((sum, other) => sum + overlap(box, other), 0);
      const crossed = onLines.reduce((sum, at) => sum + (isIn(at, box) ? at.length : 0), 0);
      return 20 * hidden + 3 * crossed + distance;
    };
    const places = DISTANCES.flatMap((distance) =>
      Array.from({ length: DIRECTIONS }, (_, i) => {
        const [dx, dy] = [Math.cos((2 * Math.PI * i) / DIRECTIONS), Math.sin((2 * Math.PI * i) / DIRECTIONS)];
        const [labelX, labelY] = [
          point.x + dx * (POINT + distance + width / 2),
          point.y + dy * (POINT + distance + HEIGHT / 2),
        ];
        return { labelX, labelY, distance, box: boxAround(labelX, labelY, width, HEIGHT) };
      }),
    );
    const best = places
      .map((place) => ({ place, cost: costOf(place) }))
      .reduce((a, b) => (b.cost < a.cost ? b : a)).place;
    taken.push(best.box);
    const { labelX, labelY, box } = best;
    const [edgeX, edgeY] = [within(point.x, box.left, box.right), within(point.y, box.top, box.bottom)];
    return { ...point, labelX, labelY, edgeX, edgeY };
  });
}

function boxAround(x: number, y: number, width: number, height: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** Area, in square pixels. */
function overlap(one: Box, other: Box): number {
  const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return Math.max(0, wide) * Math.max(0, high);
}

function isIn({ x, y }: { readonly x: number; readonly y: number }, { left, right, top, bottom }: Box): boolean {
  return x > left && x < right && y > top && y < bottom;
}
