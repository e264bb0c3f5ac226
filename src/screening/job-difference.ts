import { stableJson } from '../core/files.ts';
import type { StoredJob } from './job-file.ts';
import { otherTable } from './job-tables.ts';

/**
 * What the second of two screenings has that differs from the first, in the words of a refusal.
 * @example jobDifference(first, second); // 'another data/oxidation-states.csv'
 */
export function jobDifference(a: StoredJob, b: StoredJob): string {
  const differs = (left: unknown, right: unknown): boolean => stableJson(left) !== stableJson(right);
  if (a.version !== b.version) return `version ${b.version}`;
  const table = otherTable(a.job.tables, b.job.tables);
  if (table !== undefined) return `another ${table}`;
  if (differs(a.job.plan.student, b.job.plan.student)) return 'another model';
  if (differs(a.job.plan.space, b.job.plan.space)) return 'another space';
  const text = otherTable(a.job.texts, b.job.texts);
  if (text !== undefined) return `other ${text}`;
  if (differs(a.job.filters.known, b.job.filters.known)) return 'other known formulas';
  return 'other options';
}
