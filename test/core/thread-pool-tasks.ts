/** Tasks that the thread pool is tested with. */
import { threadId } from 'node:worker_threads';
import { fail } from '../../src/core/errors.ts';

/** What a test wants of a task. */
export type Wish = number | 'mistake' | 'bug' | 'never';

/** Multiplies; small numbers take longest, so that tasks end in another order than they began. */
export async function start(factor: number) {
  if (factor === 0) fail('factor', 'another than 0', '0', 'choose 1');
  return async (wish: Wish): Promise<{ product: number; thread: number }> => {
    if (wish === 'mistake') fail('wish', 'a number', '"mistake"', 'wish for a number');
    if (wish === 'bug') throw new TypeError('a bug in a task');
    if (wish === 'never') return new Promise(() => setInterval(() => {}, 1000));
    await new Promise((resolve) => setTimeout(resolve, 20 * (5 - wish)));
    return { product: factor * wish, thread: threadId };
  };
}
