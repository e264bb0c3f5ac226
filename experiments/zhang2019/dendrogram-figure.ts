/** A dendrogram lying on its side: leaves on the left, each merge at its height. */
import { COLOURS, type Figure, HUES } from 'ionsieve/report';
import type { Dendrogram } from './groups.ts';

const BETWEEN_GROUPS = 'between groups';

/** A straight piece of the drawing. */
interface Piece {
  readonly x: number;
  readonly x2: number;
  readonly y: number;
  readonly y2: number;
  readonly group: string;
}

/**
 * The top of a tree.
 * @example dendrogramFigure(summary.tree).file; // 'dendrogram.svg'
 */
export function dendrogramFigure(tree: Dendrogram): Figure {
  const order = leafOrder(tree);
  const names = [...new Set(order.map((leaf) => tree.leaves[leaf]!.group))].sort((a, b) => a - b);
  const groups = [...names.map((group) => `group ${group}`), BETWEEN_GROUPS];
  const pieces = piecesOf(tree, order);
  const furthest = Math.max(...pieces.map(({ x2 }) => x2));
  const labels = order.map((leaf, place) => {
    const { representatives, measured, fast } = tree.leaves[leaf]!;
    const known = measured === 0 ? '' : `, ${fast} of ${measured} fast`;
    return { y: place, label: `${representatives} patterns${known}` };
  });
  const total = tree.leaves.reduce((sum, { representatives }) => sum + representatives, 0);
  const color = {
    field: 'group',
    type: 'nominal' as const,
    title: null,
    sort: groups,
    scale: { domain: groups, range: [...PALETTE.slice(0, names.length), COLOURS.plain] },
  };
  const y = {
    field: 'y',
    type: 'quantitative' as const,
    axis: null,
    scale: { domain: [-0.6, order.length - 0.4], nice: false },
  };
  const x = {
    type: 'quantitative' as const,
    title: 'height of the merge (distance)',
    scale: { domain: [0, Math.ceil(furthest)], nice: false },
    axis: { grid: false },
  };
  return {
    file: 'dendrogram.svg',
    caption: `The last ${tree.merges.length} merges of the tree of Ward (n = ${total} patterns); each leaf with its patterns and the measured materials among them.`,
    spec: {
      title: 'Which groups merge',
      width: 460,
      height: 17 * order.length,
      layer: [
        {
          data: { values: pieces },
          mark: { type: 'rule', strokeWidth: 1.6 },
          encoding: { x: { ...x, field: 'x' }, x2: { field: 'x2' }, y, y2: { field: 'y2' }, color },
        },
        {
          data: { values: labels },
          mark: { type: 'text', align: 'right', dx: -6, fontSize: 11 },
          encoding: { x: { datum: 0 }, y, text: { field: 'label' } },
        },
      ],
    },
  };
}

/** Hues for the first groups, then greys. */
const PALETTE = [...HUES, ...Array<string>(22).fill('#bbbbbb')];

/** Leaves from bottom to top so that no lines cross. */
function leafOrder({ leaves, merges }: Dendrogram): number[] {
  const below = (node: number): number[] => {
    if (node < leaves.length) return [node];
    const { left, right } = merges[node - leaves.length]!;
    return [...below(left), ...below(right)];
  };
  return below(leaves.length + merges.length - 1);
}

function piecesOf({ leaves, merges }: Dendrogram, order: readonly number[]): Piece[] {
  const place = leaves.map((_, leaf) => order.indexOf(leaf));
  const height = leaves.map(() => 0);
  const group = leaves.map((leaf) => `group ${leaf.group}`);
  const pieces: Piece[] = [];
  for (const { left, right, height: at } of merges) {
    const [x, low, high] = [at ?? 0, place[left]!, place[right]!];
    const here = group[left] === group[right] ? group[left]! : BETWEEN_GROUPS;
    for (const child of [left, right]) {
      pieces.push({ x: height[child]!, x2: x, y: place[child]!, y2: place[child]!, group: group[child]! });
    }
    pieces.push({ x, x2: x, y: low, y2: high, group: here });
    place.push((low + high) / 2);
    height.push(x);
    group.push(here);
  }
  return pieces;
}
