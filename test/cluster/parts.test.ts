import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isDone, partFile, shardFolder } from '../../src/cluster/parts.ts';
import type { ClusterTask } from '../../src/cluster/task.ts';
import { stableJson } from '../../src/core/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-parts-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a shard is done while it says so and its files of compounds are as long as they were', () => {
  const task: ClusterTask = { kind: 'screen', parts: 1, hash: '' };
  const place = { round: 1, part: 1 };
  const name = 'candidates-000000-000.parquet';
  const shard = shardFolder(folder, 1);
  const done = () => isDone(folder, task, place);
  mkdirSync(shard, { recursive: true });
  writeFileSync(join(shard, name), 'compounds');
  expect(done()).toBe(false);
  writeFileSync(partFile(folder, task, place), stableJson([{ name, bytes: 9, sha256: '' }]));
  expect(done()).toBe(true);
  truncateSync(join(shard, name), 8);
  expect(done()).toBe(false);
  rmSync(join(shard, name));
  expect(done()).toBe(false);
  writeFileSync(partFile(folder, task, place), '[]');
  expect(done()).toBe(true);
  for (const damaged of ['', '[{"na']) {
    writeFileSync(partFile(folder, task, place), damaged);
    expect(done()).toBe(false);
  }
});
