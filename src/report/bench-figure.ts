/** What a benchmark of the screening measured, and its figure. The only results that depend on the machine and the day. */
import type { Figure } from './figure.ts';
import { COLOURS } from './render.ts';

/** One measured figure: a median of runs with the least and the most, and how it compares. */
export interface BenchRow {
  readonly group: string;
  readonly name: string;
  readonly student: string;
  /** Numbers of elements in a compound, lithium included. */
  readonly elements: readonly number[];
  readonly threads: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  /** Median over the median of the baseline, a row of the same group, student and elements; null where there is none. */
  readonly ratio: number | null;
  readonly baseline: string | null;
}

/** What a figure was to be at the least or at the most, and whether it was. */
export interface BenchMark {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly required: 'at least' | 'at most';
  readonly mark: number;
  readonly met: boolean;
}

/** A benchmark: what it ran on, and what came out. Plain JSON. */
export interface BenchRecord {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memory_GB: number;
    readonly node: string;
    /** Backend of TensorFlow.js. */
    readonly tensor_backend: string;
    /** Load average of the last minute when the benchmark began. */
    readonly load_before: number;
    /** Share of the time of the measurements on one thread in which this process had a core; less than 1: others had it. */
    readonly core_share: number;
  };
  readonly rows: readonly BenchRow[];
  readonly marks: readonly BenchMark[];
}

/** The group of rows that compares methods, and the number of elements in whose compounds they are drawn. */
export const METHODS = 'methods';
const ELEMENTS = 4;

/** The students of the benchmark, as a reader wants them. */
const STUDENTS: Readonly<Record<string, string>> = {
  means: 'ten properties by mean, minimum, maximum, range',
  deviations: 'six properties by mean and standard deviation',
};

/**
 * Methods of screening side by side: million compounds a second and core, on a logarithmic axis.
 * @example await renderSvg(benchFigure(record).spec);
 */
export function benchFigure({ machine, rows }: BenchRecord): Figure {
  const shown = rows.filter(({ group, elements }) => group === METHODS && elements.join() === `${ELEMENTS}`);
  const values = shown.map(({ name, student, median }) => ({
    method: name,
    student: STUDENTS[student] ?? student,
    rate: median,
    label: threeDigits(median),
  }));
  const rates = values.map(({ rate }) => rate);
  // Whole decades, with room for the label of the longest bar.
  const from = 10 ** Math.floor(Math.log10(Math.min(...rates)));
  const to = 10 ** Math.ceil(Math.log10(1.5 * Math.max(...rates)));
  const place = {
    y: { field: 'method', type: 'nominal', sort: null, title: null },
    yOffset: { field: 'student', sort: Object.values(STUDENTS) },
  } as const;
  return {
    file: 'bench.svg',
    caption:
      `Million compounds of ${ELEMENTS} elements a second and core, medians of five runs (n = ${values.length} ` +
      `measurements; ${machine.cpu}, Node.js ${machine.node}).`,
    spec: {
      title: {
        text: 'Compounds screened a second, on one core',
        subtitle: `${machine.cpu}, Node.js ${machine.node}`,
      },
      width: 460,
      height: { step: 15, for: 'offset' },
      data: { values },
      layer: [
        {
          mark: { type: 'bar' },
          encoding: {
            ...place,
            x: {
              field: 'rate',
              type: 'quantitative',
              title: 'million compounds a second and core (logarithmic)',
              scale: { type: 'log', domain: [from, to], nice: false },
              axis: { format: ',~r', tickCount: Math.round(Math.log10(to / from)) },
            },
            x2: { datum: from },
            color: {
              field: 'student',
              type: 'nominal',
              title: null,
              scale: { domain: Object.values(STUDENTS), range: [COLOURS.slow, COLOURS.fast] },
              legend: { orient: 'bottom', direction: 'vertical', labelLimit: 460 },
            },
          },
        },
        {
          mark: { type: 'text', align: 'left', dx: 4, fontSize: 11 },
          encoding: { ...place, x: { field: 'rate', type: 'quantitative' }, text: { field: 'label' } },
        },
      ],
    },
  };
}

/** 1234.5 as 1,230 and 0.01234 as 0.0123. */
function threeDigits(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 });
}
