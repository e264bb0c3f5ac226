import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stream } from '../../../src/core/random.ts';
import { countedChoices, type Density, parzen } from '../../../src/experiment/sweep/parzen.ts';

interface Case {
  readonly points: readonly number[];
  readonly places: readonly number[];
  readonly density: readonly number[];
}

const golden = JSON.parse(readFileSync(new URL('../../golden/sweep/parzen.json', import.meta.url), 'utf8')) as Case[];
const points = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

test.each(golden)(
  'agrees with truncated normal distributions of scipy: $points',
  ({ points: known, places, density }) => {
    places.forEach((place, i) => {
      expect(Math.exp(parzen(known).log(place))).toBeCloseTo(density[i]!, 12);
    });
  },
);

test('a density of numbers has a mass of 1, whatever the points and their order', () => {
  fc.assert(
    fc.property(points, (known) => {
      const density = parzen(known);
      const steps = 20_000;
      let mass = 0;
      for (let i = 0; i < steps; i++) mass += Math.exp(density.log((i + 0.5) / steps)) / steps;
      expect(mass).toBeCloseTo(1, 4);
      expect(parzen([...known].reverse()).log(0.4)).toBeCloseTo(density.log(0.4), 12);
    }),
    { numRuns: 20 },
  );
});

test('draws lie where the density says, and never outside', () => {
  const density = parzen([0.1, 0.15, 0.9]);
  const random = stream(1, 'draws');
  const draws = Array.from({ length: 20_000 }, () => density.draw(random));
  expect(draws.every((place) => place >= 0 && place < 1)).toBe(true);
  for (const [from, to] of [
    [0, 0.2],
    [0.2, 0.6],
    [0.6, 1],
  ] as const) {
    const share = draws.filter((place) => place >= from && place < to).length / draws.length;
    expect(share).toBeCloseTo(massOf(density, from, to), 2);
  }
});

test('choices count once for the prior and once for each time they were made', () => {
  const density = countedChoices([2, 0, 2], 3);
  expect([0, 1, 2].map((place) => Math.exp(density.log(place)))).toEqual(
    [2 / 6, 1 / 6, 3 / 6].map((share) => expect.closeTo(share, 12)),
  );
  const random = stream(1, 'choices');
  const draws = Array.from({ length: 6000 }, () => density.draw(random));
  expect([0, 1, 2].map((place) => draws.filter((each) => each === place).length / 1000)).toEqual(
    [2, 1, 3].map((n) => expect.closeTo(n, 0)),
  );
});

function massOf(density: Density, from: number, to: number): number {
  const steps = 5000;
  let mass = 0;
  for (let i = 0; i < steps; i++)
    mass += (Math.exp(density.log(from + ((i + 0.5) / steps) * (to - from))) / steps) * (to - from);
  return mass;
}
