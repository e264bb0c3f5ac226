/** Runs an experiment that brings its own code, and makes its page. */
import { z } from 'zod';
import { fail } from '../../core/errors.ts';
import { show } from '../../models/spec-rules.ts';
import { findingsOf } from '../findings.ts';
import type { Measured } from '../numbers.ts';
import type { ReportPage } from '../page.ts';
import { list, maybe, record, text } from '../schema/parts.ts';
import { throwAsOurs } from './as-ours.ts';
import type { OwnExperiment, OwnFindings, OwnRunOptions, OwnSummary } from './define.ts';
import { expectedOf } from './efforts.ts';

/** What a run leaves behind. */
export interface OwnResult {
  readonly summary: OwnSummary;
  readonly files: NonNullable<OwnFindings['files']>;
}

/**
 * What the code of an experiment finds, with what every summary has. An effort that the experiment does not have is the full one.
 * @throws {UserError} where its code throws one, and for findings without numbers
 * @example (await runOwn(sendek2019, { effort: 'quick', threads: 1 })).summary.numbers['known.f1']?.value; // 0.516129
 */
export async function runOwn(
  experiment: OwnExperiment,
  { effort: wanted, ...rest }: Omit<OwnRunOptions, 'seed'>,
): Promise<OwnResult> {
  const { name, seed, study, exhaustive } = experiment;
  const effort = wanted === 'exhaustive' && !exhaustive ? 'full' : wanted;
  const size = effort === 'exhaustive' ? exhaustive!.effort : experiment[effort];
  const running = async () => experiment.run(size, { ...rest, seed, effort });
  const found = await running().catch(throwAsOurs);
  checkNumbers(found, `${name}, run`);
  const { files = {}, ...kept } = found;
  const { numbers } = kept;
  const expected = expectedOf(experiment, effort).filter(({ number }) => effort !== 'quick' || number in numbers);
  const shared = findingsOf({ ...experiment, kind: study }, effort === 'quick' ? 'quick' : 'full', numbers, expected);
  return { summary: { ...kept, ...shared }, files };
}

/**
 * What the code of an experiment shows in its report.
 * @throws {UserError} where its code throws one
 * @example pageOfOwn(sendek2019, summary).sections.length;
 */
export function pageOfOwn(experiment: OwnExperiment, summary: OwnSummary): ReportPage {
  try {
    return experiment.page(summary);
  } catch (error) {
    return throwAsOurs(error);
  }
}

const end = z.number().nullable();

const numbersSchema = z.record(
  text,
  record<Measured>({
    value: end,
    unit: z.string(),
    n: z.number(),
    interval: maybe(list(end) as unknown as z.ZodType<readonly [number | null, number | null]>),
  }),
);

function checkNumbers(found: OwnFindings | undefined, where: string): asserts found is OwnFindings {
  const { error } = numbersSchema.safeParse(found?.numbers);
  if (!error) return;
  const { path } = error.issues[0]!;
  const wrong = path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown>)[key], found?.numbers);
  const place = [where, 'numbers', ...path].join(', ');
  fail(place, 'numbers by name, each with value, unit and n', show(wrong), 'make each with measured(value, unit, n)');
}
