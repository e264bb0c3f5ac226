import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { finishRun } from '../../src/provenance/end-run.ts';
import { refuseOtherWork } from '../../src/provenance/refuse-other-work.ts';
import { startRun } from '../../src/provenance/start-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-other-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('results of the same work may be replaced; those of other work, or of none that is known, are refused', () => {
  const record = join(folder, 'run.json');
  const look = (work: string) => () => refuseOtherWork(record, work, ['top.csv']);
  look('a')();
  writeFileSync(join(folder, 'top.csv'), '');
  const line = `${join(folder, 'top.csv')}: expected no results of other work, found some; choose another --out, or give --overwrite`;
  expect(look('a')).toThrow(line);
  finishRun(startRun(record, { command: ['ionsieve', 'test'], work: 'a' }), {
    outputs: ['top.csv'],
    seeds: [],
    tensorBackend: null,
  });
  look('a')();
  expect(look('b')).toThrow(line);
  writeFileSync(record, '{}');
  expect(look('a')).toThrow(line);
});
