/**
 * The funnel from lithium structures to candidates. Band gap and energy above the hull are known for a sample of structures that was drawn
 * for another purpose: its shares are not those of the database, and nothing is scaled up. What the hull alone tells is counted besides
 * over all known lithium compositions, see oxidation.ts.
 */
import { labelStructures, parseCsv, parseFormula, type Teacher } from 'ionsieve';
import { elementGroup } from 'ionsieve/chemistry';
import { readShipped } from 'ionsieve/core';
import { measured, type Numbers } from 'ionsieve/experiment';
import type { DescriptorTable } from 'ionsieve/transfer';
import type { SearchPlan } from './define.ts';
import { type LithiumPhases, openLithiumPhases } from './oxidation.ts';

/** A step of the funnel: structures that are left, ours and the paper's. */
export interface FunnelStep {
  readonly step: string;
  readonly ours: number;
  /** Structures that ours are counted among. */
  readonly of: number;
  readonly paper: number | null;
  readonly paper_of: number | null;
}

interface Structure {
  readonly id: string;
  readonly onHull: boolean;
  readonly insulating: boolean;
  readonly hasTransitionMetal: boolean;
  readonly withstandsOxidation: boolean;
  /** By the published model; undefined where it cannot be computed. */
  readonly fast: boolean | undefined;
}

/**
 * The steps in the order of the paper.
 * @param candidates ids of the published candidates: the funnel should let them through where it knows them
 * @example countFunnel(table, teacher, search, candidates)[0].step; // 'structures with lithium'
 */
export function countFunnel(
  table: DescriptorTable,
  teacher: Teacher,
  {
    paperFunnel: paper,
    leastGapEV,
    leastOxidationV,
  }: Pick<SearchPlan, 'paperFunnel' | 'leastGapEV' | 'leastOxidationV'>,
  candidates: readonly string[],
): FunnelStep[] {
  const { fast } = labelStructures(teacher, table.X);
  const fastById = new Map(table.ids.map((id, row) => [id, fast[row] === 1]));
  const phases = openLithiumPhases(leastOxidationV, paper);
  const known = knownStructures(fastById, leastGapEV, leastOxidationV, phases);
  const hull = known.filter(({ onHull }) => onHull);
  const plain = hull.filter(({ hasTransitionMetal, insulating }) => !hasTransitionMetal && insulating);
  const passing = plain.filter(({ withstandsOxidation }) => withstandsOxidation);
  const judged = passing.filter((structure) => structure.fast !== undefined);
  const listed = known.filter(({ id }) => candidates.includes(id));
  const read = table.counts.structures!;
  const of = (whole: readonly unknown[], part: readonly unknown[]) => ({ ours: part.length, of: whole.length });
  const paperStep = (count: number | null, among: number | null) => ({ paper: count, paper_of: among });
  return [
    { step: 'structures with lithium', ours: read, of: read, ...paperStep(paper.lithium, paper.lithium) },
    { step: 'with the descriptors of the model', ours: table.ids.length, of: read, ...paperStep(null, null) },
    {
      step: 'fast by the model, of all with descriptors',
      ours: Array.from(fast).filter((label) => label === 1).length,
      of: table.ids.length,
      ...paperStep(paper.fast, paper.lithium),
    },
    { step: 'with band gap and energy above hull known here', ours: known.length, of: read, ...paperStep(null, null) },
    { step: 'on the hull', ...of(known, hull), ...paperStep(paper.on_hull, paper.lithium) },
    {
      step: 'no transition metal, of those on the hull',
      ...of(
        hull,
        hull.filter((structure) => !structure.hasTransitionMetal),
      ),
      ...paperStep(paper.no_transition_metal, paper.on_hull),
    },
    {
      step: 'insulating, of those on the hull',
      ...of(
        hull,
        hull.filter(({ insulating }) => insulating),
      ),
      ...paperStep(paper.gap, paper.on_hull),
    },
    {
      step: `oxidation potential of ${leastOxidationV} V or more, of those on the hull`,
      ...of(
        hull,
        hull.filter(({ withstandsOxidation }) => withstandsOxidation),
      ),
      ...paperStep(paper.oxidation_potential, paper.on_hull),
    },
    { step: 'all of these but the oxidation potential', ...of(known, plain), ...paperStep(null, null) },
    {
      step: 'all of these',
      ...of(known, passing),
      ...paperStep(paper.prerequisites, paper.lithium),
    },
    { step: 'with the descriptors of the model, of these', ...of(passing, judged), ...paperStep(null, null) },
    {
      step: 'fast by the model, of these',
      ...of(
        judged,
        judged.filter((structure) => structure.fast),
      ),
      ...paperStep(paper.prerequisites_and_fast, paper.prerequisites),
    },
    { step: 'published candidates that are known here', ...of(candidates, listed), ...paperStep(null, null) },
    {
      step: 'let through but for the oxidation potential, of these',
      ...of(
        listed,
        listed.filter((structure) => plain.includes(structure)),
      ),
      ...paperStep(null, null),
    },
    {
      step: 'let through, of these',
      ...of(
        listed,
        listed.filter((structure) => passing.includes(structure)),
      ),
      ...paperStep(null, null),
    },
    ...phases.steps,
  ];
}

/**
 * Shares of the funnel that are a number of their own.
 * @example funnelNumbers(steps)['funnel.fast_by_the_model_of_all_with_descriptors'].n; // 19272
 */
export function funnelNumbers(steps: readonly FunnelStep[]): Numbers {
  return Object.fromEntries(
    steps.map(({ step, ours, of }) => [
      `funnel.${step
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '_')
        .replace(/_$/, '')}`,
      measured(ours / of, 'share', of),
    ]),
  );
}

function knownStructures(
  fastById: ReadonlyMap<string, boolean>,
  leastGapEV: number,
  leastOxidationV: number,
  phases: LithiumPhases,
): Structure[] {
  const file = 'materials-project-properties.csv';
  const columns = ['id', 'formula', 'band_gap_eV', 'energy_above_hull_eV_per_atom'];
  const metals = new Set(elementGroup('transition-metal'));
  return parseCsv(readShipped(file), `data/${file}`, columns).map((row) => {
    const composition = parseFormula(row.formula!);
    return {
      id: row.id!,
      onHull: Number(row.energy_above_hull_eV_per_atom) <= 0,
      insulating: Number(row.band_gap_eV) >= leastGapEV,
      hasTransitionMetal: Array.from(composition.atomicNumbers).some((Z) => metals.has(Z)),
      withstandsOxidation: (phases.oxidation(composition) ?? 0) >= leastOxidationV,
      fast: fastById.get(row.id!),
    };
  });
}
