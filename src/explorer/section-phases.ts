/** Which known phases lie on a ternary section of a chemical system, and between two compounds. */
import { reducedFormula } from '../chemistry/composition.ts';
import { atomicNumber } from '../chemistry/elements.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { phaseDiagram } from '../stability/phase-diagram.ts';
import type { Phases } from '../stability/phases.ts';
import type { Stability } from '../stability/stability-of.ts';
import { openSystem } from '../stability/system.ts';
import type { SectionPhase, SectionPhases } from './api-stability.ts';
import { fractionsOf, type Section } from './sections.ts';

/** The phases that are known, and how stable a composition is among them. */
export interface Known {
  readonly phases: Phases;
  readonly stability: (composition: Composition) => Stability;
}

type Found = Pick<SectionPhases, 'phases' | 'tie_lines'>;

/** Difference of atomic fractions that is rounding. */
const SAME = 1e-9;

/**
 * The known phases on a section. Where a fourth element is held at a share, they are those that hold just as much of it.
 * @throws {UserError} for an element without a phase
 * @example phasesOnSection(known, section).phases.map(({ formula }) => formula);
 */
export function phasesOnSection(known: Known, { corners, fixed }: Pick<Section, 'corners' | 'fixed'>): Found {
  const numbers = (symbols: readonly string[]) => symbols.map((symbol) => atomicNumber(symbol)).sort((a, b) => a - b);
  if (fixed !== null && fixed.parts > 0) {
    const share = fixed.parts / fixed.of;
    const inPlane = (composition: Composition) =>
      Math.abs(fractionsOf(composition, [fixed.element])[0]! - share) < SAME;
    const all = knownIn(known, numbers([...corners, fixed.element]));
    return { phases: placed(known, all.filter(inPlane), (at) => fractionsOf(at, corners)), tie_lines: [] };
  }
  const { elements, phases: found, tieLines } = phaseDiagram(known.phases, numbers(corners));
  const order = corners.map((symbol) => elements.indexOf(symbol));
  return {
    phases: found.map(({ formula, fractions, aboveHull }) => {
      return { formula, fractions: order.map((i) => fractions[i]!), above_hull_eV_atom: aboveHull };
    }),
    tie_lines: tieLines,
  };
}

/**
 * The known phases whose composition is a mixture of two compounds.
 * @throws {UserError} for an element without a phase
 * @example phasesBetween(known, parseFormula('Li2S'), parseFormula('P2S5')).phases.at(1); // Li3PS4, at 0.25
 */
export function phasesBetween(known: Known, from: Composition, to: Composition): Found {
  const elements = [...new Set([...from.atomicNumbers, ...to.atomicNumbers])].sort((a, b) => a - b);
  const units = (at: Composition) => unitsOf(at, elements, from, to);
  const between = knownIn(known, elements).filter((at) => units(at) !== null);
  const found = placed(known, between, (at) => {
    const [first, second] = units(at)!;
    return [second / (first + second)];
  });
  return { phases: found.toSorted((a, b) => a.fractions[0]! - b.fractions[0]!), tie_lines: [] };
}

function knownIn({ phases }: Known, elements: readonly number[]): Composition[] {
  return Array.from(openSystem(phases, elements).phases, (phase) => parseFormula(phases.formulas[phase]!));
}

function placed(
  { stability }: Known,
  compositions: readonly Composition[],
  fractionsAt: (composition: Composition) => number[],
): SectionPhase[] {
  return compositions.map((composition) => ({
    formula: reducedFormula(composition),
    fractions: fractionsAt(composition),
    above_hull_eV_atom: stability(composition).aboveHull!,
  }));
}

/** Formula units of two compounds that make up a third, by least squares; null where they do not. */
function unitsOf(
  at: Composition,
  elements: readonly number[],
  from: Composition,
  to: Composition,
): readonly [number, number] | null {
  const amounts = (of: Composition) => elements.map((z) => of.amounts[of.atomicNumbers.indexOf(z)] ?? 0);
  const [a, b, c] = [amounts(from), amounts(to), amounts(at)];
  const dot = (one: readonly number[], other: readonly number[]) => one.reduce((sum, x, i) => sum + x * other[i]!, 0);
  const [aa, ab, bb, ac, bc] = [dot(a, a), dot(a, b), dot(b, b), dot(a, c), dot(b, c)];
  const determinant = aa * bb - ab * ab;
  const [first, second] = [(bb * ac - ab * bc) / determinant, (aa * bc - ab * ac) / determinant];
  const far = c.some((x, i) => Math.abs(x - first * a[i]! - second * b[i]!) > SAME * Math.sqrt(dot(c, c)));
  return far || Math.min(first, second) < -SAME ? null : [Math.max(0, first), Math.max(0, second)];
}
