/** What the suite finds, kept in files until write-report.ts makes docs/reliability.md of them. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/core/files.ts';

/** The parts of the report, in their order. */
export const PARTS = ['stops', 'disks', 'clocks', 'memory', 'company', 'changes', 'damage', 'fuzz'] as const;

/** One of them. */
export type Part = (typeof PARTS)[number];

/** A row of a table: cells by the name of their column. Nothing in it may differ from one run to the next. */
export type Finding = Readonly<Record<string, string>>;

/** Where findings and results to compare with are kept. */
export const KEPT = join(packageRoot(), 'node_modules', '.ionsieve-faults');

/** A new folder for a file of the suite. */
export const scratchFolder = (): string => mkdtempSync(join(KEPT, 'scratch-'));

const pathOf = (part: Part): string => join(KEPT, `${part}.json`);

/** Keeps what a part has found. */
export function keepFindings(part: Part, findings: readonly Finding[]): void {
  writeFileSync(pathOf(part), JSON.stringify(findings));
}

/** What a part has found. */
export function readFindings(part: Part): Finding[] {
  return JSON.parse(readFileSync(pathOf(part), 'utf8')) as Finding[];
}
