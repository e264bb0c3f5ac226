/** What comes after methods and students: composites of these, and learning curves. */
import type { Numbers } from '../numbers.ts';
import { openCompany } from './company.ts';
import type { PropertyComposite } from './composite.ts';
import { judgeComposites } from './composite-stage.ts';
import { learningCurves } from './curve-stage.ts';
import type { CurveSpec, PropertyEffort, PropertyExperiment, PropertyMethod } from './define.ts';
import type { Plan } from './held-out.ts';
import type { PropertyData } from './load-table.ts';
import { propertyScores, type ScoringOptions } from './scores.ts';
import type { Judged } from './statistic.ts';
import type { Labelling } from './student-stage.ts';

/** What composites and learning curves are made from. */
export interface MadeFrom {
  /** Floors, and the methods that were judged. */
  readonly methods: readonly PropertyMethod[];
  readonly labelling: Labelling | null;
  readonly plans: readonly Plan[];
  readonly data: PropertyData;
  readonly scoring: ScoringOptions;
}

/** What the stage hands on. */
export interface MadeStage {
  readonly judged: readonly Judged[];
  readonly numbers: Numbers;
  /** Undefined where none are asked for. */
  readonly curves: CurveSpec | undefined;
}

/**
 * Judges composites in every validation, and draws learning curves of those that the effort names.
 * @throws {UserError} for what a model refuses, and curves of more rows than there are
 * @example judgeMade(experiment, experiment.composites, experiment.full, { methods, labelling: null, plans, data, scoring }).numbers;
 */
export function judgeMade(
  experiment: PropertyExperiment,
  composites: readonly PropertyComposite[],
  effort: PropertyEffort,
  { methods, labelling, plans, data, scoring }: MadeFrom,
): MadeStage {
  const { seed, students = [], composites: all = [] } = experiment;
  const members = [...methods, ...experiment.methods, ...students, ...all];
  const companies = plans.map((plan) => openCompany({ members, target: data.target, labelling, data, plan, seed }));
  const made = composites.length === 0 ? [] : companies.map((company) => judgeComposites(composites, company));
  const judged = made.flatMap((each) => each.judged);
  const asked = effort.curves ?? experiment.curves;
  const curves = asked && { ...asked, methods: asked.methods.filter((name) => effort.methods.includes(name)) };
  const company = companies.find(({ plan }) => plan.validation.name === curves?.validation);
  const numbers: Numbers = Object.assign(
    {},
    ...made.map((each) => each.numbers),
    ...judged.map((each) => propertyScores(each, scoring)),
    curves && learningCurves(curves, company!, scoring),
  );
  return { judged, numbers, curves };
}
