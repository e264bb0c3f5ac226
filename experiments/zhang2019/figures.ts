/** The figures of the report. */
import { COLOURS, type Figure } from 'ionsieve/report';
import { dendrogramFigure } from './dendrogram-figure.ts';
import type { CompoundGroups } from './run.ts';

/**
 * Every figure of a summary.
 * @example groupingFigures(summary).map(({ file }) => file);
 */
export function groupingFigures(summary: CompoundGroups): Figure[] {
  return [
    placingFigure(summary),
    ...(summary.tree === null ? [] : [dendrogramFigure(summary.tree)]),
    patternFigure(summary),
    choiceFigure(summary),
  ];
}

function placingFigure({ groups, methods, numbers, fast_S_per_cm: fastFrom }: CompoundGroups): Figure {
  const values = groups.flatMap(({ method, group, measured, fast }) => [
    { method, group, what: 'fast', place: 0, materials: fast },
    { method, group, what: 'slow', place: 1, materials: measured - fast },
  ]);
  return {
    file: 'placing.svg',
    caption:
      `Where measured materials fall (n = ${numbers['data.measured']!.value}, ${numbers['data.fast']!.value} of them fast: ${fastFrom.toExponential()} S/cm and more); ` +
      'groups of each way in order of their fast conductors.',
    spec: {
      title: 'Known conductors among the groups',
      data: { values },
      width: 150,
      height: 200,
      mark: 'bar',
      encoding: {
        column: { field: 'method', type: 'nominal', sort: [...methods], title: null },
        x: { field: 'group', type: 'ordinal', title: 'group', axis: { labelAngle: 0 } },
        y: { field: 'materials', type: 'quantitative', title: 'measured materials' },
        color: {
          field: 'what',
          type: 'nominal',
          title: null,
          scale: { domain: ['fast', 'slow'], range: [COLOURS.fast, COLOURS.slow] },
        },
        order: { field: 'place', type: 'quantitative' },
      },
    },
  };
}

function patternFigure({ mean_patterns: means, groups, methods, bin_degrees: step }: CompoundGroups): Figure {
  const titles = means.map(({ group }) => {
    const row = groups.find((one) => one.method === methods[0] && one.group === group)!;
    return `group ${group}: ${row.representatives} patterns, ${row.fast} of ${row.measured} fast`;
  });
  const values = means.flatMap(({ intensity }, i) =>
    intensity.map((height, bin) => ({
      title: titles[i]!,
      angle: Number(((bin + 0.5) * step).toFixed(3)),
      intensity: height,
    })),
  );
  return {
    file: 'patterns.svg',
    caption: `Mean powder pattern of the anions of each group of ${methods[0]} (every anion sulfur, 40 cubic Angstrom an anion, copper K-alpha; n in the titles).`,
    spec: {
      title: 'What the anions of a group have in common',
      data: { values },
      facet: {
        row: {
          field: 'title',
          type: 'nominal',
          sort: titles,
          title: null,
          header: { labelAngle: 0, labelAlign: 'left', labelOrient: 'top', labelAnchor: 'start' },
        },
      },
      spacing: 6,
      spec: {
        width: 520,
        height: 60,
        mark: { type: 'area', color: COLOURS.slow, line: false },
        encoding: {
          x: { field: 'angle', type: 'quantitative', title: '2 theta (degrees)', scale: { domain: [0, 90] } },
          y: {
            field: 'intensity',
            type: 'quantitative',
            title: 'intensity',
            axis: { labels: false, ticks: false, grid: false },
          },
        },
      },
    },
  };
}

function choiceFigure({ numbers, methods, counts }: CompoundGroups): Figure {
  const titles = { silhouette: 'silhouette', stability: 'stability (adjusted Rand index)' } as const;
  const measures = Object.keys(titles) as (keyof typeof titles)[];
  const values = methods.flatMap((method) =>
    counts.flatMap((count) =>
      measures.map((measure) => ({
        method,
        count,
        measure: titles[measure],
        value: numbers[`choice.${method}.${count}.${measure}`]!.value,
      })),
    ),
  );
  const n = numbers['data.representatives']!.value;
  return {
    file: 'choice.svg',
    caption: `How well groups are told apart, and how well they stay when a part is grouped anew, against their number (n = ${n} patterns).`,
    spec: {
      title: 'How many groups?',
      data: { values },
      facet: { column: { field: 'measure', type: 'nominal', title: null } },
      resolve: { scale: { y: 'independent' } },
      spec: {
        width: 260,
        height: 220,
        mark: { type: 'line', point: true },
        encoding: {
          x: { field: 'count', type: 'quantitative', title: 'number of groups', axis: { tickMinStep: 1, grid: false } },
          y: { field: 'value', type: 'quantitative', title: 'index (no unit)' },
          color: { field: 'method', type: 'nominal', title: null, sort: [...methods] },
        },
      },
    },
  };
}
