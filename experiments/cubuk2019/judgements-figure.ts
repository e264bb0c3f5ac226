import { COLOURS, type Figure, ONCE } from 'ionsieve/report';
import type { TransferSummary } from './found.ts';
import type { Judgement } from './teachers.ts';

/** Words on a line above a panel. */
const WORDS = 2;

/**
 * Decision value of each measured material, a panel for each teacher, the one with most right judgements first.
 * @example judgementsFigure(summary).file; // 'judgements.svg'
 */
export function judgementsFigure({ judgements }: Pick<TransferSummary, 'judgements'>): Figure {
  const teachers = Object.entries(judgements)
    .map(([name, rows]) => ({ name, rows, right: rows.filter(({ correct }) => correct).length }))
    .sort((a, b) => b.right / b.rows.length - a.right / a.rows.length || (a.name < b.name ? -1 : 1));
  const panels = teachers.map(({ name, rows, right }) => [...titleOf(name), `${right} of ${rows.length}`].join('|'));
  const values = teachers.flatMap(({ rows }, i) =>
    named(rows).map(({ material, score, fast, correct }) => ({
      panel: panels[i],
      material,
      score,
      measured: fast ? 'fast' : 'slow',
      judged: correct ? 'rightly' : 'wrongly',
    })),
  );
  const longest = Math.max(...teachers.map(({ rows }) => rows.length));
  const sort = materialsOf(teachers.map(({ rows }) => rows));
  const n = [...new Set(teachers.map(({ rows }) => rows.length))].sort((a, b) => a - b);
  return {
    file: 'judgements.svg',
    caption:
      'Decision value of each measured material, fastest conductor first, by each teacher, left out of what it learned from unless the name ' +
      `says otherwise (n = ${n.join(' or ')} materials; right of the dashed line: called fast; how many are judged rightly stands above; each panel has its own scale).`,
    spec: {
      title: 'What teachers say of the measured materials',
      data: { values },
      facet: {
        column: {
          field: 'panel',
          type: 'nominal',
          title: null,
          sort: panels,
          header: { labelExpr: "split(datum.value, '|')", labelLineHeight: 14, labelLimit: 0 },
        },
      },
      resolve: { scale: { x: 'independent' } },
      bounds: 'flush',
      spacing: 24,
      spec: {
        width: 92,
        height: Math.max(longest, sort.length) * 13,
        layer: [
          {
            data: { values: sort.filter((_, i) => i % 2 === 0).map((material) => ({ material })) },
            mark: { type: 'rect', color: '#f0f0f0' },
            encoding: { y: { field: 'material', type: 'nominal', sort } },
          },
          {
            data: ONCE,
            mark: { type: 'rule', strokeDash: [4, 3], color: COLOURS.plain },
            encoding: { x: { datum: 0 } },
          },
          {
            mark: { type: 'point', filled: true, size: 49, opacity: 1 },
            encoding: {
              y: {
                field: 'material',
                type: 'nominal',
                sort,
                title: null,
                axis: { labelFontSize: 10, domain: false, ticks: false },
              },
              x: { field: 'score', type: 'quantitative', title: 'decision value', axis: { tickCount: 3, grid: false } },
              color: {
                field: 'measured',
                type: 'nominal',
                title: 'measured',
                scale: { domain: ['fast', 'slow'], range: [COLOURS.fast, COLOURS.slow] },
                legend: { orient: 'bottom' },
              },
              shape: {
                field: 'judged',
                type: 'nominal',
                title: 'judged',
                scale: { domain: ['rightly', 'wrongly'], range: ['circle', 'triangle-up'] },
                legend: { orient: 'bottom' },
              },
            },
          },
        ],
      },
    },
  };
}

/** A name in lines of few words; how it was judged where that is not leave-one-out. */
function titleOf(name: string): string[] {
  const [teacher, judged] = name.split('.') as [string, string?];
  const lines = (text: string) => {
    const words = text.split(/[-_ ]/);
    return words.flatMap((_, i) => (i % WORDS === 0 ? [words.slice(i, i + WORDS).join(' ')] : []));
  };
  return [...lines(teacher), ...(judged === undefined || judged === 'leave_one_out' ? [] : lines(judged))];
}

/** Two materials of one composition are distinguished by a prime. */
function named(rows: readonly Judgement[]): (Judgement & { readonly material: string })[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const before = seen.get(row.formula) ?? 0;
    seen.set(row.formula, before + 1);
    return { ...row, material: row.formula + '′'.repeat(before) };
  });
}

/** Every material once, fastest first. */
function materialsOf(lists: readonly (readonly Judgement[])[]): string[] {
  const conductivity = new Map(lists.flatMap(named).map((row) => [row.material, row.conductivity_S_per_cm] as const));
  return [...conductivity].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([material]) => material);
}
