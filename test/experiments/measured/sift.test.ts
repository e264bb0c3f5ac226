import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawCompounds } from '../../../experiments/measured/draw-compositions.ts';
import { ionicStates, sharedStates } from '../../../experiments/measured/ionic-states.ts';
import { nearestPhase } from '../../../experiments/measured/nearest-phase.ts';
import { SIFTS, type Sieve, sift } from '../../../experiments/measured/sift.ts';
import { stateRules } from '../../../experiments/measured/state-rules.ts';
import { study } from '../../../experiments/measured/study.ts';
import { chemicalSystem } from '../../../src/chemistry/composition.ts';
import { atomicNumber } from '../../../src/chemistry/elements.ts';
import { formatFormula, parseFormula } from '../../../src/chemistry/formula.ts';
import { UserError } from '../../../src/core/errors.ts';
import { stream } from '../../../src/core/random.ts';
import type { LearnerAnswer } from '../../../src/learning/ask-learner.ts';
import { metalOf } from '../../../src/stability/metal.ts';
import { shippedPhases } from '../../../src/stability/shipped-phases.ts';

const { states } = study.shortlist;
const FAST = { value: -3, probability: 0.9, domain: 'inside' } as LearnerAnswer;

const sieve: Sieve = {
  phases: shippedPhases(),
  rule: { against: metalOf('Li'), minWindow: study.shortlist.minWindow, maxAboveHull: null, noElementalProducts: true },
  states,
  predict: (compositions) => compositions.map(() => FAST),
  top: 10,
};
const siftAll = (formulas: readonly string[], changed: Partial<Sieve> = {}) => {
  const ranking = formulas.map((formula, i) => ({ formula, score: -i }));
  const { kept, removed } = sift(ranking, { ...sieve, ...changed });
  return { kept: kept.map(({ formula }) => formula), kinds: SIFTS.filter((reason) => removed[reason] > 0), removed };
};

describe('a chemist refuses', () => {
  // Phases and windows: those of `ionsieve stability`, which test/stability holds against published ones.
  test.each([
    ['Li16Ge2P2S13', 'elemental_products', 'phosphorus is among its phases'],
    ['Li9PS6', 'elemental_products', 'phosphorus is among its phases'],
    ['Li2HeO', 'energies_unknown', 'helium has no energy'],
    ['Li13Sn4HS14', 'other_states_in_the_mixture', 'it balances with Sn4+ and H-, its phases with Sn2+ and H+'],
    ['Li18Ge3H8S19', 'volatile_hydride', 'its phases hold H2S'],
    ['Li19SbPN7', 'other_states_in_the_mixture', 'it balances with Sb5+ and P3-, its phases with Sb3- and P5+'],
  ])('%s: %s, for %s', (formula, reason) => {
    expect(siftAll([formula])).toMatchObject({ kept: [], kinds: [reason] });
  });

  test('the first of an earlier list in its states, too', () => {
    for (const formula of ['Li16Ge2P2S13', 'Li9PS6']) {
      expect(ionicStates(parseFormula(formula), 'common').length).toBeGreaterThan(0);
      expect(ionicStates(parseFormula(formula), states)).toEqual([]);
    }
  });

  test('what has a narrower window than asked, lies far from measurements, or is called slow', () => {
    const wide = { ...sieve.rule, minWindow: 0.5 };
    expect(siftAll(['Li7PS6'], { rule: wide })).toMatchObject({ kept: [], kinds: ['narrow_window'] });
    const answering = (answer: Partial<LearnerAnswer>) => ({
      predict: (compositions: readonly unknown[]) => compositions.map(() => ({ ...FAST, ...answer })),
    });
    expect(siftAll(['Li7PS6'], answering({ domain: 'outside' })).kinds).toEqual(['far_from_measured']);
    expect(siftAll(['Li7PS6'], answering({ domain: null })).kinds).toEqual(['far_from_measured']);
    expect(siftAll(['Li7PS6'], answering({ probability: 0.49 })).kinds).toEqual(['predicted_slow']);
    expect(siftAll(['Li7PS6'], answering({ probability: 0.5 })).kept).toEqual(['Li7PS6']);
  });
});

describe('what is left', () => {
  test('is the best of each chemical system that stands, even where the best of all fell, to the end of the list', () => {
    const ranking = ['Li9PS6', 'Li7PS6', 'Li3PS4', 'Li10GeP2S12', 'Li4GeS4'];
    const { kept, removed } = siftAll(ranking, { top: 2 });
    expect(kept).toEqual(['Li7PS6', 'Li10GeP2S12']);
    expect(removed).toMatchObject({ elemental_products: 1, not_the_best_of_its_system: 1, beyond_the_list: 1 });
  });

  test('keeps its order, has one compound a system, and with what was removed is all of the ranking', () => {
    const pool = ['Li9PS6', 'Li7PS6', 'Li3PS4', 'Li10GeP2S12', 'Li4GeS4', 'Li6PS5Cl', 'Li2HeO', 'Li19SbPN7'];
    fc.assert(
      fc.property(fc.shuffledSubarray(pool), fc.integer({ min: 1, max: 4 }), (ranking, top) => {
        const { kept, removed } = siftAll(ranking, { top });
        expect(kept).toEqual(ranking.filter((formula) => kept.includes(formula)));
        expect(kept.length).toBeLessThanOrEqual(top);
        expect(new Set(kept.map((formula) => chemicalSystem(parseFormula(formula)))).size).toBe(kept.length);
        const gone = Object.values(removed).reduce((sum, count) => sum + count, 0);
        expect(gone + kept.length).toBe(ranking.length);
      }),
      { numRuns: 30 },
    );
  });

  test('a formula that is none is refused in one line', () => {
    expect(() => siftAll(['Li3Xx'])).toThrow(UserError);
    expect(() => siftAll(['Li3Xx'])).toThrow('Xx');
  });
});

describe('oxidation states', () => {
  const shared = (formula: string, phases: readonly string[]) =>
    sharedStates(parseFormula(formula), phases.map(parseFormula), states);

  test('are those of the compound and its phases, with the product of their shares', () => {
    expect(shared('Li7PS6', ['Li3PS4', 'Li2S'])?.text).toBe('Li+ P5+ S2-');
    expect(shared('Li14P4ICl', ['Li3P', 'LiCl', 'LiI'])?.text).toBe('Li+ P3- I- Cl-');
    expect(shared('Li7PS6', ['Li2S', 'P'])).toBeNull();
    // Germanium stands in 2+ in 6 % of its reports: it may, where its phases agree.
    expect(shared('Li2GeS2', ['Li2S', 'GeS'])?.text).toBe('Li+ Ge2+ S2-');
    expect(shared('Li2GeS2', ['Li4GeS4', 'Ge'])).toBeNull();
  });

  test('do not depend on how the formula is written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Li7PS6', 'Li6PS5Cl', 'Li10GeP2S12'),
        fc.integer({ min: 2, max: 9 }),
        (formula, n) => {
          expect(shared(`(${formula})${n}`, ['Li3PS4', 'Li2S'])).toEqual(shared(formula, ['Li3PS4', 'Li2S']));
        },
      ),
    );
  });

  test('are judged by rules that keep and let through the more the more states they allow', () => {
    const stable = ['Li3PS4', 'Li2S', 'Li3N', 'LiGe2N3', 'Li3P7'].map(parseFormula);
    const elements = ['P', 'S', 'Ge', 'N', 'Sn'].map((symbol) => atomicNumber(symbol));
    const rules = stateRules(stable, [3, ...elements], drawCompounds(400, elements, stream(0, 'drawn')));
    const [common, icsd, mixed, all] = rules;
    expect(rules.map(({ rule }) => rule)).toEqual([
      'common',
      'ICSD (4 % of reports or more)',
      'ICSD (4 % of reports or more, mixed valence)',
      'all',
    ]);
    // Li3P7 holds bonds between phosphorus atoms: no one state balances it.
    for (const { kept } of rules) expect(kept).toMatchObject({ value: 0.8, n: 5 });
    expect(stateRules(stable, [3, 16], []).at(0)!.kept_of_the_list).toMatchObject({ value: 1, n: 1 });
    const through = (rule: typeof common) => rule!.let_through.value!;
    expect(through(icsd)).toBeLessThanOrEqual(through(mixed));
    expect(through(mixed)).toBeLessThanOrEqual(through(all));
    expect(through(common)).toBeLessThanOrEqual(through(all));
    expect(all!.let_through.n).toBeGreaterThan(20);
  });
});

test('the nearest phase is the one with the least difference of fractions, the first of equals', () => {
  const phases = ['Li2S', 'Li3PS4', 'Li6P2S8'].map(parseFormula);
  // Fractions 7/14, 1/14, 6/14 against 3/8, 1/8, 4/8: 1/8 + 3/56 + 4/56.
  const { formula, difference } = nearestPhase(phases)(parseFormula('Li7PS6'));
  expect(formula).toBe(formatFormula(parseFormula('Li3PS4')));
  expect(difference).toBeCloseTo(0.25, 12);
});
