/** The tables and compiled modules that a screening reads while it runs: with others its counts would be others. */
import { join } from 'node:path';
import { fail } from '../core/errors.ts';
import { packageRoot } from '../core/files.ts';
import { MODULE_HASHES } from '../core/load-module.ts';
import { findShipped } from '../core/shipped-data.ts';
import type { StabilityRule } from '../stability/judge-stability.ts';
import type { ScreeningFilters } from './filters.ts';

/** What every screening reads: properties of elements, and their oxidation states. */
const TABLES = ['elements.csv', 'oxidation-states.csv'];

/** What is read where a screening asks for it: known formulas, states that are reported, the hull of known phases and the model of their energies. */
const ASKED_TABLES = {
  known: ['label-table.csv.gz', 'formation-energies.csv.gz', 'known-compositions.csv.gz'],
  reported: ['oxidation-state-counts.csv'],
  stability: ['formation-energies.csv.gz', 'models/formation-energy.json'],
} as const;

type Asked = keyof typeof ASKED_TABLES;

interface TableUser {
  readonly filters: ScreeningFilters;
  readonly stability?: StabilityRule | null;
}

/**
 * What a screening asks for beside what every one reads.
 * @example jobTables(askedTables({ filters: NO_FILTERS }));
 */
export function askedTables({ filters, stability }: TableUser): Asked[] {
  const { known, states } = filters;
  return [
    ...(known.length > 0 ? (['known'] as const) : []),
    ...(typeof states === 'object' || stability ? (['reported'] as const) : []),
    ...(stability ? (['stability'] as const) : []),
  ];
}

/**
 * SHA-256 of all tables and modules that a screening reads, by their path in the package. A table has the one of the manifest, as
 * reading it makes sure.
 * @param asked what else it reads
 * @throws {UserError} when the manifest lacks one
 * @example jobTables(['known'])['data/elements.csv'].length; // 64
 */
export function jobTables(asked: readonly Asked[]): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...[...TABLES, ...asked.flatMap((each) => ASKED_TABLES[each])].map((name) => [
      `data/${name}`,
      findShipped(join(packageRoot(), 'data', name))!.record.sha256,
    ]),
    ...Object.entries(MODULE_HASHES).map(([name, hash]) => [`src/${name}`, hash]),
  ]);
}

/**
 * The first table or module that is not the same in two screenings; undefined for none.
 * @example otherTable(job.tables, jobTables(['known'])); // 'data/oxidation-states.csv'
 */
export function otherTable(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): string | undefined {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().find((path) => a[path] !== b[path]);
}

/**
 * Makes sure that this package has the tables that a job was made with.
 * @param where what to name, such as a file
 * @throws {UserError} that names the table that differs
 * @example refuseOtherTables('shard-1', job.tables);
 */
export function refuseOtherTables(where: string, tables: Readonly<Record<string, string>>): void {
  const asked = (Object.keys(ASKED_TABLES) as Asked[]).filter((each) =>
    ASKED_TABLES[each].every((name) => `data/${name}` in tables),
  );
  const path = otherTable(tables, jobTables(asked));
  if (path === undefined) return;
  fail(where, `a screening with ${path} as it is here`, 'another one', 'use the ionsieve that it was started with');
}
