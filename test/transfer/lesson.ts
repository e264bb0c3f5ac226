import { chemicalSystem } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { normal, stream } from '../../src/core/random.ts';
import type { DescriptorSet } from '../../src/descriptors/elemental.ts';
import type { LabelledFormula } from '../../src/transfer/polymorphs.ts';
import { type Lesson, type StudentInput, studentInput } from '../../src/transfer/student.ts';

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
