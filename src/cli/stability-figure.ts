/** `ionsieve stability Li-P-S`: the stable compounds of a chemical system; with --figure its phase triangle. */
import { existsSync } from 'node:fs';
import { reducedFormula } from '../chemistry/composition.ts';
import { atomicNumber, SYMBOLS } from '../chemistry/elements.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import { type DrawnTriangle, phaseTriangleFigure } from '../report/phase-triangle-figure.ts';
import { renderSvg } from '../report/render.ts';
import { openHull } from '../stability/hull.ts';
import { isStablePhase } from '../stability/is-stable-phase.ts';
import { phaseDiagram } from '../stability/phase-diagram.ts';
import type { Phases } from '../stability/phases.ts';
import { openSystem } from '../stability/system.ts';

/**
 * The symbols of a chemical system such as Li-P-S; null for any other input.
 * @throws {UserError} for a symbol that is none
 * @example systemIn('Li-P-S'); // ['Li', 'P', 'S']
 */
export function systemIn(input: string): string[] | null {
  if (!/^[A-Z][a-z]?(-[A-Z][a-z]?)+$/.test(input) || existsSync(input)) return null;
  const symbols = [...new Set(input.split('-'))];
  for (const symbol of symbols) atomicNumber(symbol, input);
  return symbols;
}

/**
 * The formulas of the stable compounds of a chemical system, in their order; its elements are not among them.
 * @throws {UserError} for an element without a phase, and a system without a stable compound
 * @example stableCompounds(phases, ['Li', 'P', 'S']); // ['Li2S', 'Li3P', ...]
 */
export function stableCompounds(phases: Phases, symbols: readonly string[]): string[] {
  const hull = openHull(phases);
  const isStable = (formula: string) => {
    const composition = parseFormula(formula);
    return isStablePhase(hull(composition), composition);
  };
  const stable = Array.from(openSystem(phases, ascending(symbols)).phases, (phase) => phases.formulas[phase]!)
    .filter((formula) => !symbols.includes(formula) && isStable(formula))
    .sort();
  if (stable.length === 0) {
    fail(symbols.join('-'), 'a system with a stable compound', 'none', 'ask for a composition of it');
  }
  return stable;
}

/**
 * The phase triangle of the elements of some inputs, the compositions among them as crosses, as SVG.
 * @param inputs formulas and chemical systems
 * @throws {UserError} where these do not have three elements together, and for other inputs
 * @example await triangleSvg(phases, ['Li3PS4', 'Li7P3S11']);
 */
export function triangleSvg(phases: Phases, inputs: readonly string[]): Promise<string> {
  return renderSvg(phaseTriangleFigure(drawnTriangle(phases, inputs)).spec);
}

function drawnTriangle(phases: Phases, inputs: readonly string[]): DrawnTriangle {
  const asked: Composition[] = [];
  const symbols = new Set<string>();
  for (const input of inputs) {
    const system = systemIn(input);
    const composition = system === null ? formulaIn(input) : null;
    if (composition !== null) asked.push(composition);
    for (const symbol of system ?? Array.from(composition!.atomicNumbers, (z) => SYMBOLS[z]!)) symbols.add(symbol);
  }
  const elements = [...symbols];
  if (!isTriple(elements)) {
    const found = elements.join(', ') || 'none';
    return fail('--figure', 'inputs with three elements together', found, 'name a system such as Li-P-S');
  }
  const diagram = phaseDiagram(phases, ascending(elements));
  const order = elements.map((symbol) => diagram.elements.indexOf(symbol));
  return {
    elements,
    phases: diagram.phases.map((phase) => ({ ...phase, fractions: order.map((i) => phase.fractions[i]!) })),
    tieLines: diagram.tieLines,
    asked: asked.map((composition) => ({
      formula: reducedFormula(composition),
      fractions: elements.map((symbol) => {
        return composition.amounts[composition.atomicNumbers.indexOf(SYMBOLS.indexOf(symbol))] ?? 0;
      }),
    })),
    source: phases.source,
  };
}

/** Files of structures have no place in a triangle that is drawn from formulas. */
function formulaIn(input: string): Composition {
  if (/[\\/]|\.(cif|jsonl|zip)(\.gz)?$/i.test(input)) {
    fail('--figure', 'formulas or a chemical system', input, 'give formulas such as Li3PS4');
  }
  return parseFormula(input);
}

const isTriple = (symbols: string[]): symbols is [string, string, string] => symbols.length === 3;
const ascending = (symbols: readonly string[]) => symbols.map((symbol) => atomicNumber(symbol)).sort((a, b) => a - b);
