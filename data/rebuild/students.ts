/**
 * Copies the students that experiments wrote into data/students/, and writes their SHA-256 and their scores on measured
 * conductivities into data/manifest.json. Run it after one was fitted anew on purpose, and commit all.
 *
 *   npx ionsieve reproduce cubuk2019 measured
 *   npx tsx data/rebuild/students.ts
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot, sha256, stableJson, writeAtomic } from 'ionsieve/core';

const root = packageRoot();
const path = join(root, 'data', 'manifest.json');
const manifest = JSON.parse(readFileSync(path, 'utf8'));
const read = (name: string) => JSON.parse(readFileSync(join(root, 'results', name, 'summary.json'), 'utf8'));
const summary = read('measured');

/** What the experiment `measured` calls each. */
const NAMES: Readonly<Record<string, string>> = {
  'students/measured.json': summary.shipped,
  'students/paper.json': summary.paper_student,
  'students/screening.json': summary.screening_student,
};

for (const [name, record] of Object.entries<Record<string, unknown>>(manifest.learners)) {
  const text = readFileSync(join(root, record.from as string), 'utf8');
  mkdirSync(dirname(join(root, 'data', name)), { recursive: true });
  writeAtomic(join(root, 'data', name), text);
  record.sha256 = sha256(text);
  record.scores = Object.fromEntries(
    ['by_doi', 'by_family'].map((held) => [`${held}.auc`, summary.numbers[`obelix.${held}.${NAMES[name]}.auc`]]),
  );
}
writeAtomic(path, stableJson(manifest));
