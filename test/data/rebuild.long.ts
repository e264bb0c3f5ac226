import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { findShipped, readShipped, shippedRecord, shippedStructures } from '../../src/core/shipped-data.ts';

// Each script under data/rebuild runs as documented, on the samples of raw data in data/sample; every row that it
// writes stands in the shipped table, byte for byte.

const root = packageRoot();
const out = mkdtempSync(join(tmpdir(), 'ionsieve-rebuild-'));
const sample = (name: string) => join(root, 'data', 'sample', name);

async function rebuild(script: string, inputs: string[], name: string): Promise<string> {
  const path = join(out, name);
  const command = ['--import', 'tsx', join(root, 'data', 'rebuild', `${script}.ts`), ...inputs, '--out', path];
  await promisify(execFile)(process.execPath, command, { cwd: root });
  const bytes = readFileSync(path);
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

const shipped = (name: string) => join(root, 'data', name);

const lines = (text: string) => text.trimEnd().split('\n');

describe('a rebuilt table equals the shipped one', () => {
  let rebuilt: Record<string, string>;
  beforeAll(async () => {
    const [
      training,
      labels,
      elements,
      states,
      candidates,
      controls,
      properties,
      folds,
      obelix,
      liverpool,
      factors,
      patterns,
      barriers,
      sodium,
    ] = await Promise.all([
      rebuild('training', [sample('measurements.csv'), sample('training-structures')], 'training.csv'),
      rebuild('label-table', [sample('materials-project-sample.jsonl')], 'label-table.csv.gz'),
      rebuild('elements', [sample('element-data.js')], 'elements.csv'),
      rebuild('oxidation-states', [sample('element-data.js')], 'oxidation-states.csv'),
      rebuild('candidates', [join(root, 'data', 'candidates.csv')], 'candidates.csv'),
      rebuild('random-controls', [join(root, 'data', 'random-controls.csv')], 'random-controls.csv'),
      rebuild('properties', [sample('materials-project-properties.jsonl')], 'materials-project-properties.csv'),
      rebuild('folds', [], 'folds.csv.gz'),
      rebuild('obelix', [sample('obelix.csv'), sample('obelix-structures'), sample('liverpool.csv')], 'obelix.csv'),
      rebuild('liverpool', [sample('liverpool.csv'), sample('obelix.csv')], 'liverpool.csv'),
      rebuild('scattering-factors', [sample('scattering-params.json')], 'scattering-factors.csv'),
      rebuild(
        'anion-patterns',
        [
          sample('materials-project-sample.jsonl'),
          sample('obelix.csv'),
          sample('obelix-structures'),
          sample('measurements.csv'),
          sample('training-structures'),
        ],
        'anion-patterns.csv.gz',
      ),
      rebuild(
        'barriers',
        [
          sample('barriers.csv'),
          sample('barriers-train.json'),
          sample('barriers-test.json'),
          '--structures',
          join(out, 'barriers-structures.jsonl.gz'),
        ],
        'barriers.csv',
      ),
      rebuild(
        'sodium',
        [
          sample('nasicon-training.csv'),
          sample('nasicon-test.csv'),
          shipped('barriers-structures.jsonl.gz'),
          '--structures',
          join(out, 'sodium-structures.jsonl.gz'),
        ],
        'sodium.csv',
      ),
    ]);
    rebuilt = {
      'training.csv': training,
      'label-table.csv.gz': labels,
      'elements.csv': elements,
      'oxidation-states.csv': states,
      'candidates.csv': candidates,
      'random-controls.csv': controls,
      'materials-project-properties.csv': properties,
      'folds.csv.gz': folds,
      'obelix.csv': obelix,
      'liverpool.csv': liverpool,
      'scattering-factors.csv': factors,
      'anion-patterns.csv.gz': patterns,
      'barriers.csv': barriers,
      'sodium.csv': sodium,
    };
  });

  // Rows that each sample must give: 3 materials; 60 structures, four of them not computable; 9 elements; ten measured
  // rows of 6 compositions (five of one, one below detection); 17 rows, nine of them at another temperature, of 7 compositions;
  // six elements and deuterium; patterns of six compounds without transition metals and five measured structures; five barriers, one of
  // them left out; four NASICONs and the seven figures from abstracts.
  test.each([
    ['training.csv', 3],
    ['label-table.csv.gz', 56],
    ['elements.csv', 9],
    ['oxidation-states.csv', 9],
    ['candidates.csv', 21],
    ['random-controls.csv', 20],
    ['materials-project-properties.csv', 12],
    ['folds.csv.gz', 8745],
    ['obelix.csv', 6],
    ['liverpool.csv', 7],
    ['scattering-factors.csv', 6],
    ['anion-patterns.csv.gz', 11],
    ['barriers.csv', 4],
    ['sodium.csv', 11],
  ])('%s', (name, rows) => {
    const [header, ...body] = lines(rebuilt[name]!);
    const [shippedHeader, ...shippedBody] = lines(readShipped(name));
    const shipped = new Set(shippedBody);
    expect(header).toBe(shippedHeader);
    expect(body.length).toBe(rows);
    expect(body.filter((line) => !shipped.has(line))).toEqual([]);
  });

  test.each([
    ['barriers-structures.jsonl.gz', 4],
    ['sodium-structures.jsonl.gz', 72],
  ])('%s', (name, structures) => {
    const body = lines(gunzipSync(readFileSync(join(out, name))).toString('utf8'));
    const shipped = new Set(lines(readShipped(name)));
    expect(body.length).toBe(structures);
    expect(body.filter((line) => !shipped.has(line)).length).toBe(0);
  });
});

describe('rebuilt tables of a folder equal the shipped ones', () => {
  // Three elements each, the first with a gap; three rows a task; two entries of the board, one of a task that is not shipped left out.
  const ELEMENTS = ['magpie.csv', 'oliynyk.csv', 'mat2vec.csv.gz'];
  const TASKS = ['steels.csv.gz', 'expt_gap.csv.gz', 'expt_is_metal.csv.gz', 'glass.csv.gz'];
  test.each([
    ['element-vectors', ELEMENTS, 3],
    ['matbench', TASKS, 3],
    ['matbench', ['leaderboard.csv'], 2],
  ])('%s: %s', async (script, names, rows) => {
    const path = join(out, script);
    const command = ['--import', 'tsx', join(root, 'data', 'rebuild', `${script}.ts`), sample(script), '--out', path];
    await promisify(execFile)(process.execPath, command, { cwd: root });
    for (const name of names) {
      const bytes = readFileSync(join(path, name));
      const [header, ...body] = lines((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
      const [shippedHeader, ...shippedBody] = lines(readShipped(`${script}/${name}`));
      expect(header).toBe(shippedHeader);
      expect(body.length).toBe(rows);
      expect(body.filter((line) => !shippedBody.includes(line))).toEqual([]);
    }
  });
});

describe('the manifest', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'data', 'manifest.json'), 'utf8')) as {
    files: object;
    structures: object;
  };

  test.each(Object.keys(manifest.files))('describes %s: rows, licence, source, and every column with unit', (name) => {
    const record = shippedRecord(name);
    const [header, ...body] = lines(readShipped(name));
    expect(record.rows).toBe(body.length);
    expect(Object.keys(record.columns).sort()).toEqual(header!.split(',').sort());
    for (const { unit, meaning } of Object.values(record.columns)) {
      expect(unit.length).toBeGreaterThan(0);
      expect(meaning.length).toBeGreaterThan(0);
    }
    for (const text of [record.source, record.doi, record.licence]) expect(text.length).toBeGreaterThan(0);
  });

  test.each(Object.keys(manifest.structures))('describes %s: structures, licence, source, meaning', (name) => {
    const record = shippedStructures(name);
    expect(record.structures).toBe(lines(readShipped(name)).length);
    expect(findShipped(shipped(name))?.record.sha256).toBe(record.sha256);
    for (const text of [record.source, record.doi, record.licence, record.meaning])
      expect(text.length).toBeGreaterThan(0);
  });

  test('counts every structure that was read: computable or left out for a reason', () => {
    const { structures, computable, ...reasons } = shippedRecord('label-table.csv.gz').counts as Record<string, number>;
    expect(computable! + Object.values(reasons).reduce((sum, count) => sum + count, 0)).toBe(structures);
  });

  test('a name that it does not hold is refused with the names that it does', () => {
    expect(() => readShipped('nosuch.csv')).toThrow(/data\/nosuch.csv: expected one of .*elements.csv/);
  });
});
