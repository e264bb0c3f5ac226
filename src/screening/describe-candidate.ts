/** What is said of a compound that a screening lists: its formula, score, and what the filters would say of it. */
import { chemicalSystem, createComposition, mostElectronegative } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import { formatFormula } from '../chemistry/formula.ts';
import { type ChargeAssignment, chargeAssignments, isNeutral } from '../chemistry/oxidation-states.ts';
import type { CandidateRow } from './candidate-files.ts';
import { newTo, type ScreeningPlan } from './compile.ts';
import { openCompounds, type SetCompounds } from './compounds.ts';
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
  const { domain } = filters;
  const readerOf = byArity((arity) =>
    domain === null ? undefined : createDomainReader(student.descriptors, domain, arity),
  );
  const compoundsOf = byArity((arity) => openCompounds(space, arity));
  let current = -1;
  let elements: Uint8Array = new Uint8Array();
  let assignments: readonly ChargeAssignment[] = [];
  let names = { chemicalSystem: '', anion: '', unlearnedElements: '' };
  let compounds: SetCompounds;
  let reader: DomainReader | undefined;

  return (set, index, score) => {
    if (set !== current) {
      current = set;
      elements = elementSet(space, set);
      assignments = chargeAssignments(elements, filters.states);
      const ones = createComposition(elements, new Uint8Array(elements.length).fill(1));
      names = {
        chemicalSystem: chemicalSystem(ones),
        anion: SYMBOLS[mostElectronegative(ones)]!,
        unlearnedElements: newTo(student, elements).join(' '),
      };
      compounds = compoundsOf(elements.length);
      compounds.load(elements);
      reader = readerOf(elements.length);
      reader?.load(elements);
    }
    const amounts = compounds.amounts(index);
    const neutral = assignments.filter((assignment) => isNeutral(assignment, amounts));
    return {
      formula: formatFormula(createComposition(elements, amounts)),
      ...names,
      score,
      domainDistance: reader?.distance(amounts) ?? null,
      chargeNeutral: neutral.length > 0,
      paulingOrder: neutral.some(({ paulingOrder }) => paulingOrder),
      known: known.get(set)?.has(index) ?? false,
    };
  };
}

/** One of each number of elements, made when it is first asked for. */
function byArity<One>(make: (arity: number) => One): (arity: number) => One {
  const made = new Map<number, One>();
  return (arity) => {
    if (!made.has(arity)) made.set(arity, make(arity));
    return made.get(arity)!;
  };
}
