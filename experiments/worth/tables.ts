/** The tables of the report. */
import type { Measured, OwnSummary } from 'ionsieve/experiment';
import { markdownTable, numberText } from 'ionsieve/report';
import { CARRIED, SOURCES, type TaskName, type WorthFound } from './define.ts';
import { DECIDES } from './verdict.ts';
import { SOURCE_TITLES, short, TASK_TITLES } from './words.ts';

type WorthSummary = OwnSummary<WorthFound>;

/**
 * How well the networks know what they were taught.
 * @example sourceTable(summary);
 */
export function sourceTable({ numbers }: WorthSummary): string {
  const rows = SOURCES.map((source) => {
    const value = (name: string) => short(numbers[`source.${source}.${name}`]!.value);
    const { unit, n } = numbers[`source.${source}.network.mae`]!;
    const errors = ['network.mae', 'controls.mae', 'median.mae', 'network.spearman', 'controls.spearman'].map(value);
    return [SOURCE_TITLES[source], numberText(numbers[`source.${source}.rows`]!.value), unit, ...errors, numberText(n)];
  });
  const header = ['source', 'learned', 'unit', 'MAE', 'MAE of controls', 'MAE of median'];
  return markdownTable([...header, 'rank correlation', 'of controls', 'held out'], rows);
}

/**
 * All settings on few rows: layers and heads.
 * @example settingTable(summary);
 */
export function settingTable(summary: WorthSummary): string {
  const rows = SOURCES.flatMap((source) =>
    summary.tasks.flatMap(({ name }) =>
      CARRIED.flatMap((carried) =>
        summary.heads.map((head) => {
          const row = gainRow(summary, `${name}.${source}.${carried}.${head}.few`, `${name}.floor.${head}.few`);
          return [SOURCE_TITLES[source], TASK_TITLES[name], carried, head, ...row];
        }),
      ),
    ),
  );
  return markdownTable(['source', 'task', 'layer', 'head', ...GAIN_HEADER], rows);
}

/**
 * The learning curves of a task: the layer and the head that decide, from few rows to all.
 * @example curveTable(summary, 'steels');
 */
export function curveTable(summary: WorthSummary, task: TaskName): string {
  const { sizes, all } = summary.tasks.find(({ name }) => name === task)!;
  const rows = summary.verdicts
    .filter((verdict) => verdict.task === task)
    .flatMap(({ source, head }) =>
      [...sizes, 'all'].map((size) => {
        const row = gainRow(summary, `${task}.${source}.${DECIDES}.${head}.${size}`, `${task}.floor.${head}.${size}`);
        return [SOURCE_TITLES[source], size === 'all' ? `all, ${numberText(all)}` : `${size}`, ...row];
      }),
    );
  return markdownTable(['source', 'rows', ...GAIN_HEADER], rows);
}

const GAIN_HEADER = ['no transfer', 'with it', 'gain over controls', '95 %', 'gain over no transfer', '95 %', 'n'];

function gainRow({ numbers }: WorthSummary, key: string, floor: string): string[] {
  const interval = ({ interval: ends }: Measured) => `${short(ends![0])} to ${short(ends![1])}`;
  const gains = ['gain', 'over_floor'].map((name) => numbers[`${key}.${name}`]!);
  return [
    short(numbers[floor]!.value),
    short(numbers[key]!.value),
    ...gains.flatMap((gain) => [short(gain.value), interval(gain)]),
    numberText(numbers[key]!.n),
  ];
}
