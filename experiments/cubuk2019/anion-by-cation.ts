/** What the teacher says of known structures, by the anion and by each other element beside lithium. */
import { atomicNumber, isRealAnion, mostElectronegative, SYMBOLS } from 'ionsieve/chemistry';
import type { LabelledFormula } from 'ionsieve/transfer';

/** Labelled formulas with an anion and a further element: one row an anion, one column an element. */
export interface AnionByCation {
  readonly anions: readonly string[];
  readonly cations: readonly string[];
  readonly formulas: readonly (readonly number[])[];
  /** Those that the teacher calls fast. */
  readonly fast: readonly (readonly number[])[];
}

/**
 * Counts labelled formulas with a real anion; a formula of several further elements is counted with each of them.
 * @example anionByCation(formulas).anions; // symbols by atomic number
 */
export function anionByCation(labelled: readonly LabelledFormula[]): AnionByCation {
  const pairs = new Map<string, { formulas: number; fast: number }>();
  const seen = { anions: new Set<number>(), cations: new Set<number>() };
  for (const { composition, fast } of labelled) {
    const anion = mostElectronegative(composition);
    if (!isRealAnion(anion)) continue;
    for (const element of composition.atomicNumbers) {
      if (element === anion || element === LITHIUM) continue;
      seen.anions.add(anion);
      seen.cations.add(element);
      const key = `${anion} ${element}`;
      const { formulas, fast: fastOnes } = pairs.get(key) ?? { formulas: 0, fast: 0 };
      pairs.set(key, { formulas: formulas + 1, fast: fastOnes + fast });
    }
  }
  const [anions, cations] = [seen.anions, seen.cations].map((set) => [...set].sort((a, b) => a - b));
  const table = (what: 'formulas' | 'fast') =>
    anions!.map((anion) => cations!.map((element) => pairs.get(`${anion} ${element}`)?.[what] ?? 0));
  const symbols = (elements: readonly number[]) => elements.map((element) => SYMBOLS[element]!);
  return { anions: symbols(anions!), cations: symbols(cations!), formulas: table('formulas'), fast: table('fast') };
}

const LITHIUM = atomicNumber('Li');
