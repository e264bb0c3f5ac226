import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt, start } from '../cli/ionsieve.ts';
import { type Finding, keepFindings, scratchFolder } from './findings.ts';
import { ending, told } from './told.ts';
import { lostOf, prepareInput, WORKS, type Work, wholeOf } from './works.ts';

// Every command that writes, stopped in the middle of its work by every signal that stops.

const SIGNALS = ['SIGKILL', 'SIGTERM', 'SIGINT'] as const;
const findings: Finding[] = [];
const scratch = scratchFolder();
let folders = 0;

beforeAll(async () => {
  await ensureBuilt();
  await prepareInput();
});

afterAll(() => {
  keepFindings('stops', findings);
  rmSync(scratch, { recursive: true });
});

/** Stops a command in the middle; one that was faster than the signal, and told its result, is started again elsewhere. */
async function stopMidway(work: Work, signal: (typeof SIGNALS)[number]) {
  const { milliseconds } = await wholeOf(work);
  for (let share = 0.6; share > 0.02; share *= 0.7) {
    const out = join(scratch, String(folders++));
    const { child, ended } = start(work.args(out), scratch);
    const until = async (holds: (out: string) => boolean): Promise<void> => {
      while (!holds(out) && child.exitCode === null) await sleep(1);
    };
    if (work.isMidway !== undefined) await until(work.isMidway);
    else {
      // On a busy machine the start alone may take that share of the time.
      if (work.hears !== undefined) await until(work.hears);
      await sleep(share * milliseconds);
    }
    child.kill(signal);
    const outcome = await ended;
    // Where only the time tells, a result that is told shows that the work was over; elsewhere it is a fault.
    const wasFaster = outcome.code === 0 || (work.isMidway === undefined && outcome.out !== '');
    if (!wasFaster) return { out, outcome, exit: ending(outcome.code, child.signalCode) };
  }
  throw new Error(`${work.name} told its result each time, whenever ${signal} came`);
}

describe.each(WORKS)('$name, stopped in the middle', (work) => {
  test.each(SIGNALS)('by %s', async (signal) => {
    const { out, outcome, exit } = await stopMidway(work, signal);
    const started = existsSync(out);
    const resumes = work.goOn(out).includes('--resume');
    const lost = await lostOf(work, out);
    findings.push({
      case: `\`${work.name}\`: ${signal}`,
      made: work.isMidway === undefined ? 'in the middle of its time' : 'as its files came',
      told: told(outcome),
      exit,
      'goes on with': resumes ? '`--resume`' : 'the same command',
      lost,
    });
    expect({ lost, out: outcome.out, started: started || !resumes }).toEqual({
      lost: 'nothing',
      out: '',
      started: true,
    });
  });
});
