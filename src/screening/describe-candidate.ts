/** What is said of a compound that a screening lists: its formula, score, and what the filters would say of it. */
import { chemicalSystem, createComposition, mostElectronegative } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import { formatFormula } from '../chemistry/formula.ts';
import { type ChargeAssignment, chargeAssignments } from '../chemistry/oxidation-states.ts';
import type { CandidateRow } from './candidate-files.ts';
import { readCoefficients } from './coefficients.ts';
import type { ScreeningPlan } from './compile.ts';
import { createDomainReader, type DomainReader } from './domain-reader.ts';
import type { ScreeningFilters } from './filters.ts';
import { locateAll } from './locate.ts';
import { elementSet } from './space.ts';

/** Describes compounds of a space. */
export type CandidateDescriber = (set: number, index: number, score: number) => CandidateRow;

/**
 * A describer for the compounds of a plan's space; quick for one compound after another of the same element set.
 * @example createDescriber(plan, filters)(0, 0, 1.5).formula;
 */
export function createDescriber({ space, student }: ScreeningPlan, filters: ScreeningFilters): CandidateDescriber {
  const known = locateAll(space, filters.known);
  const readers = new Map<number, DomainReader>();
  const { domain } = filters;
  const readerOf = (arity: number): DomainReader | undefined => {
    if (domain === null) return undefined;
    if (!readers.has(arity)) readers.set(arity, createDomainReader(student.descriptors, domain, arity));
    return readers.get(arity);
  };
  let current = -1;
  let elements: Uint8Array = new Uint8Array();
  let assignments: readonly ChargeAssignment[] = [];
  let names = { chemicalSystem: '', anion: '' };
  let reader: DomainReader | undefined;

  return (set, index, score) => {
    if (set !== current) {
      current = set;
      elements = elementSet(space, set);
      assignments = chargeAssignments(elements, filters.states);
      const ones = createComposition(elements, new Uint8Array(elements.length).fill(1));
      names = { chemicalSystem: chemicalSystem(ones), anion: SYMBOLS[mostElectronegative(ones)]! };
      reader = readerOf(elements.length);
      reader?.load(elements);
    }
    const coefficients = readCoefficients(index, space.maxCoefficient, new Uint8Array(elements.length));
    const neutral = assignments.filter(({ charges }) => isNeutral(charges, coefficients));
    return {
      formula: formatFormula(createComposition(elements, coefficients)),
      ...names,
      logOdds: score,
      probability: 1 / (1 + Math.exp(-score)),
      domainDistance: reader?.distance(coefficients) ?? null,
      chargeNeutral: neutral.length > 0,
      paulingOrder: neutral.some(({ paulingOrder }) => paulingOrder),
      known: known.get(set)?.has(index) ?? false,
    };
  };
}

function isNeutral(charges: readonly number[], coefficients: Uint8Array): boolean {
  let total = 0;
  for (let i = 0; i < charges.length; i++) total += charges[i]! * coefficients[i]!;
  return total === 0;
}
