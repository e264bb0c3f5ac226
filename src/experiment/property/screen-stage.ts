/** The screening of a space by a student. */
import { elementGroup } from '../../chemistry/element-groups.ts';
import { atomicNumber } from '../../chemistry/elements.ts';
import { type Composition, parseFormula } from '../../chemistry/formula.ts';
import { fail } from '../../core/errors.ts';
import { startProgress } from '../../core/progress.ts';
import { formatCsv } from '../../core/table.ts';
import { toAnswer } from '../../dataset/target.ts';
import type { Learner } from '../../learning/learner.ts';
import { unlearned } from '../../learning/scope.ts';
import { compileStudent, type ScreenedClass, screenedValue } from '../../screening/compile.ts';
import { createJob } from '../../screening/create-job.ts';
import type { ScreeningFilters } from '../../screening/filters.ts';
import { createSpace } from '../../screening/grid-space.ts';
import { createList } from '../../screening/list-space.ts';
import { sameCompounds } from '../../screening/same-compounds.ts';
import { type ScreenWork, screen } from '../../screening/screen.ts';
import { seriesSpace } from '../../screening/series-space.ts';
import { type CompositionSpace, countSpace, elementsOf } from '../../screening/space.ts';
import { templateSpace } from '../../screening/template-space.ts';
import { measured, type Numbers, roundOnce } from '../numbers.ts';
import { type ScreeningSummary, screeningSummary } from '../screening-summary.ts';
import { topHeader, topRows } from '../top-rows.ts';
import type { FilterSpec, PropertyScreening, SpaceSpec } from './chain.ts';
import { otherClass } from './other-class.ts';
import { screeningLearner } from './screen-learner.ts';
import { type ValueSummary, valueSummary } from './value-summary.ts';

/** A screening, as the report tells it. */
export interface ScreenedSpace {
  /** Of the property that the Learner has learned. */
  readonly unit: string;
  /** What log-odds are of, but for fast conduction. */
  readonly class?: ScreenedClass;
  readonly found: ValueSummary | ScreeningSummary;
  /** Compounds that pass the filters and reach the threshold. */
  readonly reached: number;
  /** Symbols of the elements of the space of which the student knows no compound. */
  readonly new_elements: readonly string[];
  /** The first of top.csv, best first: the value, or the log-odds. */
  readonly best: readonly { readonly formula: string; readonly score: number | null; readonly known: boolean }[];
}

/** Compounds of the report; top.csv has all. */
const SHOWN = 20;

/**
 * Screens the space of an experiment.
 * @param known compounds that are known: those that were learned from or measured
 * @throws {UserError} for a space at fault, or of elements that a student without a common ion has not learned
 * @example (await screenSpace(experiment.screening, learner, data.compositions, { threads: 2 })).summary.reached;
 */
export async function screenSpace(
  { space: spec, filters = {}, top }: PropertyScreening,
  learner: Learner,
  known: readonly Composition[],
  work: ScreenWork,
): Promise<{ summary: ScreenedSpace; numbers: Numbers; files: Record<string, string> }> {
  const space = spaceOf(spec, learner);
  const student = screeningLearner(learner);
  const { value } = student;
  const other = otherClass(student);
  const { threshold } = learner.target;
  const job = createJob(compileStudent(student, space), {
    threshold: value === undefined ? 0 : screenedValue(value, toAnswer(learner.target, threshold!)),
    ...{ top, onePerSystem: filters.onePerSystem ?? false },
    filters: filtersOf(filters, learner, sameCompounds(space, known)),
  });
  const bar = startProgress('screening', countSpace(space).distinct, 'compounds');
  const result = await screen(job, { ...work, onProgress: bar.update }).finally(() => bar.stop());
  const { scored, aboveThreshold: reached, distinct } = result;
  return {
    summary: {
      unit: learner.target.unit,
      ...(other && { class: other }),
      found: value === undefined ? screeningSummary(job, result) : valueSummary(job, result, value),
      reached,
      new_elements: unlearned(learner, { atomicNumbers: elementsOf(space) }),
      best: result.top.slice(0, SHOWN).map((row) => ({
        formula: row.formula,
        score: roundOnce(value === undefined ? row.score : screenedValue(value, row.score)),
        known: row.known,
      })),
    },
    numbers: {
      'screening.distinct_formulas': measured(distinct, 'compounds', result.formulaStrings),
      'screening.scored': measured(scored, 'compounds', distinct),
      'screening.reached': measured(reached, 'compounds', scored),
    },
    files: { 'top.csv': formatCsv(topHeader(value), topRows(result.top, value)) },
  };
}

function spaceOf(spec: SpaceSpec, learner: Learner): CompositionSpace {
  const symbol = spec.anchor ?? learner.anchor;
  if (learner.anchor !== null && symbol !== learner.anchor) {
    fail('screening, space, anchor', learner.anchor, `${symbol}`, `${learner.name} knows no other ion`);
  }
  const anchor = symbol === null ? null : atomicNumber(symbol, 'screening, space, anchor');
  const space = spaceAround(spec, anchor, learner);
  const fresh = unlearned(learner, { atomicNumbers: elementsOf(space) });
  if (learner.anchor === null && fresh.length > 0) {
    fail('screening, space', `elements that ${learner.name} has learned`, fresh.join(', '), 'leave them out');
  }
  return space;
}

function spaceAround(spec: SpaceSpec, anchor: number | null, { elements: learned }: Learner): CompositionSpace {
  if ('template' in spec) return templateSpace(spec.template, spec.sites, { anchor });
  if ('series' in spec) return seriesSpace(spec.series, spec.x, { anchor });
  if ('formulas' in spec) return createList(spec.formulas.map(parseFormula), { anchor });
  const { elements = learned, arities, maxCoefficient } = spec;
  const partners = elements.map((each) => atomicNumber(each, 'screening, space, elements')).filter((z) => z !== anchor);
  return createSpace({ anchor, partners, arities, maxCoefficient });
}

function filtersOf(spec: FilterSpec, { domain }: Learner, known: readonly string[]): ScreeningFilters {
  const { exclude = [], realAnion = false, states = 'common', charges = 'any' } = spec;
  return {
    excluded: [...new Set(exclude.flatMap((group) => elementGroup(group)))].sort((a, b) => a - b),
    ...{ realAnion, states, charges, known, unknownOnly: spec.unknownOnly ?? false },
    domain: domain && { centre: domain.centre, axes: domain.axes },
    domainLimit: spec.domainLimit ?? null,
  };
}
