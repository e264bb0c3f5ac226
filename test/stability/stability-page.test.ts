/** The figures of docs/stability.md are those of the program. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasRealAnion } from '../../src/chemistry/composition.ts';
import { type Composition, parseFormula } from '../../src/chemistry/formula.ts';
import { isChargeNeutral, type OxidationRule } from '../../src/chemistry/oxidation-states.ts';
import { reportedStates } from '../../src/chemistry/reported-states.ts';
import { packageRoot } from '../../src/core/files.ts';
import { shuffled, stream } from '../../src/core/random.ts';
import { openHull } from '../../src/stability/hull.ts';
import { metalOf } from '../../src/stability/metal.ts';
import { shippedPhases } from '../../src/stability/shipped-phases.ts';
import { windowAgainst } from '../../src/stability/window.ts';
import { isIonic } from '../chemistry/is-ionic.ts';
import { listedEnergies } from './listed-energies.ts';

const page = readFileSync(join(packageRoot(), 'docs', 'stability.md'), 'utf8');
const BELIEVABLE: OxidationRule = { leastShare: 0.04, mixedValence: true };

test('its windows and competing phases', () => {
  const hull = openHull(shippedPhases());
  const rows = [...page.matchAll(/^\| (\w+) \| ([\d.]+) to ([\d.]+) \| [^|]+ \| ([^|]+) \|$/gm)];
  expect(rows.length).toBe(6);
  for (const [, formula, from, to, competing] of rows) {
    const composition = parseFormula(formula!);
    const { reduction, oxidation } = windowAgainst(hull, composition, metalOf('Li'));
    expect([reduction.volts.toFixed(2), oxidation.volts.toFixed(2)], formula).toEqual([from, to]);
    const phases = hull(composition).phases.map((phase) => phase.formula);
    expect(new Set(phases)).toEqual(new Set(competing === 'itself' ? [formula] : competing!.split(', ')));
  }
});

test('what the rules of oxidation states keep, and let through', () => {
  const stable = listedEnergies()
    .filter(({ formula, decomposition }) => decomposition <= 0 && parseFormula(formula).atomicNumbers.includes(3))
    .map(({ formula }) => parseFormula(formula))
    .filter(hasRealAnion);
  const drawn = shuffled(stable.length, stream(0, 'known lithium compounds')).subarray(0, 1000);
  const known = Array.from(drawn, (i) => stable[i]!);
  const random = randomNeutral(1000);
  const share = (compounds: readonly Composition[], rule: OxidationRule) =>
    `${Math.round((100 * compounds.filter((each) => isIonic(each, rule)).length) / compounds.length)} %`;
  const found = (['common', BELIEVABLE, 'all'] as const).map((rule) => [share(known, rule), share(random, rule)]);
  const told = [
    /keeps (\d+ %) of the stable lithium[^.]*lets (\d+ %) of random/,
    /two neighbouring states: (\d+ %), and (\d+ %)/,
    /keeps (\d+ %) and lets (\d+ %) through/,
  ].map((pattern) => pattern.exec(page.replaceAll('\n', ' '))!.slice(1));
  expect(told).toEqual(found);
  expect(Number.parseInt(found[1]![0]!, 10)).toBeGreaterThanOrEqual(90);
});

/** Ternaries and quaternaries of lithium with a real anion, neutral in some of all states. */
function randomNeutral(count: number): Composition[] {
  const random = stream(1, 'random neutral compositions');
  const partners = Array.from({ length: 93 }, (_, i) => i + 1).filter((z) => z !== 3 && reportedStates(z).size > 0);
  const found: Composition[] = [];
  while (found.length < count) {
    const arity = 2 + Math.floor(random() * 2);
    const drawn = Array.from({ length: arity }, () => partners[Math.floor(random() * partners.length)]!);
    if (new Set(drawn).size < arity) continue;
    const elements = Uint8Array.of(3, ...drawn);
    const amounts = Float64Array.from(elements, () => 1 + Math.floor(random() * 20));
    const composition = { atomicNumbers: elements, amounts };
    if (hasRealAnion(composition) && isChargeNeutral(composition, 'all')) found.push(composition);
  }
  return found;
}
