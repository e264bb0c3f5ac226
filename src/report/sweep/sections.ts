/** The written report of a sweep, for readers. */
import type { Measured } from '../../experiment/numbers.ts';
import { type Parameter, valueText } from '../../experiment/sweep/parameter.ts';
import type { SweepSummary, TrialTable } from '../../experiment/sweep/summary.ts';
import { labelCountTable } from '../label-count-table.ts';
import { intervalText, markdownTable, numberText } from '../text.ts';
import { competitorsOf, OBJECTIVES, READABLE, seedText } from './competitors.ts';

/**
 * The report, from the summary alone.
 * @example reportMarkdown({ sections: sweepSections(summary), figures: sweepFigures(summary) });
 */
export function sweepSections(summary: SweepSummary): string[] {
  const { name, property, outer, inner_folds: inner, seeds, counts, groups, effort } = summary;
  const objective = OBJECTIVES[summary.objective];
  return [
    `# Sweep of ${name}`,
    `${property}: ${counts.compounds} compounds in ${groups} groups, of up to ${summary.largest_group}. Effort: ${effort}. Every search chose by ${objective} on ${inner} inner folds, within ` +
      `the training rows of each of ${outer.folds} outer folds (${outer.name}), for ${seedText(seeds)}; no group stands on both sides of a fold. ` +
      'The outer folds then judged what was chosen. Intervals are 95 % bootstrap intervals over groups. All trials stand in sweep.json.',
    ...plainWords(summary),
    ...lessonSection(summary),
    '## What was found and what held',
    outcomeTable(summary),
    `Inner is the mean ${objective} of the chosen settings on the folds that chose them, outer that on the folds that were held out; overfit is by how much ` +
      'inner is better. Some of it is no overfit: inner fits learn from fewer rows, and folds differ; the row without a sweep, where nothing was chosen, ' +
      'shows how much. Gain is against that row. A setting at random is the mean of settings drawn from the space.',
    '## What it cost',
    costTable(summary),
    'A trial is one setting on all inner folds of one outer fold, or of all rows; whole trials count a trial on a third of the training groups as a third.',
    ...failures(summary),
    '## What was chosen',
    chosenTable(summary),
    agreementTable(summary),
    '## Which parameters matter',
    importanceTable(summary),
    'Share of the variance of the score over the space that a parameter explains by itself (main effects of a functional analysis of variance): exact for a grid, ' +
      'from a model of the trials for other searches; mean over the outer folds, and the interval that holds 95 % of them.',
    '## The recipe',
    ...recipeSection(summary),
  ];
}

function plainWords(summary: SweepSummary): string[] {
  const { numbers, objective: its, better } = summary;
  const objective = OBJECTIVES[its];
  const gain = numbers['together.gain']!;
  const [ours, theirs] = [numbers['together.outer']!, numbers['untuned.outer']!];
  const floor = bestFloor(summary);
  const held = `on held-out rows ${objective} ${numberText(ours.value)} against ${numberText(theirs.value)} without a sweep`;
  const by = `${better > 0 ? '' : 'less error: '}${numberText(gain.value)}, 95 % interval ${intervalText(gain)}`;
  const beside = `the best floor, ${floor.name}, has ${numberText(floor.outer.value)}`;
  const worth = `${verdict(gain, ours, floor.outer, better)}: ${held} (gain ${by}); ${beside}.`;
  const overfit = numbers['together.overfit']!;
  const fitted =
    `The chosen settings scored ${numberText(numbers['together.inner']!.value)} on the folds that chose them and ${numberText(ours.value)} on held-out rows: ` +
    `optimism of the choice ${numberText(overfit.value)} (${intervalText(overfit)}), and ${numberText(numbers['untuned.overfit']!.value)} where nothing was chosen.`;
  return ['## In plain words', worth, fitted];
}

/** What students learned from, where any did. */
function lessonSection({ space, numbers, parameters }: SweepSummary): string[] {
  if (!('student' in space)) return [];
  const labels = numbers['labels.formulas'];
  const by =
    'teacher' in space
      ? 'by a method that learned, in every fold of every trial, from the rows to learn from alone'
      : 'given by a table';
  const labelled = `${numberText(labels?.value ?? null)} formulas have a label, ${by}. No label of a held-out compound stood in the lesson of the student.`;
  const classes =
    'The threshold that stands open says where classes begin in the lesson. All trials are judged by the same question: whether a held-out ' +
    'measurement reaches the threshold of the experiment.';
  return [
    '## What the students learned',
    'Students are judged on held-out measurements, and so are the floors, which learn from measurements alone.',
    ...(labels === undefined ? [] : [labelled, labelCountTable(numbers)]),
    ...(parameters.some(({ path }) => path === 'threshold') ? [classes] : []),
  ];
}

/** What no sweep, and no floor, says of the gain: a sweep that a floor beats was not worth it, whatever it gained. */
function verdict(gain: Measured, ours: Measured, floor: Measured, better: 1 | -1): string {
  const [low, high] = gain.interval ?? [null, null];
  if (better * (ours.value! - floor.value!) <= 0)
    return 'The sweep was not worth it, for a floor does as well or better';
  if (high !== null && high < 0) return 'The sweep did harm';
  if (low === null || low <= 0) return 'The sweep gained nothing that these data could tell';
  const [least, most] = ours.interval ?? [null, null];
  const apart = better > 0 ? least !== null && least > floor.value! : most !== null && most < floor.value!;
  return apart ? 'The sweep was worth it' : 'The sweep beat no tuning, but not surely a floor';
}

function bestFloor(summary: SweepSummary): { name: string; outer: Measured } {
  const { numbers, better } = summary;
  const floors = competitorsOf(summary)
    .filter((name) => name.startsWith('floor_'))
    .map((name) => ({ name: READABLE[name]!.replace('floor: ', ''), outer: numbers[`${name}.outer`]! }));
  return floors.reduce((best, floor) => (better * (floor.outer.value! - best.outer.value!) > 0 ? floor : best));
}

function outcomeTable(summary: SweepSummary): string {
  const { numbers, seeds } = summary;
  const cell = (key: string): string => {
    const number: Measured | undefined = numbers[key];
    if (!number) return '';
    const interval = intervalText(number);
    return interval ? `${numberText(number.value)} (${interval})` : numberText(number.value);
  };
  const rows = competitorsOf(summary).map((name) => [
    READABLE[name]!,
    cell(`${name}.inner`),
    cell(`${name}.outer`),
    ...seeds.map((seed) => numberText(numbers[`${name}.outer.seed_${seed}`]?.value ?? null)),
    cell(`${name}.overfit`),
    cell(`${name}.gain`),
    cell(`${name}.outer_pooled`),
  ]);
  const bySeed = seeds.map((seed) => `seed ${seed}`);
  return markdownTable(['', 'inner', 'outer', ...bySeed, 'overfit', 'gain', 'outer, all rows at once'], rows);
}

function costTable({ searches, numbers }: SweepSummary): string {
  const of = (kind: string, key: string) => numberText(numbers[`${kind}.${key}`]!.value);
  return markdownTable(
    ['search', 'trials a choice', 'whole trials', 'fits in all', 'trials that could not be fitted'],
    searches.map(({ search: { kind } }) => [
      READABLE[kind]!,
      of(kind, 'trials'),
      of(kind, 'whole_trials'),
      of(kind, 'fits'),
      of(kind, 'failed'),
    ]),
  );
}

function failures({ searches }: SweepSummary): string[] {
  const lines = searches.flatMap(({ search, failed }) =>
    Object.entries(failed).map(([reason, count]) => `- ${READABLE[search.kind]}, ${count} trials: ${reason}`),
  );
  return lines.length === 0 ? [] : ['Why trials could not be fitted:', lines.join('\n')];
}

/** A row for each choice, a column for each search. */
function chosenTable({ parameters, searches }: SweepSummary): string {
  const cell = (table: TrialTable): string => {
    const setting = parameters.map((parameter, j) => valueText(parameter, table.values[j]![table.chosen]!)).join(', ');
    const held = table.fold === null ? '' : `, outer ${numberText(table.outer)}`;
    return `${setting}: inner ${numberText(table.mean[table.chosen]!)}${held}`;
  };
  const rows = searches[0]!.tables.map(({ fold, seed }, stage) => [
    fold === null ? 'all rows' : `seed ${seed}, fold ${fold}`,
    ...searches.map(({ tables }) => cell(tables[stage]!)),
  ]);
  const settings = parameters.map(({ path }) => path).join(', ');
  return markdownTable([`chosen on (${settings})`, ...searches.map(({ search }) => READABLE[search.kind]!)], rows);
}

/** Whether the outer folds agree. */
function agreementTable({ parameters, searches }: SweepSummary): string {
  const rows = parameters.map((parameter, j) => [
    parameter.path,
    ...searches.map(({ tables }) => {
      const judged = tables.filter(({ fold }) => fold !== null);
      return agreement(
        parameter,
        judged.map((table) => table.values[j]![table.chosen]!),
      );
    }),
  ]);
  return markdownTable(['do the folds agree?', ...searches.map(({ search }) => READABLE[search.kind]!)], rows);
}

/** The range of a number that was chosen, or how often the most frequent choice was made. */
function agreement(parameter: Parameter, chosen: readonly number[]): string {
  if (parameter.kind === 'number') {
    const [low, high] = [Math.min(...chosen), Math.max(...chosen)].map((value) => valueText(parameter, value));
    return low === high ? `all ${low}` : `${low} to ${high}`;
  }
  const counts = parameter.oneOf.map((_, place) => chosen.filter((value) => value === place).length);
  const most = Math.max(...counts);
  return `${valueText(parameter, counts.indexOf(most))} in ${most} of ${chosen.length}`;
}

function importanceTable({ importance }: SweepSummary): string {
  return markdownTable(
    ['search', 'parameter', 'share of variance', '95 % of the folds', 'folds'],
    importance.map(({ search, parameter, share }) => [
      READABLE[search]!,
      parameter,
      share.value === null ? 'too few trials' : numberText(share.value),
      share.value === null ? '' : intervalText(share),
      numberText(share.n),
    ]),
  );
}

function recipeSection({ recipe, numbers, objective: its }: SweepSummary): string[] {
  const objective = OBJECTIVES[its];
  return [
    `Best of all searches on inner folds of all rows (by ${READABLE[recipe.search]}):`,
    `\`\`\`json\n${JSON.stringify(recipe.setting, null, 2)}\n\`\`\``,
    `Its inner ${objective} is ${numberText(recipe.inner)} (standard deviation between folds ${numberText(recipe.inner_sd)}), and ` +
      `${numberText(recipe.untuned_inner)} without a sweep; being the best of many it is too good. The number to quote is ` +
      `${numberText(numbers['together.outer']!.value)} (${intervalText(numbers['together.outer']!)}), what choosing in this way gave on held-out rows.`,
  ];
}
