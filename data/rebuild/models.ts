/**
 * Copies the students that experiments wrote into data/models/, and writes their SHA-256 and the scores by which they were judged
 * into data/manifest.json. Run it after one was fitted anew on purpose, and commit all.
 *
 *   npx ionsieve reproduce cubuk2019 measured bartel2020
 *   npx tsx data/rebuild/models.ts
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot, sha256, stableJson, writeAtomic } from 'ionsieve/core';

const root = packageRoot();
const path = join(root, 'data', 'manifest.json');
const manifest = JSON.parse(readFileSync(path, 'utf8'));
const summaryOf = (name: string) => JSON.parse(readFileSync(join(root, 'results', name, 'summary.json'), 'utf8'));
const measured = summaryOf('measured');
const energies = summaryOf('bartel2020');

/** Scores of a student on measured conductivities, by the names that the experiment `measured` has for it and for the rows. */
const onMeasurements = (of: string, name: string) =>
  Object.fromEntries(
    ['by_doi', 'by_family'].map((held) => [`${held}.auc`, measured.numbers[`${of}.${held}.${name}.auc`]]),
  );

const SCORES: Readonly<Record<string, object>> = {
  'models/formation-energy.json': { 'by_system.mae': energies.numbers['by_system.network.mae'] },
  'models/measured.json': onMeasurements('all', measured.shipped),
  'models/measured-judged.json': onMeasurements('for_judges', measured.shipped),
  'models/paper.json': onMeasurements('obelix', measured.paper_student),
  'models/screening.json': onMeasurements('all', measured.screening_student),
};

for (const [name, record] of Object.entries<Record<string, unknown>>(manifest.learners)) {
  const text = readFileSync(join(root, record.from as string), 'utf8');
  mkdirSync(dirname(join(root, 'data', name)), { recursive: true });
  writeAtomic(join(root, 'data', name), text);
  record.sha256 = sha256(text);
  record.scores = SCORES[name];
}
writeAtomic(path, stableJson(manifest));
