/** Run-time check of experiments that bring their own code; what their efforts hold only their code knows. */
import { z } from 'zod';
import type { OwnExperiment } from '../own/define.ts';
import { claim, expected, maybe, record, text } from './parts.ts';

const effort: z.ZodType<object> = z.looseObject({});

const code = <Code>(): z.ZodType<Code> => z.custom<Code>((value) => typeof value === 'function', 'expected a function');

/** See {@link OwnExperiment}. */
export const ownSchema = record<OwnExperiment>({
  ...claim('own', effort),
  study: text,
  exhaustive: maybe(record<NonNullable<OwnExperiment['exhaustive']>>({ effort, expected })),
  run: code(),
  page: code(),
});
