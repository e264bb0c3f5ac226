/** Stage 2: the teacher labels the structure table; polymorphs of a formula become one example. */
import { parseCsv, readShipped } from 'ionsieve/core';
import { measured, type Numbers, roundOnce } from 'ionsieve/experiment';
import {
  combinePolymorphs,
  type DescriptorTable,
  type LabelledFormula,
  type Labels,
  labelStructures,
  loadLabelTable,
  type Teacher,
} from 'ionsieve/transfer';

/** One of the 21 published candidates: the paper's probability and ours. */
export interface CandidateCheck {
  readonly id: string;
  readonly formula: string;
  readonly published: number;
  readonly ours: number | null;
  /** Distance to the training centre, printed in 2017 and ours; ours rests on the materials whose structure is public. */
  readonly published_distance: number;
  readonly our_distance: number | null;
  /** Verdict of the molecular dynamics of Sendek et al. 2019: yes, marginal or no. */
  readonly verdict: string;
}

/** What the stage hands on. */
export interface LabelStage {
  readonly numbers: Numbers;
  readonly formulas: readonly LabelledFormula[];
  readonly candidates: readonly CandidateCheck[];
  /** Structures that have no label, by reason. */
  readonly notLabelled: Readonly<Record<string, number>>;
}

/**
 * Labels the shipped table of Materials Project structures.
 * @example labelKnown(publishedTeacher(loadTraining())).formulas.length;
 */
export function labelKnown(teacher: Teacher): LabelStage {
  const table = loadLabelTable();
  const labels = labelStructures(teacher, table.X);
  const { probability, fast, domainDistance } = labels;
  const { structures, computable, ...notLabelled } = table.counts as Record<string, number>;
  const formulas = combinePolymorphs(table.ids, table.formulas, probability);
  const disputed = formulas.filter(({ fastShare }) => fastShare > 0 && fastShare < 1).length;
  const n = table.ids.length;
  const numbers: Numbers = {
    'labels.structures_read': measured(structures!, 'structures', structures!),
    'labels.structures_labelled': measured(n, 'structures', structures!),
    'labels.structures_fast': measured(
      count(fast, (label) => label === 1),
      'structures',
      n,
    ),
    'labels.structures_fast_share': measured(count(fast, (label) => label === 1) / n, 'share', n),
    'labels.structures_outside_domain_share': measured(count(domainDistance, (d) => d > 2) / n, 'share', n),
    'labels.formulas': measured(formulas.length, 'formulas', n),
    'labels.formulas_fast': measured(formulas.filter((formula) => formula.fast).length, 'formulas', formulas.length),
    'labels.formulas_with_several_structures': measured(
      formulas.filter(({ ids }) => ids.length > 1).length,
      'formulas',
      formulas.length,
    ),
    'labels.formulas_whose_polymorphs_disagree': measured(disputed, 'formulas', formulas.length),
  };
  if (computable !== n) throw new Error(`the manifest counts ${computable} computable structures, the table has ${n}`);
  const candidates = checkCandidates(table, labels);
  numbers['labels.candidates_within_0.002'] = measured(
    candidates.filter(agreesAsPrinted).length,
    'compounds',
    candidates.length,
  );
  return { numbers, formulas, candidates, notLabelled };
}

function checkCandidates(table: DescriptorTable, labels: Labels): CandidateCheck[] {
  const rowOf = new Map(table.ids.map((id, row) => [id, row]));
  return parseCsv(readShipped('candidates.csv'), 'data/candidates.csv', ['material_id']).map((row) => {
    const found = rowOf.get(row.material_id!);
    return {
      id: row.material_id!,
      formula: row.formula!,
      published: Number(row.published_probability),
      ours: found === undefined ? null : roundOnce(labels.probability[found]!),
      published_distance: Number(row.distance_to_training_centre),
      our_distance: found === undefined ? null : roundOnce(labels.domainDistance[found]!),
      verdict: row.dft_md_fast_sendek2019!,
    };
  });
}

/** The paper prints three decimals: ours is rounded to them before it is compared. */
function agreesAsPrinted({ ours, published }: CandidateCheck): boolean {
  return ours !== null && Math.abs(Math.round(1000 * ours) - Math.round(1000 * published)) <= 2;
}

function count(values: ArrayLike<number>, test: (value: number) => boolean): number {
  return Array.from(values).filter(test).length;
}
