/** How wrong answers are, on any rows drawn: smaller is better. */
import type { RowStatistic } from 'ionsieve/evaluation';
import type { Task } from './tasks.ts';

/** The part of a task that its score needs. */
export type Scored = Pick<Task, 'does' | 'y' | 'folds' | 'judged'>;

/**
 * Of values the mean absolute error, over rows and draws; of classes 1 - AUC, over pairs of a row of class 1 and one of class 0 within
 * a fold and a draw, so that answers of two fits are never held against each other.
 * @param answers one value a row of the task, for each draw
 * @returns its argument lists places among the judged rows; null where no pair is drawn
 * @example errorOf({ does: 'values', y: [1, 2], folds: Int32Array.of(0, 1), judged: [0, 1] }, [[1, 4]])(Int32Array.of(0, 1)); // 1
 */
export function errorOf(task: Scored, answers: readonly ArrayLike<number>[]): RowStatistic {
  return task.does === 'values' ? absoluteError(task, answers) : missedPairs(task, answers);
}

function absoluteError({ y, judged }: Scored, answers: readonly ArrayLike<number>[]): RowStatistic {
  const misses = Float64Array.from(judged, (row) =>
    answers.reduce((sum, said) => sum + Math.abs(said[row]! - y[row]!) / answers.length, 0),
  );
  return (drawn) => {
    let sum = 0;
    for (const place of drawn) sum += misses[place]!;
    return sum / drawn.length;
  };
}

/** Judged rows of one fold with the answers of one draw, sorted by answer. */
interface Ranking {
  readonly places: Int32Array;
  readonly said: Float64Array;
  readonly isOne: Uint8Array;
}

function missedPairs({ y, folds, judged }: Scored, answers: readonly ArrayLike<number>[]): RowStatistic {
  const numbers = [...new Set(folds)];
  const rankings = answers.flatMap((said) =>
    numbers.map((fold): Ranking => {
      const places = Int32Array.from([...judged.keys()].filter((place) => folds[judged[place]!] === fold));
      places.sort((a, b) => said[judged[a]!]! - said[judged[b]!]!);
      return {
        places,
        said: Float64Array.from(places, (place) => said[judged[place]!]!),
        isOne: Uint8Array.from(places, (place) => y[judged[place]!]!),
      };
    }),
  );
  return (drawn) => {
    const counts = new Int32Array(judged.length);
    for (const place of drawn) counts[place]!++;
    let [missed, pairs] = [0, 0];
    for (const ranking of rankings) {
      const counted = countPairs(ranking, counts);
      missed += counted.missed;
      pairs += counted.pairs;
    }
    return pairs === 0 ? null : missed / pairs;
  };
}

/** Pairs with the one of class 1 ranked below; equal answers count half. */
function countPairs({ places, said, isOne }: Ranking, counts: Int32Array) {
  let [missed, ones, zeros] = [0, 0, 0];
  for (let at = 0; at < places.length; ) {
    let [onesHere, zerosHere] = [0, 0];
    const value = said[at]!;
    for (; at < places.length && said[at] === value; at++) {
      const count = counts[places[at]!]!;
      if (isOne[at] === 1) onesHere += count;
      else zerosHere += count;
    }
    missed += zerosHere * (ones + onesHere / 2);
    ones += onesHere;
    zeros += zerosHere;
  }
  return { missed, pairs: ones * zeros };
}
