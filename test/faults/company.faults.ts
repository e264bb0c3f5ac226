import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCK_FILE } from '../../src/core/lock.ts';
import { thisLife } from '../../src/core/process-life.ts';
import { ensureBuilt, ionsieve, type Outcome, start } from '../cli/ionsieve.ts';
import { type Finding, keepFindings, scratchFolder } from './findings.ts';
import { told } from './told.ts';
import { lostOf, missingFrom, prepareInput, wholeOf, workOf } from './works.ts';

// Two processes on one folder, and what one of them leaves behind for the next.

const findings: Finding[] = [];
const scratch = scratchFolder();

beforeAll(async () => {
  await ensureBuilt();
  await prepareInput();
});

afterAll(() => {
  keepFindings('company', findings);
  rmSync(scratch, { recursive: true });
});

/** Starts a command, stops the clock for it once it holds the lock, runs another to its end, and lets the first go on. */
async function together(args: string[], out: string): Promise<[Outcome, Outcome]> {
  const { child, ended } = start(args, scratch);
  const lock = join(out, LOCK_FILE);
  const holds = (): boolean => existsSync(lock) && readFileSync(lock, 'utf8').includes(`"pid":${child.pid},`);
  while (!holds() && child.exitCode === null) await sleep(1);
  child.kill('SIGSTOP');
  const other = await ionsieve(args, scratch);
  child.kill('SIGCONT');
  return [await ended, other];
}

function keep(title: string, [first, second]: readonly Outcome[], lost: string): void {
  findings.push({
    case: title,
    'exit of the first': String(first!.code),
    'exit of the second': String(second!.code),
    'the second told': told(second!),
    lost,
  });
  expect({ codes: [first!.code, second!.code], lost }).toEqual({ codes: [0, 2], lost: 'nothing' });
}

test.each(['screen', 'sweep', 'merge', 'reproduce --quick'] as const)('%s twice', async (name) => {
  const work = workOf(name);
  const whole = await wholeOf(work);
  const out = join(scratch, name.replace(/\W+/g, '-'));
  const outcomes = await together(work.args(out), out);
  keep(`\`${name}\` beside \`${name}\``, outcomes, missingFrom(out, whole));
});

test('screen --resume twice', async () => {
  const work = workOf('screen');
  const whole = await wholeOf(work);
  const out = join(scratch, 'resumed');
  const { child, ended } = start(work.args(out), scratch);
  while (!work.isMidway!(out) && child.exitCode === null) await sleep(1);
  child.kill('SIGKILL');
  await ended;
  const resumed = [...work.args(out), '--resume'];
  const outcomes = await together(resumed, out);
  keep('`screen --resume` twice, after a kill', outcomes, missingFrom(out, whole));
});

test('the lock of another machine that was lost is taken over', async () => {
  const work = workOf('merge');
  const out = join(scratch, 'requeued');
  const shard = work.args(out)[1]!;
  cpSync(shard, out, { recursive: true });
  for (const file of ['checkpoint.json', 'job.json']) rmSync(join(out, file));
  writeFileSync(join(out, LOCK_FILE), `${JSON.stringify({ host: 'node-17', pid: 4711, token: 'lost' })}\n000000040\n`);
  const outcome = await ionsieve(work.args(out), scratch);
  const lost = await lostOf(work, out);
  findings.push({
    case: '`merge` where another machine was lost in the middle, its lock standing still for 30 s',
    'exit of the first': '-',
    'exit of the second': String(outcome.code),
    'the second told': told(outcome),
    lost,
  });
  expect({ code: outcome.code, lost }).toEqual({ code: 0, lost: 'nothing' });
});

test('the lock of a dead process of this machine is no hindrance', async () => {
  const work = workOf('merge');
  const out = join(scratch, 'dead');
  const { child, ended } = start(['--version'], scratch);
  await ended;
  cpSync(work.args(out)[1]!, out, { recursive: true });
  for (const file of ['checkpoint.json', 'job.json']) rmSync(join(out, file));
  const holder = { ...thisLife(), pid: child.pid, token: 'dead' };
  writeFileSync(join(out, LOCK_FILE), `${JSON.stringify(holder)}\n000000040\n`);
  const outcome = await ionsieve(work.args(out), scratch);
  const lost = missingFrom(out, await wholeOf(work));
  findings.push({
    case: '`merge` where a process of this machine died in the middle',
    'exit of the first': '-',
    'exit of the second': String(outcome.code),
    'the second told': told(outcome),
    lost,
  });
  expect({ code: outcome.code, lost }).toEqual({ code: 0, lost: 'nothing' });
});
