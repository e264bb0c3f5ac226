/**
 * How dense the good, or the bad, values of a parameter lie (Bergstra, Bardenet, Bengio and Kegl, NIPS 2011, section 4): for
 * numbers a mixture, in equal parts, of the uniform prior on the unit scale and a normal distribution around each value, cut off at
 * the ends; for choices one for the prior and one for each time the choice was made. The width of a normal distribution is the
 * greater of the distances to its neighbours, the ends of the scale among them, but no less than 1 / min(100, n + 1) (this floor is
 * ours: the paper clips to "a reasonable range").
 */
import { normal, type Stream } from '../../core/random.ts';

/** A distribution of one parameter. */
export interface Density {
  /** A draw: a place on the unit scale, or of a choice. */
  draw(random: Stream): number;
  /** Natural logarithm of the density at a place. */
  log(place: number): number;
}

/**
 * The density of numbers.
 * @param points places of values on the unit scale, any number of them
 * @example parzen([0.2, 0.3]).log(0.25) > parzen([0.2, 0.3]).log(0.9); // true
 */
export function parzen(points: readonly number[]): Density {
  const centres = [...points].sort((a, b) => a - b);
  const widths = centres.map((centre, i) => {
    const neighbours = Math.max(centre - (centres[i - 1] ?? 0), (centres[i + 1] ?? 1) - centre);
    return Math.max(neighbours, 1 / Math.min(100, centres.length + 1));
  });
  const masses = centres.map((centre, i) => massBelow((1 - centre) / widths[i]!) - massBelow(-centre / widths[i]!));
  return {
    draw(random) {
      const part = Math.floor(random() * (centres.length + 1));
      if (part === centres.length) return random();
      for (;;) {
        const place = centres[part]! + widths[part]! * normal(random);
        if (place >= 0 && place < 1) return place;
      }
    },
    log(place) {
      const sum = centres.reduce((total, centre, i) => {
        const off = (place - centre) / widths[i]!;
        return total + Math.exp((-off * off) / 2) / (Math.sqrt(2 * Math.PI) * widths[i]! * masses[i]!);
      }, 1);
      return Math.log(sum / (centres.length + 1));
    },
  };
}

/**
 * The density of choices.
 * @param chosen places of the choices that were made
 * @param choices how many there are to choose from
 * @example Math.exp(countedChoices([0, 0], 2).log(0)); // 0.75
 */
export function countedChoices(chosen: readonly number[], choices: number): Density {
  const share = (place: number): number =>
    (1 + chosen.filter((other) => other === place).length) / (choices + chosen.length);
  return {
    draw(random) {
      let left = random();
      for (let place = 0; place < choices - 1; place++) {
        left -= share(place);
        if (left < 0) return place;
      }
      return choices - 1;
    },
    log: (place) => Math.log(share(place)),
  };
}

/** The standard normal distribution below x, by the series of Abramowitz and Stegun, 26.2.11. */
function massBelow(x: number): number {
  if (Math.abs(x) > 8) return x < 0 ? 0 : 1;
  let term = x;
  let sum = x;
  for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return 0.5 + (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}
