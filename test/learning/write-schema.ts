/** Writes docs/model.schema.json: `npx tsx test/learning/write-schema.ts && npx biome check --write docs`, after a change of the format. */
import { join } from 'node:path';
import { packageRoot, stableJson, writeAtomic } from '../../src/core/files.ts';
import { learnerSchema } from '../../src/learning/learner-schema.ts';

writeAtomic(join(packageRoot(), 'docs', 'model.schema.json'), stableJson(learnerSchema()));
