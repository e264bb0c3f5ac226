import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { type Finding, keepFindings } from './findings.ts';
import { TARGETS } from './fuzz-targets.ts';

// A hundred thousand cases for each reader, the same in every run; another seed looks elsewhere: FUZZ_SEED=7 npm run test:faults

const CASES = Number(process.env.FUZZ_CASES ?? 100_000);
const SEED = Number(process.env.FUZZ_SEED ?? 2019);
const MOST_MEGABYTES = 500;
const findings: Finding[] = [];

afterAll(() => keepFindings('fuzz', findings));

interface Fuzzed {
  readonly seconds: number;
  readonly megabytes: number;
  readonly refused: number;
  readonly slowest?: { readonly milliseconds: number; readonly input: string };
  readonly hang?: string;
  readonly failures: readonly (readonly [error: string, input: string])[];
}

async function fuzz(name: string): Promise<Fuzzed> {
  const script = fileURLToPath(new URL('fuzz-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, name, String(CASES), String(SEED)], {
    cwd: packageRoot(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout)) as Fuzzed;
}

test.each(Object.keys(TARGETS))('%s', async (name) => {
  const { seconds, megabytes, refused, slowest, hang, failures } = await fuzz(name);
  const rate = Math.round(CASES / seconds);
  const slow = `slowest ${slowest?.milliseconds.toFixed(1)} ms: ${slowest?.input.slice(0, 120)}`;
  console.log(`${name}: ${CASES} cases, ${rate}/s, ${refused} refused, ${Math.round(megabytes)} MB at most, ${slow}`);
  findings.push({
    input: name,
    cases: String(CASES),
    seed: String(SEED),
    'a crash': failures.length === 0 ? 'none' : 'FOUND',
    'a hang over 2 s': hang === undefined ? 'none' : 'FOUND',
    [`memory over ${MOST_MEGABYTES} MB`]: megabytes < MOST_MEGABYTES ? 'no' : 'YES',
  });
  expect({ failures, hang }).toEqual({ failures: [], hang: undefined });
  expect(megabytes).toBeLessThan(MOST_MEGABYTES);
});
