/** Phases of known energy, as a hull takes them: by chemical system, so that those of a few elements are found at once. */

/** A phase, and its formation energy in eV an atom, relative to the elements in their standard states. */
export interface PhaseEnergy {
  /** Reduced, in canonical order, as `reducedFormula` writes it. */
  readonly formula: string;
  readonly energy: number;
}

/** Phases by number, from 0. */
export interface Phases {
  readonly formulas: readonly string[];
  /** eV an atom; 0 of the elements. */
  readonly energies: Float64Array;
  /** First phase, and the one after the last, of each chemical system, by {@link systemKey}. */
  readonly systems: ReadonlyMap<string, readonly [number, number]>;
  /** Where the energies come from. Energies of two sources are never held against each other. */
  readonly source: string;
  /** Compounds that were not the lowest of their formula. */
  readonly higher: number;
}

/**
 * Phases of compounds. Of one formula the lowest stands; every element of a compound is a phase with energy 0.
 * @param source what the energies are called, for tables and errors
 * @example phasesFrom([{ formula: 'Li2O', energy: -2.07 }], 'mine').formulas; // ['Li', 'Li2O', 'O']
 */
export function phasesFrom(compounds: readonly PhaseEnergy[], source: string): Phases {
  const lowest = new Map<string, number>();
  for (const { formula, energy } of compounds) {
    lowest.set(formula, Math.min(energy, lowest.get(formula) ?? Number.POSITIVE_INFINITY));
  }
  const higher = compounds.length - lowest.size;
  const entries = Array.from(lowest, ([formula, energy]) => ({ formula, energy, key: keyOf(formula) }));
  const elements = new Set(entries.flatMap(({ key }) => key.split('-')));
  const pure = Array.from(elements, (symbol) => ({ formula: symbol, energy: 0, key: symbol }));
  const all = [...entries.filter(({ formula }) => !elements.has(formula)), ...pure].sort(bySystem);
  const systems = new Map<string, [number, number]>();
  all.forEach(({ key }, i) => {
    const range = systems.get(key);
    if (range === undefined) systems.set(key, [i, i + 1]);
    else range[1] = i + 1;
  });
  const formulas = all.map(({ formula }) => formula);
  return { formulas, energies: Float64Array.from(all, ({ energy }) => energy), systems, source, higher };
}

/**
 * The name of a chemical system among {@link Phases.systems}.
 * @param symbols of its elements, in any order
 * @example systemKey(['S', 'Li', 'P']); // 'Li-P-S'
 */
export function systemKey(symbols: Iterable<string>): string {
  return [...symbols].sort().join('-');
}

const keyOf = (formula: string): string => systemKey(formula.match(/[A-Z][a-z]?/g)!);

interface Entry {
  readonly formula: string;
  readonly key: string;
}

function bySystem(a: Entry, b: Entry): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.formula < b.formula ? -1 : 1;
}
