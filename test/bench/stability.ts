/**
 * Hull energies and competing phases a second, on one core, beside SciPy's linear program (highs) for the same compounds in the same run.
 *   npx tsx test/bench/stability.ts [compounds]
 * The compounds are those of a list of a screening: lithium with three of ten partners, drawn from all coefficients to 12. Without Python or SciPy
 * the second line says so.
 */
import { spawnSync } from 'node:child_process';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { stream } from '../../src/core/random.ts';
import { hullFacets } from '../../src/stability/facets.ts';
import { openHull } from '../../src/stability/hull.ts';
import { shippedPhases } from '../../src/stability/shipped-phases.ts';
import { openSystem } from '../../src/stability/system.ts';

const PARTNERS = ['P', 'S', 'Cl', 'O', 'Si', 'Ge', 'Br', 'Al', 'Mg', 'N'];
const MOST = 12;
const WITH_SCIPY = 50;
const ROUNDS = 5;

const random = stream(0, 'stability bench');
const below = (n: number) => Math.floor(random() * n);
const compounds = Array.from({ length: Number(process.argv[2] ?? 100_000) }, () => {
  const left = [...PARTNERS];
  const partners = Array.from({ length: 3 }, () => left.splice(below(left.length), 1)[0]!);
  return ['Li', ...partners].map((symbol) => `${symbol}${1 + below(MOST)}`).join('');
});

const started = performance.now();
const phases = shippedPhases();
const hull = openHull(phases);
const opened = performance.now();
let sum = 0;
for (const formula of compounds) sum += hull(parseFormula(formula)).energy;
const seconds = (performance.now() - opened) / 1000;
const rss = process.memoryUsage.rss() / 1e6;
const each = (1000 * seconds) / compounds.length;
console.log(`table read in ${(opened - started).toFixed(0)} ms`);
console.log(
  `${compounds.length} compounds in ${seconds.toFixed(1)} s, ${each.toFixed(3)} ms each; ${rss.toFixed(0)} MB (mean ${(sum / compounds.length).toFixed(4)} eV/atom)`,
);

const facets = Array.from({ length: ROUNDS }, () => {
  const begin = performance.now();
  hullFacets(phases, [3, 15, 16]);
  return performance.now() - begin;
}).sort((a, b) => a - b);
console.log(`whole hull of Li-P-S: ${facets[(ROUNDS - 1) / 2]!.toFixed(1)} ms (median of ${ROUNDS})`);

const SCRIPT = `
import json, sys, time
import numpy as np
from scipy.optimize import linprog
begin, energies = time.perf_counter(), []
tasks = json.load(sys.stdin)
begin = time.perf_counter()
for t in tasks:
    A = np.array(t['columns']).reshape(-1, len(t['b'])).T
    energies.append(linprog(t['energies'], A_eq=A, b_eq=t['b'], method='highs').fun)
print(json.dumps({'seconds': time.perf_counter() - begin, 'energies': energies}))
`;
const asked = compounds.slice(0, WITH_SCIPY).map((formula) => {
  const { atomicNumbers, amounts } = parseFormula(formula);
  const order = Array.from(atomicNumbers.keys()).sort((i, j) => atomicNumbers[i]! - atomicNumbers[j]!);
  const system = openSystem(
    phases,
    order.map((i) => atomicNumbers[i]!),
  );
  const total = amounts.reduce((all, amount) => all + amount, 0);
  return {
    columns: Array.from(system.columns),
    energies: Array.from(system.energies),
    b: order.map((i) => amounts[i]! / total),
  };
});
const python = spawnSync('python3', ['-c', SCRIPT], { input: JSON.stringify(asked), encoding: 'utf8' });
if (python.status !== 0) console.log('SciPy: not here');
else {
  const found: { seconds: number; energies: number[] } = JSON.parse(python.stdout);
  const theirs = (1000 * found.seconds) / WITH_SCIPY;
  const worst = Math.max(
    ...found.energies.map((energy, i) => Math.abs(energy - hull(parseFormula(compounds[i]!)).energy)),
  );
  console.log(
    `SciPy: ${theirs.toFixed(1)} ms each, ${(theirs / each).toFixed(0)} times as long; energies differ by at most ${worst.toExponential(1)} eV/atom`,
  );
}
