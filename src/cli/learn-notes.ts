import { cutOf, margin } from '../dataset/target.ts';
import type { LearnResult } from '../experiment/property/learn.ts';
import { figuresOf, type Learner } from '../learning/learner.ts';
import { learnedText } from '../learning/scope.ts';
import { percent } from '../report/text.ts';
import { plural } from './tell-counts.ts';

/**
 * What became of the rows, and what was learned, in lines.
 * @example learnNotes(await learn(request))[0]; // '62 rows, 60 compounds; left out: 2 without a figure'
 */
export function learnNotes({ learner, counts, joined }: LearnResult): string[] {
  const { intervals, target } = learner;
  const {
    rows_read: rows,
    compounds,
    not_kept: others,
    merged,
    without_value: gaps,
    formula_not_read: bad,
    without_input: blind,
  } = counts;
  const unit = target.scale === 'log10' ? `log10(${target.unit})` : target.unit;
  const left = [
    [merged, 'merged with another of their formula'],
    [others, 'without the element asked for'],
    [gaps, 'without a figure'],
    [bad, 'with a formula that cannot be read'],
    [counts.cells_missing ?? 0, 'with fewer cells than the header'],
    [blind, 'with an element without descriptors'],
    [counts.undecided ?? 0, 'with a bound that leaves the threshold open'],
    [counts.other_temperature ?? 0, 'not at room temperature'],
    [counts.temperature_not_read ?? 0, 'with a temperature that cannot be read'],
  ] as const;
  const bounds = (
    [
      ['upper', counts.upper_bounds],
      ['lower', counts.lower_bounds],
    ] as const
  )
    .filter(([, count = 0]) => count > 0)
    .map(([which, count]) => `, ${count} of them ${which} bounds`)
    .join('');
  return [
    `${plural(rows, 'row')}, ${plural(compounds, 'compound')}${bounds}${told(left)}`,
    ...(joined === null
      ? []
      : [
          `with ${plural(joined.shipped, 'shipped measurement')}, ${joined.upper_bounds} of them upper bounds${told([
            [joined.replaced, 'of compounds that are yours'],
            [joined.repeated, 'of compounds that are there already'],
            [joined.not_kept, 'without the element asked for'],
            [joined.not_at_room_temperature, 'not at room temperature'],
            [joined.without_input, 'with an element without descriptors'],
          ])}`,
        ]),
    `it learned ${learnedText(learner)}`,
    ...oneSided(learner),
    intervals === null
      ? 'no intervals: too few compounds, or a model that tells classes'
      : `${percent(intervals.coverage)} intervals: ± ${intervals.near.toPrecision(3)} ${unit} near to what it learned (difference up to ${intervals.nearLimit}), ± ${intervals.far.toPrecision(3)} beyond`,
  ];
}

/** A threshold that all compounds lie on one side of tells nothing; often it is in another unit. */
function oneSided(learner: Learner): string[] {
  const cut = cutOf(learner.target);
  if (cut === null) return [];
  const compounds = figuresOf(learner)?.compounds ?? [];
  const count = compounds.filter(([, value]) => margin(cut, value) >= 0).length;
  if (count > 0 && count < compounds.length) return [];
  const who = count === 0 ? 'no compound counts' : 'all compounds count';
  return [
    `${who} by the threshold of ${learner.target.threshold} ${learner.target.unit}: no score tells the two sides apart`,
  ];
}

/** The rows that are not learned from, by reason; nothing without any. */
function told(counts: readonly (readonly [count: number, what: string])[]): string {
  const some = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return some.length === 0 ? '' : `; left out: ${some.join(', ')}`;
}
