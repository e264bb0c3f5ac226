/** Writes docs/licences.md anew, after a change of dependencies: npm run licences */
import { join } from 'node:path';
import { packageRoot, writeAtomic } from '../../src/core/files.ts';
import { licencesPage } from './licences.ts';

writeAtomic(join(packageRoot(), 'docs', 'licences.md'), licencesPage());
