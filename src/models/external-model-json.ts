/** The JSON of models that other programs fitted, and its check; docs/models.md has it in words and docs/model.schema.json as a schema. */
import { z } from 'zod';
import { fail } from '../core/errors.ts';

/** Columns to (value - mean) / scale before the model sees them. */
export interface ExternalStandardiser {
  readonly mean: readonly number[];
  /** Each above 0. */
  readonly scale: readonly number[];
}

/** A decision tree, one entry a node, the root first; every child stands after its parent. */
export interface ExternalTree {
  /** Column that is compared, from 0; -1 at a leaf. */
  readonly column: readonly number[];
  /** A row with at most this value goes left, any other right. */
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** What a leaf says; at other nodes it has no meaning. */
  readonly value: readonly number[];
}

/** A model of another program. */
export type ExternalModelJson =
  | {
      /** intercept + weights . row. */
      readonly kind: 'linear';
      readonly weights: readonly number[];
      readonly intercept: number;
      readonly standardiser?: ExternalStandardiser | undefined;
    }
  | {
      /** Layer after layer, the last with one unit; the activation follows every layer but the last. */
      readonly kind: 'perceptron';
      readonly activation: 'identity' | 'relu' | 'tanh' | 'logistic';
      /** Weights: one row an input, one column a unit. */
      readonly layers: readonly {
        readonly weights: readonly (readonly number[])[];
        readonly biases: readonly number[];
      }[];
      readonly standardiser?: ExternalStandardiser | undefined;
    }
  | {
      /** base + factor x the sum of what the trees say. */
      readonly kind: 'trees';
      readonly columns: number;
      readonly base: number;
      readonly factor: number;
      readonly trees: readonly ExternalTree[];
      readonly standardiser?: ExternalStandardiser | undefined;
    };

const numbers = z.array(z.number());
const standardiser = z.strictObject({ mean: numbers, scale: z.array(z.number().positive()) }).optional();
const tree = z.strictObject({
  column: z.array(z.int().min(-1)).min(1),
  threshold: numbers,
  left: z.array(z.int()),
  right: z.array(z.int()),
  value: numbers,
});

/** The shape of the JSON; {@link checkExternal} looks at what a shape cannot say. */
export const externalModelShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('linear'), weights: numbers.min(1), intercept: z.number(), standardiser }),
  z.strictObject({
    kind: z.literal('perceptron'),
    activation: z.enum(['identity', 'relu', 'tanh', 'logistic']),
    layers: z.array(z.strictObject({ weights: z.array(numbers).min(1), biases: numbers.min(1) })).min(1),
    standardiser,
  }),
  z.strictObject({
    kind: z.literal('trees'),
    columns: z.int().min(1),
    base: z.number(),
    factor: z.number(),
    trees: z.array(tree).min(1),
    standardiser,
  }),
]);

const REMEDY = 'see docs/models.md, or export it again';

/**
 * A model whose parts fit together, and the number of its columns.
 * @param where the file it came from, for messages
 * @throws {UserError} that names the first part at fault
 * @example checkExternal({ kind: 'linear', weights: [2], intercept: 1 }, 'mine.json').columns; // 1
 */
export function checkExternal(json: unknown, where: string): { model: ExternalModelJson; columns: number } {
  const parsed = externalModelShape.safeParse(json);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    return fail(`${where}, model`, 'a model', `${path.join('.') || 'its content'}: ${message}`.slice(0, 300), REMEDY);
  }
  const model = parsed.data;
  const columns = columnsOf(model);
  const { mean, scale } = model.standardiser ?? { mean: { length: columns }, scale: { length: columns } };
  needLength(where, 'standardiser.mean', mean, columns);
  needLength(where, 'standardiser.scale', scale, columns);
  if (model.kind === 'perceptron') checkLayers(model.layers, where);
  if (model.kind === 'trees') {
    for (const [t, each] of model.trees.entries()) checkTree(each, columns, `${where}, trees.${t}`);
  }
  return { model, columns };
}

function columnsOf(model: ExternalModelJson): number {
  if (model.kind === 'linear') return model.weights.length;
  return model.kind === 'trees' ? model.columns : model.layers[0]!.weights.length;
}

function needLength(where: string, name: string, list: { readonly length: number }, length: number): void {
  if (list.length !== length) fail(where, `${length} values of ${name}`, `${list.length}`, REMEDY);
}

function checkLayers(layers: Extract<ExternalModelJson, { kind: 'perceptron' }>['layers'], where: string): void {
  layers.forEach(({ weights, biases }, k) => {
    needLength(where, `layers.${k}.weights`, weights, k === 0 ? weights.length : layers[k - 1]!.biases.length);
    for (const row of weights) needLength(where, `a row of layers.${k}.weights`, row, biases.length);
  });
  needLength(where, 'the last biases', layers.at(-1)!.biases, 1);
}

/** Every walk from the root goes forward, and so ends in a leaf. */
function checkTree({ column, threshold, left, right, value }: ExternalTree, columns: number, where: string): void {
  const nodes = column.length;
  for (const [name, list] of Object.entries({ threshold, left, right, value })) needLength(where, name, list, nodes);
  column.forEach((each, node) => {
    if (each >= columns) fail(where, `column indices below ${columns}, or -1`, `${each}`, REMEDY);
    for (const child of each < 0 ? [] : [left[node]!, right[node]!]) {
      if (child <= node || child >= nodes)
        fail(where, 'children after their parent', `${child} at node ${node}`, REMEDY);
    }
  });
}
