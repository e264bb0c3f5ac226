/**
 * Models that other programs fitted, as documented JSON (docs/models.md): linear models, perceptrons and sums of decision trees, each
 * with columns standardised before it where the other program did so. What comes out is a number a row, in the unit of what was learned.
 */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import { checkMatrix } from './check-data.ts';
import { dot } from './dot.ts';
import { checkExternal, type ExternalModelJson, type ExternalTree } from './external-model-json.ts';
import { rawForm } from './linear.ts';
import type { Scorer } from './prediction.ts';
import { standardise } from './standardise.ts';

/**
 * Reads a model of another program.
 * @param json parsed JSON, see {@link ExternalModelJson}
 * @param where the file it came from, for messages
 * @throws {UserError} that names the first part at fault
 * @example externalModel({ kind: 'linear', weights: [2], intercept: 1 }, 'mine.json').score(matrixFrom([[3]])); // [7]
 */
export function externalModel(json: unknown, where: string): Scorer {
  const { model, columns } = checkExternal(json, where);
  const scoreRows = scorerOf(model);
  const { standardiser } = model;
  const scales = standardiser && {
    mean: Float64Array.from(standardiser.mean),
    scale: Float64Array.from(standardiser.scale),
  };
  return {
    columns,
    ...(model.kind === 'linear' && { linear: rawForm(model.weights, model.intercept, standardiser) }),
    score(X) {
      const rows = `rows for a ${model.kind} model`;
      if (X.cols !== columns) fail(rows, `${columns} columns`, `${X.cols}`, 'give the columns of the training rows');
      checkMatrix(X, rows);
      return scoreRows(scales === undefined ? X : standardise(X, scales));
    },
  };
}

type Model<Kind extends ExternalModelJson['kind']> = Extract<ExternalModelJson, { readonly kind: Kind }>;

function scorerOf(model: ExternalModelJson): (X: Matrix) => Float64Array {
  switch (model.kind) {
    case 'linear': {
      const weights = Float64Array.from(model.weights);
      return ({ data, rows, cols }) =>
        Float64Array.from({ length: rows }, (_, i) => model.intercept + dot(data, i * cols, weights, 0, cols));
    }
    case 'perceptron':
      return perceptron(model);
    case 'trees':
      return trees(model);
  }
}

const ACTIVATIONS: Readonly<Record<Model<'perceptron'>['activation'], (x: number) => number>> = {
  identity: (x) => x,
  relu: (x) => Math.max(x, 0),
  tanh: Math.tanh,
  logistic: (x) => 1 / (1 + Math.exp(-x)),
};

/** Weights are laid out output by output; the activation follows every layer but the last. */
function perceptron({ layers, activation }: Model<'perceptron'>): (X: Matrix) => Float64Array {
  const act = ACTIVATIONS[activation];
  const flat = layers.map(({ weights, biases }) => ({
    weights: biases.map((_, unit) => Float64Array.from(weights, (row) => row[unit]!)),
    biases,
  }));
  return ({ data, rows, cols }) =>
    Float64Array.from({ length: rows }, (_, i) => {
      let values = data.subarray(i * cols, (i + 1) * cols);
      flat.forEach(({ weights, biases }, k) => {
        const sums = Float64Array.from(biases, (bias, unit) => bias + dot(values, 0, weights[unit]!, 0, values.length));
        values = k === flat.length - 1 ? sums : sums.map(act);
      });
      return values[0]!;
    });
}

/** Rows are rounded to single precision before they are compared, as scikit-learn does. */
function trees({ base, factor, trees: all }: Model<'trees'>): (X: Matrix) => Float64Array {
  return ({ data, rows, cols }) =>
    Float64Array.from({ length: rows }, (_, i) => {
      const row = Float32Array.from(data.subarray(i * cols, (i + 1) * cols));
      let sum = 0;
      for (const tree of all) sum += leafOf(tree, row);
      return base + factor * sum;
    });
}

function leafOf({ column, threshold, left, right, value }: ExternalTree, row: Float32Array): number {
  let node = 0;
  while (column[node]! >= 0) node = (row[column[node]!]! <= threshold[node]! ? left : right)[node]!;
  return value[node]!;
}
