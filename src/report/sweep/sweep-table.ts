import type { SweepSummary } from '../../experiment/sweep/summary.ts';
import { alignedText, intervalText, numberText } from '../text.ts';
import { competitorsOf, OBJECTIVES, READABLE } from './competitors.ts';

/**
 * What was found and what held, as aligned text for a terminal.
 * @example process.stdout.write(sweepTable(summary));
 */
export function sweepTable(summary: SweepSummary): string {
  const { numbers, objective } = summary;
  const rows = competitorsOf(summary).map((name) => {
    const outer = numbers[`${name}.outer`]!;
    const [inner, overfit] = [numbers[`${name}.inner`], numbers[`${name}.overfit`]];
    return [
      READABLE[name]!,
      inner ? numberText(inner.value) : '-',
      numberText(outer.value),
      intervalText(outer),
      overfit ? numberText(overfit.value) : '-',
    ];
  });
  return alignedText([[OBJECTIVES[objective], 'inner', 'outer', '95 % interval', 'overfit'], ...rows]);
}
