/** The report on the groups. */
import { formatCsv } from 'ionsieve';
import { markdownTable, numberText, type ReportPage } from 'ionsieve/report';
import { groupingFigures } from './figures.ts';
import type { CompoundGroups } from './run.ts';

/** Chance below which we say that something is not chance. */
const SMALL = 0.05;
const WITHOUT = 'without_transition_metals.';

/**
 * The page of a summary.
 * @example groupingPage(summary).files?.['candidates.csv'];
 */
export function groupingPage(summary: CompoundGroups): ReportPage {
  const { candidates } = summary;
  const fastFrom = `${summary.fast_S_per_cm.toExponential()} S/cm`;
  return {
    sections: [
      '## Where the known fast conductors fall',
      placingText(summary),
      placingTable(summary),
      `In two groups: share of all measured fast conductors (${fastFrom} and more) that the two groups with most of them hold, and of all measured materials. ` +
        'By chance: mean over shuffled conductivities; p: how often a shuffle reaches the value; first the materials shuffled one by one, then ' +
        'in whole families (garnets, argyrodites ...), which is the harder test, since a family has much the same anions throughout. ' +
        'AUC: how well the share of fast ones among the others of its group ranks a material; for new families none of its own family is among ' +
        'the others. A value left out of its own group lowers the AUC of chance below a half. Anion element and nearest pattern are floors that need no groups.',
      '## The groups',
      groupTable(summary),
      '## How many groups',
      choiceText(summary),
      '## With other widths of the lines',
      widthTable(summary),
      '## What else has the anions of a fast conductor',
      candidateText(summary),
      candidateTable(summary),
      findText(summary),
    ],
    figures: groupingFigures(summary),
    files: {
      'candidates.csv': formatCsv(
        Object.keys(candidates[0] ?? { id: '' }),
        candidates.map((row) => Object.values(row).map((cell) => cell ?? Number.NaN)),
      ),
    },
  };
}

/** Whether the paper's claim holds here, way by way. */
function placingText(summary: CompoundGroups): string {
  const { numbers, methods } = summary;
  const value = (key: string) => numbers[key]!.value!;
  const percent = (key: string) => `${Math.round(100 * value(key))} %`;
  const lines = methods.map((method) => {
    const key = `${WITHOUT}${method}.two_groups.fast_share`;
    const holds = value(`${key}_p_value`) <= SMALL && value(`${key}_p_value_of_families`) <= SMALL;
    return (
      `- ${method}: ${percent(key)} of the ${numbers[key]!.n} fast conductors without transition metals are in two groups (by chance ` +
      `${percent(`${key}_by_chance`)}, in whole families ${percent(`${key}_by_chance_of_families`)}): ` +
      `${holds ? 'more than chance' : 'no more than chance may do'}. With a fifth of the patterns left out it is ` +
      `${percent(`${key}_least_of_parts`)} to ${percent(`${key}_most_of_parts`)} (${numbers[`${key}_least_of_parts`]!.n} draws)` +
      `${holds && value(`${key}_least_of_parts`) <= value(`${key}_by_chance_of_families`) ? ', so that the finding hangs on which compounds are in the set' : ''}.`
    );
  });
  const first = summary.groups.filter(({ method, group }) => method === methods[0] && group <= 2);
  const families = first.flatMap((group) => group.families.filter(({ fast }) => fast > 0));
  const held = families.map(({ family, fast, measured }) => `${family} ${fast} of ${measured}`).join(', ');
  return (
    `${numberText(numbers['data.representatives']!.value)} patterns that differ, of ${numberText(numbers['data.compounds']!.value)} compounds and ` +
    `${numberText(numbers['data.measured']!.value)} measured materials, ${numberText(numbers['data.fast']!.value)} of them fast. ` +
    "The paper's set has no transition metals, so its claim is held against the measured materials without any:\n\n" +
    `${lines.join('\n')}\n\n` +
    `Fast ones among the measured materials of the first two groups of ${methods[0]}, by family: ${held}.`
  );
}

function placingTable({ numbers, methods }: CompoundGroups): string {
  const keys = [...methods.map((method) => WITHOUT + method), ...methods, 'floor.anion'];
  const cell = (key: string) => numberText(numbers[key]?.value ?? null);
  const against = (key: string) =>
    `${cell(key)} (chance ${cell(`${key}_by_chance`)}, p ${cell(`${key}_p_value`)}; families ` +
    `${cell(`${key}_by_chance_of_families`)}, p ${cell(`${key}_p_value_of_families`)})`;
  const rows = keys.map((key) => [
    key.replace(WITHOUT, 'without transition metals: ').replace('floor.anion', 'floor: anion element'),
    `${numbers[`${key}.auc`]!.n}`,
    against(`${key}.two_groups.fast_share`),
    cell(`${key}.two_groups.measured_share`),
    against(`${key}.best_group.enrichment`),
    against(`${key}.auc`),
    against(`${key}.auc_new_family`),
  ]);
  const nearest = 'floor.nearest_pattern.auc';
  rows.push([
    'floor: nearest pattern',
    `${numbers[nearest]!.n}`,
    '',
    '',
    '',
    cell(nearest),
    cell(`${nearest}_new_family`),
  ]);
  return markdownTable(
    ['way', 'n', 'fast in two groups', 'measured in them', 'enrichment of the best', 'AUC', 'AUC, new families'],
    rows,
  );
}

function groupTable({ groups }: CompoundGroups): string {
  return markdownTable(
    ['way', 'group', 'patterns', 'compounds', 'measured', 'fast', 'without transition metals', 'families, fast of all'],
    groups.map((row) => [
      row.method,
      `${row.group}`,
      numberText(row.representatives),
      numberText(row.compounds),
      `${row.measured}`,
      `${row.fast}`,
      `${row.fast_as_in_paper} of ${row.measured_as_in_paper}`,
      row.families.map(({ family, fast, measured }) => `${family} ${fast}/${measured}`).join(', '),
    ]),
  );
}

function choiceText({ numbers, methods, groups }: CompoundGroups): string {
  const cell = (key: string) => numberText(numbers[key]!.value);
  const lines = methods.map((method) => {
    const used = groups.filter((row) => row.method === method).length;
    const byHeight = numbers[`choice.${method}.by_height`];
    return (
      `- ${method}: ${cell(`choice.${method}.by_silhouette`)} by silhouette, ${cell(`choice.${method}.by_stability`)} by stability` +
      `${byHeight ? `, ${numberText(byHeight.value)} by the largest gap of heights` : ''}; with ${used} groups the silhouette is ` +
      `${cell(`${method}.silhouette`)} and the stability ${cell(`${method}.stability`)}.`
    );
  });
  const agreements = Object.entries(numbers).filter(([key]) => key.startsWith('agreement.'));
  const agree = agreements.map(([key, number]) => {
    const [, one, other] = key.split('.');
    return `${one} and ${other} ${numberText(number.value)}`;
  });
  return (
    'Silhouette: 1 for groups far apart, 0 for groups that run into each other. Stability: agreement (adjusted Rand index, 1 for the same groups, ' +
    '0 for unrelated ones) of the groups with those of four fifths of the patterns grouped anew. What each would choose:\n\n' +
    `${lines.join('\n')}\n\nAgreement of the ways with each other: ${agree.join('; ')}.`
  );
}

function widthTable({ numbers, methods }: CompoundGroups): string {
  const widths = [...new Set(Object.keys(numbers).flatMap((key) => /^width\.([\d_]+)\./.exec(key)?.[1] ?? []))];
  const rows = widths.map((width) => {
    const share = `width.${width}.two_groups.fast_share`;
    const cell = (key: string) => numberText(numbers[key]!.value);
    return [
      width.replace('_', '.'),
      cell(share),
      cell(`${share}_by_chance`),
      cell(`${share}_p_value`),
      cell(`${share}_p_value_of_families`),
      cell(`width.${width}.auc`),
    ];
  });
  const header = ['width, degrees', 'fast in two groups', 'by chance', 'p', 'p, whole families', 'AUC'];
  return `${methods[0]}, all measured materials:\n\n${markdownTable(header, rows)}`;
}

function candidateText({ candidates }: CompoundGroups): string {
  return (
    `${candidates.length} compounds that were not measured, as far as our tables go, whose nearest measured material is fast and whose nearest slow one is ` +
    'clearly further away. Distances run from 0 (the same pattern) to 1.41 (no line in common). Compounds with the anions of a perovskite or of another ' +
    'lattice that slow conductors share are not listed. The list knows nothing of the cations: it says where to look, not that a compound conducts or can be made.'
  );
}

function candidateTable({ candidates }: CompoundGroups): string {
  return markdownTable(
    ['id', 'formula', 'distance', 'nearest fast', 'log10 S/cm', 'nearest slow', 'distance'],
    candidates.map((row) => [
      row.id,
      row.formula,
      numberText(row.distance),
      row.nearest_fast,
      numberText(row.nearest_fast_log10_S_per_cm),
      row.nearest_slow,
      numberText(row.distance_to_slow),
    ]),
  );
}

function findText({ finds }: CompoundGroups): string {
  const lines = finds.map(({ formula, id, groups }) => {
    const places = Object.entries(groups).map(([method, group]) => `group ${group} of ${method}`);
    return `- ${formula}: ${id === null ? 'no structure in this set' : `${id}, ${places.join(', ')}`}.`;
  });
  return `Fast conductors that the paper found by molecular dynamics, which none of our groupings was given:\n\n${lines.join('\n')}`;
}
