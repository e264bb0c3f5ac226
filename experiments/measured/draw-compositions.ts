/** Compositions without a measurement, on which a student can be taught what another says. */

import { atomicNumber, type Composition, createComposition, isRealAnion } from 'ionsieve/chemistry';

import { normal, type Stream } from 'ionsieve/core';

const LITHIUM = atomicNumber('Li');
const MOST = 20;

/**
 * Ternary and quaternary lithium compounds as a screening has them: a real anion, coefficients from 1 to 20, even chances.
 * @param elements atomic numbers to draw from, with at least one real anion and three in all
 * @example drawCompounds(100, [8, 15, 16], stream(0, 'demo')).length; // 100
 */
export function drawCompounds(count: number, elements: readonly number[], random: Stream): Composition[] {
  const partners = [...new Set(elements)].filter((z) => z !== LITHIUM).sort((a, b) => a - b);
  const anions = partners.filter(isRealAnion);
  const pick = (items: readonly number[]): number => items[Math.floor(random() * items.length)]!;
  return Array.from({ length: count }, () => {
    const size = random() < 0.5 ? 2 : 3;
    const chosen = new Set([pick(anions)]);
    while (chosen.size < size) chosen.add(pick(partners));
    const all = [LITHIUM, ...chosen];
    return createComposition(
      all,
      all.map(() => 1 + Math.floor(MOST * random())),
    );
  });
}

/** Standard deviation of the logarithm of an amount. */
const SPREAD = 0.3;

/**
 * Relatives of some compositions: each amount is multiplied by a number around 1, whose logarithm is normal.
 * @example drawRelatives([parseFormula('Li3PS4')], 10, stream(0, 'demo')).length; // 10
 */
export function drawRelatives(compositions: readonly Composition[], each: number, random: Stream): Composition[] {
  return compositions.flatMap(({ atomicNumbers, amounts }) =>
    Array.from({ length: each }, () =>
      createComposition(
        atomicNumbers,
        amounts.map((amount) => amount * Math.exp(SPREAD * normal(random))),
      ),
    ),
  );
}
