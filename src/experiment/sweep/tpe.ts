/**
 * The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kegl, NIPS 2011, section 4): the trials are split into a
 * few good ones and the rest, the density of each is estimated, and of candidates drawn from the good one that is tried next
 * which is most probable among the good, beside the bad: there the expected improvement is largest (their eq. 6).
 */
import type { Stream } from '../../core/random.ts';
import { type Parameter, unitOf, valueAt } from './parameter.ts';
import { countedChoices, type Density, parzen } from './parzen.ts';
import { rankTrials, type Trial } from './rank-trials.ts';

/** Share of the trials that count as good, rounded up to a whole trial. */
const GOOD = 0.15;
/** Candidates among which one is proposed. */
const CANDIDATES = 24;

/**
 * Settings to try next, each from candidates of its own.
 * @param trials at least one
 * @returns one value a parameter, for each of `count` settings
 * @example proposeByDensity(parameters, trials, 4, stream(0, 'tpe/20')).length; // 4
 */
export function proposeByDensity(
  parameters: readonly Parameter[],
  trials: readonly Trial[],
  count: number,
  random: Stream,
): number[][] {
  const order = rankTrials(trials);
  const good = Math.ceil(GOOD * trials.length);
  const densities = (places: readonly number[]): Density[] =>
    parameters.map((parameter, j) =>
      densityOf(
        parameter,
        places.map((place) => trials[place]!.values[j]!),
      ),
    );
  const [among, beside] = [densities(order.slice(0, good)), densities(order.slice(good))];
  return Array.from({ length: count }, () => {
    let [best, most]: [number[], number] = [[], Number.NEGATIVE_INFINITY];
    for (let candidate = 0; candidate < CANDIDATES; candidate++) {
      const places = among.map((density) => density.draw(random));
      const gain = places.reduce((sum, place, j) => sum + among[j]!.log(place) - beside[j]!.log(place), 0);
      if (gain > most) [best, most] = [places, gain];
    }
    return best.map((place, j) => (parameters[j]!.kind === 'choice' ? place : valueAt(parameters[j]!, place)));
  });
}

function densityOf(parameter: Parameter, values: readonly number[]): Density {
  return parameter.kind === 'choice'
    ? countedChoices(values, parameter.oneOf.length)
    : parzen(values.map((value) => unitOf(parameter, value)));
}
