import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail } from '../core/errors.ts';
import type { Experiment } from './define.ts';
import type { MeasuredExperiment } from './define-measured.ts';

/**
 * The experiment that a file under experiments/ exports under its own name.
 * @throws {UserError} when there is no such file
 * @example (await loadExperiment('cubuk2019')).name; // 'cubuk2019'
 */
export async function loadExperiment(name: string): Promise<Experiment | MeasuredExperiment> {
  const extension = extname(import.meta.url);
  const url = new URL(`../../experiments/${name}${extension}`, import.meta.url);
  if (!/^\w+$/.test(name) || !existsSync(fileURLToPath(url))) {
    fail(name, 'the name of a file under experiments/', 'no such file', 'try cubuk2019 or measured');
  }
  const module = (await import(url.href)) as Record<string, Experiment | MeasuredExperiment>;
  const experiment = module[name];
  if (!experiment) throw new Error(`experiments/${name} does not export ${name}`);
  return experiment;
}
