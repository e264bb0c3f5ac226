import { chemicalSystem } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { normal, stream } from '../../src/core/random.ts';
import type { DescriptorSet } from '../../src/descriptors/elemental.ts';
import type { LabelledFormula } from '../../src/transfer/polymorphs.ts';
import { type Lesson, type StudentInput, type StudentSpec, studentInput } from '../../src/transfer/student.ts';

/** Four columns: enough to learn from, quick to fit. */
export const TINY_SET: DescriptorSet = {
  name: 'tiny',
  date: '2026-11-23',
  properties: ['group', 'covalent_radius_A'],
  statistics: ['mean', 'max'],
};

const ANIONS = ['N', 'O', 'F', 'S', 'Cl', 'Se', 'Br', 'I'];
const CATIONS = ['Na', 'Mg', 'Al', 'Si', 'Ge', 'La'];
const METALS = ['Na', 'Mg', 'Al', 'Si', 'Ge', 'Zn', 'Ga', 'Sn'];

/**
 * 144 compounds with a real anion and 28 alloys. Halides and chalcogenides below oxygen tend to be called fast, alloys
 * always, so that a student which learns from alloys is a different one.
 */
export function madeUpFormulas(seed = 0): LabelledFormula[] {
  const random = stream(seed, 'made-up labels');
  const compounds = ANIONS.flatMap((anion) =>
    CATIONS.flatMap((cation) =>
      [1, 2, 3].map((amount) => [`Li${amount}${cation}${anion}${amount + 1}`, anion] as const),
    ),
  ).map(([formula, anion]) => ({ formula, logOdds: (ANIONS.indexOf(anion) - 4.5) / 2 + normal(random) }));
  const alloys = METALS.flatMap((one, i) => METALS.slice(i + 1).map((other) => `Li${one}${other}2`)).map((formula) => ({
    formula,
    logOdds: 3,
  }));
  return [...compounds, ...alloys].map(({ formula, logOdds }, i) => {
    const composition = parseFormula(formula);
    const probability = 1 / (1 + Math.exp(-logOdds));
    const fast = probability >= 0.5 ? 1 : 0;
    const ids = [`mp-${i}`];
    return {
      formula,
      composition,
      chemicalSystem: chemicalSystem(composition),
      ids,
      fastShare: fast,
      probability,
      fast,
    };
  });
}

/** What a student sees of some formulas, and their labels. */
export function lessonOf(input: StudentInput, formulas: readonly LabelledFormula[]): Lesson {
  return {
    X: studentInput(
      input,
      formulas.map(({ composition }) => composition),
    ),
    formulas,
  };
}

export const logistic: StudentSpec = {
  name: 'logistic',
  input: TINY_SET,
  model: { kind: 'logistic', l2: 1 },
  learns: 'label',
  trainsOn: 'real anion',
};
export const machine: StudentSpec = { ...logistic, name: 'machine', model: { kind: 'linear-svm', C: 1 } };
export const trees: StudentSpec = {
  ...logistic,
  name: 'trees',
  model: {
    kind: 'boosted-trees',
    trees: 10,
    depth: 2,
    learningRate: 0.3,
    leafL2: 1,
    rowShare: 0.7,
    columnShare: 0.6,
  },
  learns: 'probability',
};
export const net: StudentSpec = {
  ...logistic,
  name: 'net',
  model: { kind: 'mlp', hidden: [4], epochs: 3, batchSize: 32, learningRate: 0.01 },
  learns: 'probability',
};
export const anionRule: StudentSpec = {
  ...logistic,
  name: 'anion-rule',
  input: 'anion',
  model: { kind: 'category-rate', column: 0 },
};
export const neighbour: StudentSpec = { ...logistic, name: 'neighbour', model: { kind: 'nearest-neighbour' } };

/** The labels of the rows that a test picks, turned round, and with them all that the teacher says. */
export function contradicted(formulas: readonly LabelledFormula[], picks: (row: number) => boolean): LabelledFormula[] {
  return formulas.map((formula, row) =>
    picks(row)
      ? {
          ...formula,
          probability: 1 - formula.probability,
          fastShare: 1 - formula.fastShare,
          fast: formula.fast === 1 ? 0 : 1,
        }
      : formula,
  );
}
