import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createComposition, hasRealAnion, isRealAnion } from '../../src/chemistry/composition.ts';
import { atomicNumber, SYMBOLS } from '../../src/chemistry/elements.ts';
import { type Composition, formatFormula } from '../../src/chemistry/formula.ts';
import { chargeAssignments, isChargeNeutral, passesPauling } from '../../src/chemistry/oxidation-states.ts';
import { packageRoot } from '../../src/core/files.ts';
import { elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { fitDomain } from '../../src/evaluation/domain.ts';
import { countBits, forEachIndex, primitiveMask, readCoefficients } from '../../src/screening/coefficients.ts';
import { compileStudent } from '../../src/screening/compile.ts';
import { createJob } from '../../src/screening/create-job.ts';
import { createFilter, FILTERS, NO_FILTERS, type ScreeningFilters } from '../../src/screening/filters.ts';
import type { GridSpace } from '../../src/screening/grid-space.ts';
import { createSpace } from '../../src/screening/grid-space.ts';
import { countSpace, elementSet } from '../../src/screening/space.ts';
import { type NaiveCompound, naiveScreening } from './naive.ts';
import { descriptorSet, linearStudent, screenHere } from './students.ts';

const descriptors = descriptorSet(['period', 'covalent_radius_A', 'group'], ['mean', 'sd', 'max']);
const weights = Float64Array.of(0.4, -0.3, 0.2, -1, 2, 0.5, 0.1, -0.2, 0.05);
const linear = { weights, intercept: -1 };

/** The compounds that pass, found one object a compound with the chemistry of src/chemistry, and what each filter removed. */
function oracle(compounds: readonly NaiveCompound[], compositions: readonly Composition[], filters: ScreeningFilters) {
  const known = new Set(filters.known);
  const domain = filters.domain;
  const distance = (composition: Composition): number => {
    const { data } = elementalDescriptors([composition], descriptors);
    const coordinates = domain!.axes.map((axis) =>
      axis.reduce((sum, a, j) => sum + a * (data[j]! - domain!.centre[j]!), 0),
    );
    return Math.sqrt(coordinates.reduce((sum, z) => sum + z * z, 0));
  };
  const ionic = ({ atomicNumbers, amounts }: Composition): boolean =>
    chargeAssignments(atomicNumbers, filters.states).some(
      ({ charges, paulingOrder }) =>
        paulingOrder &&
        charges.reduce((sum, q, i) => sum + q * amounts[i]!, 0) === 0 &&
        charges.every((q, i) => q > 0 || isRealAnion(atomicNumbers[i]!)),
    );
  const tests: ((compound: NaiveCompound, composition: Composition) => boolean)[] = [
    ({ elements }) => !elements.some((z) => filters.excluded.includes(z)),
    (_, composition) => !filters.realAnion || hasRealAnion(composition),
    (_, composition) => filters.charges === 'any' || isChargeNeutral(composition, filters.states),
    (_, composition) => ['any', 'neutral'].includes(filters.charges) || passesPauling(composition, filters.states),
    (_, composition) => filters.charges !== 'ionic' || ionic(composition),
    ({ formula }) => !filters.unknownOnly || !known.has(formula),
    (_, composition) => filters.domainLimit === null || distance(composition) <= filters.domainLimit,
  ];
  const removed = Object.fromEntries(FILTERS.map((filter) => [filter, 0])) as Record<string, number>;
  const passing = compounds.filter((compound, i) => {
    const failed = tests.findIndex((passes) => !passes(compound, compositions[i]!));
    if (failed >= 0) removed[FILTERS[failed]!]!++;
    return failed < 0;
  });
  return { passing, removed };
}

const spaces = [
  createSpace({ anchor: 3, partners: [15, 16, 17, 32], arities: [3, 4], maxCoefficient: 5 }),
  createSpace({ anchor: 3, partners: [12, 8, 9, 26], arities: [2, 3], maxCoefficient: 7 }),
  createSpace({ anchor: 3, partners: [26, 7, 1, 2], arities: [3, 4], maxCoefficient: 4 }),
];

const prepared = spaces.map((space) => {
  const naive = naiveScreening(descriptors, linear, space);
  const compositions = naive.map(({ formula }) => compositionOf(formula));
  const { centre, axes } = fitDomain(elementalDescriptors(compositions, descriptors)).toJson();
  return {
    space,
    naive,
    compositions,
    domain: { centre, axes },
    plan: compileStudent(linearStudent(descriptors, linear), space),
  };
});

function compositionOf(formula: string): Composition {
  const parts = [...formula.matchAll(/([A-Z][a-z]?)(\d*)/g)];
  return createComposition(
    parts.map(([, symbol]) => SYMBOLS.indexOf(symbol!)),
    parts.map(([, , amount]) => Number(amount || 1)),
  );
}

describe('filters', () => {
  test('remove what the chemistry of single compounds says, each compound once, and count it', () => {
    const settings = fc.record({
      which: fc.integer({ min: 0, max: spaces.length - 1 }),
      excluded: fc.subarray([2, 7, 16, 9]),
      realAnion: fc.boolean(),
      states: fc.constantFrom('common' as const, 'all' as const),
      charges: fc.constantFrom('any' as const, 'neutral' as const, 'pauling-order' as const, 'ionic' as const),
      unknownOnly: fc.boolean(),
      knownEvery: fc.integer({ min: 2, max: 9 }),
      domainLimit: fc.option(fc.double({ min: 0.3, max: 2, noNaN: true })),
    });
    fc.assert(
      fc.property(settings, ({ which, knownEvery, ...rest }) => {
        const { naive, compositions, domain, plan } = prepared[which]!;
        const known = naive.filter((_, i) => i % knownEvery === 0).map(({ formula }) => formula);
        const filters = { ...rest, known, domain };
        const { passing, removed } = oracle(naive, compositions, filters);
        const threshold = 0;
        const result = screenHere(createJob(plan, { threshold, top: 40, filters }), false);
        expect(result.removed).toEqual(removed);
        expect(result.scored).toBe(passing.length);
        expect(result.aboveThreshold).toBe(passing.filter(({ score }) => score >= threshold).length);
        const best = passing.map(({ score }) => score).sort((a, b) => b - a);
        expect(result.top.map(({ score }) => score.toFixed(9))).toEqual(best.slice(0, 40).map((s) => s.toFixed(9)));
        const passed = new Set(passing.map(({ formula }) => formula));
        expect(result.top.every(({ formula }) => passed.has(formula))).toBe(true);
        expect(result.systems).toBe(new Set(passing.map(({ elements }) => elements.join())).size);
      }),
      { numRuns: 60 },
    );
  });

  test('list the best compound of each chemical system', () => {
    const { naive, plan } = prepared[0]!;
    const job = createJob(plan, { threshold: 0, top: 10, filters: NO_FILTERS, onePerSystem: true });
    const best = new Map<string, number>();
    for (const { elements, score } of naive) {
      best.set(elements.join(), Math.max(score, best.get(elements.join()) ?? Number.NEGATIVE_INFINITY));
    }
    const expected = [...best.values()].sort((a, b) => b - a);
    for (const exhaustive of [true, false]) {
      const { top, scored } = screenHere(job, exhaustive);
      expect(top.map(({ score }) => score.toFixed(9))).toEqual(expected.slice(0, 10).map((s) => s.toFixed(9)));
      expect(scored).toBe(naive.length);
    }
  });

  test('count every neutral compound of three subspaces of the published space as the chemistry does', () => {
    const partners = [
      [15, 16, 17],
      [12, 8, 14],
      [40, 57, 8],
    ];
    for (const elements of partners) {
      const space: GridSpace = createSpace({
        anchor: 3,
        partners: elements,
        arities: [3, 4],
        maxCoefficient: 20,
      });
      const plan = compileStudent(linearStudent(descriptors, linear), space);
      for (const states of ['common', 'all'] as const) {
        let [neutral, pauling] = [0, 0];
        const removed = new Float64Array(FILTERS.length);
        let [neutralFound, paulingFound] = [0, 0];
        for (let rank = 0; rank < countSpace(space).elementSets; rank++) {
          const set = elementSet(space, rank);
          const arity = set.length;
          const coefficients = new Uint8Array(arity);
          const mask = primitiveMask(arity, 20);
          forEachIndex(mask, 20, (index) => {
            const composition = createComposition(set, readCoefficients(index, 20, coefficients));
            if (arity === 4 && index % 7 !== 0) return; // every seventh quaternary: the oracle takes its time
            if (isChargeNeutral(composition, states)) neutral++;
            if (passesPauling(composition, states)) pauling++;
          });
          const every = (charges: 'neutral' | 'pauling-order'): number => {
            createFilter(plan, { ...NO_FILTERS, states, charges }, arity).apply(rank, set, mask, removed);
            let count = 0;
            forEachIndex(mask, 20, (index) => {
              if (arity !== 4 || index % 7 === 0) count++;
            });
            return count;
          };
          neutralFound += every('neutral');
          paulingFound += every('pauling-order');
        }
        expect([neutralFound, paulingFound]).toEqual([neutral, pauling]);
        expect(neutral).toBeGreaterThan(100);
      }
    }
  });

  // Counts by an independent program: test/golden/chemistry/neutrality.py.
  const golden = JSON.parse(readFileSync(join(packageRoot(), 'test/golden/chemistry/neutrality.json'), 'utf8')) as {
    subspaces: {
      partners: string[];
      arity: number;
      maxCoefficient: number;
      compounds: number;
      common: { neutral: number; pauling: number };
      all: { neutral: number; pauling: number };
    }[];
  };
  test.each(golden.subspaces)('count as an independent program does: $partners, $arity elements', (subspace) => {
    const { arity, maxCoefficient } = subspace;
    const partners = subspace.partners.map((symbol) => atomicNumber(symbol));
    const space = createSpace({ anchor: 3, partners, arities: [arity], maxCoefficient });
    const gapless = descriptorSet(['period'], ['mean']);
    const plan = compileStudent(linearStudent(gapless, { weights: Float64Array.of(1), intercept: 0 }), space);
    const passing = (states: 'common' | 'all', charges: 'any' | 'neutral' | 'pauling-order'): number =>
      screenHere(createJob(plan, { threshold: 0, top: 0, filters: { ...NO_FILTERS, states, charges } }), false).scored;
    expect(passing('common', 'any')).toBe(subspace.compounds);
    for (const states of ['common', 'all'] as const) {
      expect([passing(states, 'neutral'), passing(states, 'pauling-order')]).toEqual([
        subspace[states].neutral,
        subspace[states].pauling,
      ]);
    }
  });

  test('let everything pass when nothing is asked, and know what they let pass', () => {
    const { plan } = prepared[0]!;
    const mask = new Uint32Array(primitiveMask(4, 5).length);
    const removed = new Float64Array(FILTERS.length);
    const live = createFilter(plan, NO_FILTERS, 4).apply(0, Uint8Array.of(3, 15, 16, 17), mask, removed);
    expect(live).toBe(countBits(primitiveMask(4, 5)));
    expect([...removed]).toEqual(FILTERS.map(() => 0));
    expect(formatFormula(createComposition([3, 16], [2, 1]))).toBe('Li2S');
  });
});
