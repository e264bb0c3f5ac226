/** The methods that `ionsieve learn` offers by name: a model with settings that do on some hundred compounds, and what it sees. */
import { fail } from '../../core/errors.ts';
import { ELEMENTAL_SETS } from '../../descriptors/elemental-sets.ts';
import type { PropertyMethod } from './method.ts';

/** Name of a set of descriptors. */
type SetName = keyof typeof ELEMENTAL_SETS;

type OnSet<Method extends PropertyMethod> = Omit<Method, 'input'> & { readonly input: { readonly elemental: SetName } };

/** A method that a Learner can be made with: it fits, and sees a formula. */
export type LearnMethod =
  | OnSet<Extract<PropertyMethod, { does: 'regress' }>>
  | OnSet<Extract<PropertyMethod, { does: 'classify' }>>;

const METHODS: readonly LearnMethod[] = [
  {
    name: 'extra-trees',
    does: 'regress',
    input: { elemental: 'elemental-full' },
    model: { kind: 'extra-trees', trees: 100, columnShare: 0.33, leastLeaf: 2 },
  },
  { name: 'ridge', does: 'regress', input: { elemental: 'elemental-30' }, model: { kind: 'ridge', l2: 3 } },
  {
    name: 'gaussian-process',
    does: 'regress',
    input: { elemental: 'element-fractions' },
    model: { kind: 'gaussian-process', kernel: 'laplacian', lengthScale: 0.4, noise: 0.1, columns: 'raw' },
  },
  {
    name: 'kernel',
    does: 'regress',
    input: { elemental: 'elemental-mmmr' },
    model: { kind: 'support-vector-regression', C: 10, gamma: 1 / 40, epsilon: 0.1 },
  },
  { name: 'pls', does: 'regress', input: { elemental: 'elemental-mmmr' }, model: { kind: 'pls', components: 8 } },
  { name: 'logistic', does: 'classify', input: { elemental: 'elemental-30' }, model: { kind: 'logistic', l2: 1 } },
  {
    name: 'boosted-trees',
    does: 'classify',
    input: { elemental: 'elemental-full' },
    model: {
      kind: 'boosted-trees',
      trees: 200,
      depth: 4,
      learningRate: 0.06,
      leafL2: 1,
      rowShare: 0.7,
      columnShare: 0.3,
      leastCurvature: 2,
    },
  },
];

/**
 * Names of the methods; the first is that of a user who names none.
 * @example LEARN_METHODS[0]; // 'extra-trees'
 */
export const LEARN_METHODS: readonly string[] = METHODS.map(({ name }) => name);

/**
 * Names of the descriptors that a method may see instead of its own.
 * @example LEARN_DESCRIPTORS.includes('elemental-30'); // true
 */
export const LEARN_DESCRIPTORS = Object.keys(ELEMENTAL_SETS) as SetName[];

/**
 * A method by its name.
 * @param elemental descriptors instead of the method's own
 * @throws {UserError} for another name
 * @example learnMethod('ridge').input.elemental; // 'elemental-30'
 */
export function learnMethod(name: string, elemental?: SetName): LearnMethod {
  const found = METHODS.find((method) => method.name === name);
  if (found === undefined) return fail('--model', LEARN_METHODS.join(', '), name, 'choose one of these');
  return elemental === undefined ? found : { ...found, input: { elemental } };
}
