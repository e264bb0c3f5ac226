/** The JSON Schema of files of Learners: docs/model.schema.json is what it gives. */
import { z } from 'zod';
import { external, own } from './check-learner.ts';
import { EXTERNAL, OWN } from './learner-file.ts';

/**
 * Schema (draft 2020-12) of both kinds of files. Lengths that have to agree, and children of trees, are not in it: a reader checks them.
 * @example writeAtomic('model.schema.json', stableJson(learnerSchema()));
 */
export function learnerSchema(): object {
  const file = z.union([
    z.strictObject({ format: z.literal(EXTERNAL.format), version: z.literal(EXTERNAL.version), ...external.shape }),
    z.strictObject({
      format: z.literal(OWN.format),
      version: z.literal(OWN.version),
      sha256: z.string(),
      content: own,
    }),
  ]);
  return z.toJSONSchema(file, { io: 'input', reused: 'ref' });
}
