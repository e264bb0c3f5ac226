/** Compositions on a ternary section of a chemical system, and between two end members. */
import { createComposition, fractions } from '../chemistry/composition.ts';
import { atomicNumber, SYMBOLS } from '../chemistry/elements.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';

/** A ternary section. */
export interface Section {
  readonly corners: readonly [string, string, string];
  readonly fixed: { readonly element: string; readonly parts: number; readonly of: number } | null;
  readonly compositions: readonly Composition[];
}

/** What is asked for: `parts` of `of` are of the element `fixed`, which a quaternary system needs. */
export interface SectionRequest {
  readonly system: string;
  readonly fixed: string;
  readonly parts: number;
  readonly of: number;
}

/**
 * The compositions of a section whose atomic fractions are whole multiples of 1 / of, with some lithium and two elements at least.
 * @throws {UserError} for a system of other than three or four elements or without lithium, and a fixed element that it lacks
 * @example ternarySection({ system: 'Li-P-S', fixed: '', parts: 0, of: 4 }).compositions.length; // 9
 */
export function ternarySection({ system, fixed, parts, of }: SectionRequest): Section {
  const elements = system.split('-');
  for (const symbol of elements) atomicNumber(symbol, 'system');
  const distinct = new Set(elements).size === elements.length;
  if (!distinct || !elements.includes('Li') || elements.length < 3 || elements.length > 4) {
    fail('system', 'lithium and two or three other elements', system, 'write it as Li-P-S');
  }
  const quaternary = elements.length === 4;
  if (quaternary !== (fixed !== '') || (quaternary && !(elements.includes(fixed) && parts < of))) {
    fail(
      'fixed',
      quaternary ? `an element of ${system} below all parts` : 'none',
      fixed || 'none',
      'fix one of four elements',
    );
  }
  const corners = elements.filter((symbol) => symbol !== fixed) as [string, string, string];
  const left = quaternary ? of - parts : of;
  const compositions: Composition[] = [];
  for (let a = 0; a <= left; a++) {
    for (let b = 0; a + b <= left; b++) {
      const amounts = [
        ...[a, b, left - a - b].map((amount, i) => [corners[i]!, amount] as const),
        [fixed, parts] as const,
      ];
      const present = amounts.filter(([symbol, amount]) => symbol !== '' && amount > 0);
      if (present.length < 2 || !present.some(([symbol]) => symbol === 'Li')) continue;
      compositions.push(
        createComposition(
          present.map(([symbol]) => atomicNumber(symbol)),
          present.map(([, amount]) => amount),
        ),
      );
    }
  }
  return { corners, fixed: quaternary ? { element: fixed, parts, of } : null, compositions };
}

/**
 * Compositions from one end member to another, in steps of formula units.
 * @returns each with the share of the second end member
 * @throws {UserError} for a formula that cannot be read, and for twice the same
 * @example tieLine('Li2S', 'P2S5', 4)[1].share; // 0.25: 3 Li2S and 1 P2S5
 */
export function tieLine(from: string, to: string, steps: number): { share: number; composition: Composition }[] {
  const ends = [parseFormula(from), parseFormula(to)] as const;
  if (sameComposition(...ends)) fail('tie line', 'two different end members', `${from} and ${to}`, 'change one');
  return Array.from({ length: steps + 1 }, (_, i) => {
    const units = [steps - i, i];
    const parts = ends.flatMap(({ atomicNumbers, amounts }, end) =>
      units[end] === 0 ? [] : Array.from(atomicNumbers, (z, j) => [z, amounts[j]! * units[end]!] as const),
    );
    const composition = createComposition(
      parts.map(([z]) => z),
      parts.map(([, amount]) => amount),
    );
    return { share: i / steps, composition };
  });
}

function sameComposition(a: Composition, b: Composition): boolean {
  const [left, right] = [fractions(a), fractions(b)];
  return (
    left.length === right.length &&
    left.every((share, i) => a.atomicNumbers[i] === b.atomicNumbers[i] && Math.abs(share - right[i]!) < 1e-9)
  );
}

/**
 * Atomic fractions of some elements, 0 for those that a composition lacks.
 * @example fractionsOf(parseFormula('Li2S'), ['Li', 'P', 'S']); // [0.666..., 0, 0.333...]
 */
export function fractionsOf(composition: Composition, symbols: readonly string[]): number[] {
  const shares = fractions(composition);
  return symbols.map((symbol) => {
    const at = composition.atomicNumbers.findIndex((z) => SYMBOLS[z] === symbol);
    return at < 0 ? 0 : shares[at]!;
  });
}
