/** The scores that a shipped Learner carries, from the numbers of its making. */
import type { Numbers } from 'ionsieve/experiment';
import type { ScoreRow } from 'ionsieve/learning';

/** Numbers of held-out rows, by the ends of their keys. */
const HELD_OUT = { by_doi: 'unseen papers', by_family: 'unseen families' } as const;
const METRICS = ['auc', 'mae_floor_1e-10'] as const;

/**
 * Scores of a student on unseen papers and families, and of each family on unseen papers.
 * @param of name of the rows on which it was judged
 * @param families from familyNumbers
 * @example shippedScores('all', 'committee', numbers, families)[0].on; // 'unseen papers'
 */
export function shippedScores(of: string, subject: string, numbers: Numbers, families: Numbers): ScoreRow[] {
  const row = (on: string, metric: string, from: Numbers, key: string): ScoreRow[] => {
    const number = from[key];
    if (number === undefined) return [];
    const { value, unit, n, interval } = number;
    return [{ subject, on, metric, value, low: interval?.[0] ?? null, high: interval?.[1] ?? null, n, unit }];
  };
  return [
    ...Object.entries(HELD_OUT).flatMap(([held, on]) =>
      METRICS.flatMap((metric) => row(on, metric, numbers, `${of}.${held}.${subject}.${metric}`)),
    ),
    ...Object.keys(families).flatMap((key) => {
      const family = /^family\.(.+)\.auc_unseen_papers$/.exec(key)?.[1];
      return family === undefined ? [] : row(`unseen papers, ${family}`, 'auc', families, key);
    }),
  ];
}
