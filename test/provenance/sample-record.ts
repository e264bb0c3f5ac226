import type { InputFile, RunPart, RunRecord } from '../../src/provenance/run-record.ts';

/** One process of a run. */
export const PART: RunPart = {
  command: ['ionsieve', 'screen', '--elements', 'P,S', '--out', 'two words'],
  started: '2026-01-02T03:04:05.000Z',
  ended: '2026-01-02T03:04:07.500Z',
  wall_seconds: 2.5,
  cpu_user_seconds: 4,
  cpu_system_seconds: 0.25,
  peak_memory_bytes: 1e8,
  machine: { platform: 'linux', arch: 'x64', cpu: 'Example 1', cores: 2, memory_bytes: 4e9 },
  versions: { ionsieve: '0.1.0', node: '20.20.2', v8: '11.3', packages: { commander: '14.0.3' } },
  git: { commit: 'a'.repeat(40), dirty: false },
};

const hash = (digit: string): string => digit.repeat(64);

/** A table of the package, and a file beside the folder. */
export const INPUTS: readonly InputFile[] = [
  { from: 'folder', path: '../known formulas.txt', bytes: 12, sha256: hash('1') },
  { from: 'package', path: 'data/elements.csv', bytes: 10087, sha256: hash('2') },
];

/** The record of a small run. */
export const RECORD: RunRecord = {
  finished: true,
  seeds: [0],
  tensor_backend: null,
  inputs: INPUTS,
  outputs: [
    { path: 'screening.json', bytes: 3, sha256: hash('3') },
    { path: 'top 100 %.csv', bytes: 4, sha256: hash('4') },
  ],
  parts: [PART],
};
