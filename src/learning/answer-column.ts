/** What the number of a Learner is called in tables. */
import type { Learner } from './learner.ts';

/** Other columns of the tables in which a Learner's number stands, of compounds listed, asked for and labelled. */
const TAKEN: ReadonlySet<string> = new Set(
  [
    ...['rank', 'input', 'formula', 'chemical_system', 'anion', 'probability', 'positive', 'rows'],
    ...['domain', 'domain_distance', 'charge_neutral', 'pauling_order', 'known'],
    ...['unlearned_elements', 'nearest_learned', 'nearest_learned_difference'],
    ...['measured', 'measured_source', 'measured_against_predicted', 'measured_log10_S_per_cm', 'measured_is_bound'],
    ...['measured_temperature_C', 'measured_formula', 'also_measured'],
  ].map((name) => name.toLowerCase()),
);

/**
 * What the number of a Learner is called in a table, with its scale and unit, and apart from every other column there.
 * @example answerColumn(learner); // 'log10_migration_barrier_eV', or 'probability'; 'rank_value' of a property called rank
 */
export function answerColumn({ answers, target }: Pick<Learner, 'answers' | 'target'>): string {
  if (answers !== 'value') return 'probability';
  const { property, unit, scale } = target;
  const unitName = unit === '1' ? '' : `_${unit.replaceAll('/', '_per_')}`;
  const whole = plain(property).endsWith(plain(unitName)) ? property : property + unitName;
  const name = plain(`${scale === 'log10' ? 'log10_' : ''}${whole}`);
  return TAKEN.has(name.toLowerCase()) ? `${name}_value` : name;
}

const plain = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '');
