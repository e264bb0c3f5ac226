/** Phases of known energy, as a hull takes them: sorted by chemical system, so that those of a few elements are found at once. */
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { reducedFormula } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';

/** A phase and its formation energy in eV an atom, relative to the elements in their standard states. */
export interface PhaseEnergy {
  readonly composition: Composition;
  readonly energy: number;
}

/** Phases by number, from 0. */
export interface Phases {
  /** Reduced, in canonical order. */
  readonly formulas: readonly string[];
  /** eV an atom; 0 of the elements. */
  readonly energies: Float64Array;
  /** Elements of phase i, and their atomic fractions, from starts[i] to starts[i + 1]; the elements ascend. */
  readonly starts: Uint32Array;
  readonly elements: Uint8Array;
  readonly fractions: Float64Array;
  /** In a formula unit of each phase. */
  readonly atoms: Float64Array;
  /** First phase and the one after the last of each chemical system, by {@link systemKey}. */
  readonly systems: ReadonlyMap<string, readonly [number, number]>;
  /** Where the energies come from. Energies of two sources are never held against each other. */
  readonly source: string;
  /** Rows that were not the lowest of their reduced formula. */
  readonly higher: number;
}

interface Entry {
  readonly formula: string;
  readonly key: string;
  readonly fractions: Float64Array;
  readonly elements: Uint8Array;
  readonly atoms: number;
  readonly energy: number;
}

/**
 * Phases of compounds. Of one reduced formula the lowest stands; every element of a compound is a phase with energy 0.
 * @param source what the energies are called, for tables and errors
 * @example phasesFrom([{ composition: parseFormula('Li2O'), energy: -2.07 }], 'mine').formulas; // ['Li', 'Li2O', 'O']
 */
export function phasesFrom(compounds: readonly PhaseEnergy[], source: string): Phases {
  const lowest = new Map<string, Entry>();
  let higher = 0;
  for (const { composition, energy } of compounds) {
    const formula = reducedFormula(composition);
    const found = lowest.get(formula);
    if (found !== undefined) higher++;
    if (found === undefined || energy < found.energy) lowest.set(formula, entryOf(formula, energy));
  }
  const elements = new Set([...lowest.values()].flatMap((entry) => [...entry.elements]));
  for (const z of elements) lowest.set(SYMBOLS[z]!, entryOf(SYMBOLS[z]!, 0));
  return pack([...lowest.values()].sort(bySystem), source, higher);
}

/**
 * The name of a chemical system among {@link Phases.systems}.
 * @param elements atomic numbers, ascending
 * @example systemKey([3, 8]); // '3-8'
 */
export function systemKey(elements: ArrayLike<number>): string {
  return Array.from(elements).join('-');
}

function entryOf(formula: string, energy: number): Entry {
  const { atomicNumbers, amounts } = parseFormula(formula);
  const order = Array.from(atomicNumbers.keys()).sort((i, j) => atomicNumbers[i]! - atomicNumbers[j]!);
  const atoms = amounts.reduce((sum, amount) => sum + amount);
  const elements = Uint8Array.from(order, (i) => atomicNumbers[i]!);
  const shares = Float64Array.from(order, (i) => amounts[i]! / atoms);
  return { formula, key: systemKey(elements), fractions: shares, elements, atoms, energy };
}

function bySystem(a: Entry, b: Entry): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.formula < b.formula ? -1 : 1;
}

function pack(entries: readonly Entry[], source: string, higher: number): Phases {
  const systems = new Map<string, [number, number]>();
  const starts = new Uint32Array(entries.length + 1);
  entries.forEach(({ key, elements }, i) => {
    starts[i + 1] = starts[i]! + elements.length;
    const range = systems.get(key);
    if (range === undefined) systems.set(key, [i, i + 1]);
    else range[1] = i + 1;
  });
  const [elements, shares] = [new Uint8Array(starts.at(-1)!), new Float64Array(starts.at(-1)!)];
  entries.forEach((entry, i) => {
    elements.set(entry.elements, starts[i]!);
    shares.set(entry.fractions, starts[i]!);
  });
  return {
    formulas: entries.map(({ formula }) => formula),
    energies: Float64Array.from(entries, ({ energy }) => energy),
    starts,
    elements,
    fractions: shares,
    atoms: Float64Array.from(entries, ({ atoms }) => atoms),
    systems,
    source,
    higher,
  };
}
