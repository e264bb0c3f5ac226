import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLI, ensureBuilt } from '../cli/ionsieve.ts';
import { type Finding, keepFindings, scratchFolder } from './findings.ts';
import { missingFrom, prepareInput, type Work, wholeOf, workOf } from './works.ts';

// A clock that is set, or a laptop that slept: time goes to and fro while the work is done, killed and gone on with.

const findings: Finding[] = [];
const scratch = scratchFolder();
const JUMPS = new URL('clock-jumps.mjs', import.meta.url).href;

beforeAll(async () => {
  await ensureBuilt();
  await prepareInput();
});

afterAll(() => {
  keepFindings('clocks', findings);
  rmSync(scratch, { recursive: true });
});

const startJumping = (args: readonly string[]) =>
  spawn(process.execPath, ['--import', JUMPS, CLI, ...args], {
    cwd: scratch,
    stdio: 'ignore',
    env: { ...process.env, NODE_OPTIONS: `--import ${JUMPS}` },
  });

async function killMidway(work: Work, out: string): Promise<void> {
  const child = startJumping(work.args(out));
  while (!work.isMidway!(out) && child.exitCode === null) await sleep(1);
  child.kill('SIGKILL');
  await once(child, 'close');
}

test.each(['screen', 'sweep'] as const)('%s, killed and gone on with', async (name) => {
  const work = workOf(name);
  const out = join(scratch, name.replace(/\W+/g, '-'));
  await killMidway(work, out);
  const child = startJumping([...work.args(out), ...work.goOn(out)]);
  const [code] = await once(child, 'close');
  const lost = missingFrom(out, await wholeOf(work));
  findings.push({
    case: `\`${name}\`: clocks jump, and SIGKILL`,
    made: 'a module loaded before the program: years to and fro for Date, days for performance.now',
    exit: String(code),
    'goes on with': work.goOn(out).join('') || '`--resume`, clocks jumping',
    lost,
  });
  expect({ code, lost }).toEqual({ code: 0, lost: 'nothing' });
});

test.each(['merge', 'reproduce --quick', 'label'] as const)('%s', async (name) => {
  const work = workOf(name);
  const out = join(scratch, name.replace(/\W+/g, '-'));
  const [code] = await once(startJumping(work.args(out)), 'close');
  const lost = missingFrom(out, await wholeOf(work));
  findings.push({
    case: `\`${name}\`: clocks jump`,
    made: 'the same module',
    exit: String(code),
    'goes on with': '-',
    lost,
  });
  expect({ code, lost }).toEqual({ code: 0, lost: 'nothing' });
});
