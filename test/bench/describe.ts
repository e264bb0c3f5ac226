/**
 * Structures described per second, against brute force on the same structures in the same run.
 *   npx tsx test/bench/describe.ts [structures.jsonl[.gz]]
 * Brute force is what one would write first: for each pair of sites every image that can lie within 6 Angstrom, no
 * grid, pairs kept as objects, and only the five descriptors of the published model.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { elementProperty } from '../../src/chemistry/elements.ts';
import { packageRoot } from '../../src/core/files.ts';
import { readJsonLines } from '../../src/crystal/json-lines.ts';
import type { Structure } from '../../src/crystal/structure.ts';
import { planeSpacingsA } from '../../src/crystal/structure.ts';
import { NotComputable, structuralDescriptors } from '../../src/descriptors/structural.ts';
import { LITHIUM_IONS } from '../../src/transfer/ions.ts';

const ROUNDS = 5;
const SECONDS_A_ROUND = 2;
const BRUTE_REACH_A = 6;
const MODEL_COLUMNS = [6, 8, 10, 13, 16];

interface Pair {
  readonly i: number;
  readonly j: number;
  readonly d: number;
}

function allPairs({ lattice: m, frac, species }: Structure): Pair[] {
  const [na, nb, nc] = planeSpacingsA(m).map((spacing) => Math.ceil(BRUTE_REACH_A / spacing) + 1);
  const pairs: Pair[] = [];
  for (let i = 0; i < species.length; i++) {
    for (let j = 0; j < species.length; j++) {
      for (let p = -na!; p <= na!; p++) {
        for (let q = -nb!; q <= nb!; q++) {
          for (let r = -nc!; r <= nc!; r++) {
            const u = frac[3 * j]! + p - frac[3 * i]!;
            const v = frac[3 * j + 1]! + q - frac[3 * i + 1]!;
            const w = frac[3 * j + 2]! + r - frac[3 * i + 2]!;
            const x = u * m[0]! + v * m[3]! + w * m[6]!;
            const y = u * m[1]! + v * m[4]! + w * m[7]!;
            const z = u * m[2]! + v * m[5]! + w * m[8]!;
            const d = Math.sqrt(x * x + y * y + z * z);
            if (d <= BRUTE_REACH_A && !(i === j && p === 0 && q === 0 && r === 0)) pairs.push({ i, j, d });
          }
        }
      }
    }
  }
  return pairs;
}

/** LLB, SBI, AFC, LASD, LLSD from the definitions; not finite where they need what lies beyond 6 Angstrom. */
function bruteForce(structure: Structure, electronegativity: Float64Array): number[] {
  const en = Array.from(structure.species, (z) => electronegativity[z]!);
  const sites = en.map((_, i) => i);
  const isLi = (i: number): boolean => structure.species[i] === 3;
  const isAnion = (i: number): boolean => en[i] === Math.max(...en);
  const pairs = allPairs(structure);
  const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const nearest = (i: number, to: (j: number) => boolean): number =>
    Math.min(...pairs.filter((pair) => pair.i === i && to(pair.j)).map((pair) => pair.d));
  const bonds = pairs.filter((pair) => pair.d <= 4);
  const lithium = sites.filter(isLi);
  const shell = (i: number): number => {
    const reach = nearest(i, isAnion) + 1;
    if (reach > BRUTE_REACH_A) return Number.NaN;
    return pairs.filter((pair) => pair.i === i && isAnion(pair.j) && pair.d <= reach).length;
  };
  return [
    bonds.filter(({ i, j }) => isLi(i) && isLi(j)).length / lithium.length,
    mean(bonds.filter(({ i }) => !isLi(i)).map(({ i, j }) => Math.abs(en[i]! - en[j]!))),
    mean(sites.filter(isAnion).map(shell)),
    mean(lithium.map((i) => (isAnion(i) ? 0 : nearest(i, isAnion)))),
    mean(lithium.map((i) => nearest(i, isLi))),
  ];
}

/** Structures a second: the median of five rounds of two seconds or more; `work` returns how many it did. */
function rate(work: () => number): number {
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    let done = 0;
    while (performance.now() - begin < SECONDS_A_ROUND * 1000) done += work();
    rates.push((done * 1000) / (performance.now() - begin));
  }
  return rates.sort((a, b) => a - b)[(ROUNDS - 1) / 2]!;
}

/** Fifty structures at a call, round and round. */
function inTurn(structures: readonly Structure[], work: (structure: Structure) => void): () => number {
  let next = 0;
  return () => {
    for (let k = 0; k < 50; k++) work(structures[next++ % structures.length]!);
    return 50;
  };
}

/** How many structures agree, of those for which brute force looked far enough. */
function agreement(structures: readonly Structure[], electronegativity: Float64Array): string {
  const within = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;
  let [same, comparable] = [0, 0];
  for (const structure of structures) {
    const expected = bruteForce(structure, electronegativity);
    if (!expected.every(Number.isFinite)) continue;
    comparable++;
    const found = structuralDescriptors(structure, 'periodic', LITHIUM_IONS);
    if (MODEL_COLUMNS.every((column, k) => within(found[column]!, expected[k]!))) same++;
  }
  return `${same} of ${comparable}`;
}

function computable(structure: Structure): boolean {
  try {
    structuralDescriptors(structure, 'periodic', LITHIUM_IONS);
    return true;
  } catch (error) {
    if (error instanceof NotComputable) return false;
    throw error;
  }
}

const path = process.argv[2] ?? join(packageRoot(), 'data', 'sample', 'materials-project-sample.jsonl');
const content = readFileSync(path);
const text = (path.endsWith('.gz') ? gunzipSync(content) : content).toString();
const all = [...readJsonLines(text, path)];
const structures = all.filter(computable);
const electronegativity = elementProperty('descriptor_electronegativity').values;
const checked = structures.filter((_, k) => k % Math.ceil(structures.length / 60) === 0);
const parsed = rate(() => [...readJsonLines(text, path)].length);
const described = rate(inTurn(structures, (structure) => structuralDescriptors(structure, 'periodic', LITHIUM_IONS)));
const brute = rate(inTurn(structures, (structure) => bruteForce(structure, electronegativity)));
const sites = structures.reduce((sum, { species }) => sum + species.length, 0) / structures.length;

console.log(`${structures.length} of ${all.length} structures computable, ${sites.toFixed(1)} sites on average`);
console.log(`read        ${parsed.toFixed(0)} structures/s (text in memory; median of ${ROUNDS})`);
console.log(`describe    ${described.toFixed(0)} structures/s (24 descriptors; median of ${ROUNDS})`);
console.log(`read + describe ${(1 / (1 / parsed + 1 / described)).toFixed(0)} structures/s`);
console.log(`brute force ${brute.toFixed(0)} structures/s (5 descriptors; median of ${ROUNDS})`);
console.log(`ratio       ${(described / brute).toFixed(1)} times brute force`);
console.log(`agreement   ${agreement(checked, electronegativity)} structures within 1e-6`);
