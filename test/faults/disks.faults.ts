import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt, type Outcome, shell } from '../cli/ionsieve.ts';
import { type Finding, keepFindings, scratchFolder } from './findings.ts';
import { told } from './told.ts';
import { lostOf, prepareInput, WORKS, type Work, workOf } from './works.ts';

// Disks that are full or become full, files that may not grow, folders that may not be written.

const findings: Finding[] = [];
const scratch = scratchFolder();
const disk = join(scratch, 'disk');

beforeAll(async () => {
  await ensureBuilt();
  await prepareInput();
  mkdirSync(disk);
});

afterAll(() => {
  keepFindings('disks', findings);
  rmSync(scratch, { recursive: true });
});

const quoted = (args: readonly string[]): string => args.map((arg) => `'${arg}'`).join(' ');

/** What is unfinished in a folder. */
const unfinished = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'));

async function keep(title: string, made: string, work: Work, out: string, outcome: Outcome): Promise<void> {
  const left = unfinished(scratch);
  const resumes = work.goOn(out).length > 0;
  chmodSync(scratch, 0o755);
  const lost = await lostOf(work, out);
  findings.push({
    case: title,
    made,
    told: told(outcome),
    exit: String(outcome.code),
    'goes on with': resumes ? '`--resume`' : 'the same command',
    lost,
  });
  expect({ code: outcome.code, lost, left }).toEqual({ code: 2, lost: 'nothing', left: [] });
}

describe.each(WORKS)('$name', (work) => {
  test('on a disk with no room', async () => {
    // A file system of 1 MB is needed; a container may not be allowed to mount one, and has /dev/shm full of memory.
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]);
    try {
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(join(disk, 'filler'), new Uint8Array(bavail * bsize - 12 * 1024));
      const out = join(disk, 'out');
      const outcome = await shell(`$IONSIEVE ${quoted(work.args(out))}`, scratch);
      execFileSync('mount', ['-o', 'remount,size=200m', disk]);
      await keep(`\`${work.name}\`: full disk`, 'a file system of 1 MB, filled up to 12 kB', work, out, outcome);
    } finally {
      execFileSync('umount', ['--lazy', disk]);
    }
  });

  test('in a folder that may not be written', async () => {
    const closed = join(scratch, 'closed');
    rmSync(closed, { recursive: true, force: true });
    mkdirSync(closed, { mode: 0o555 });
    const out = join(closed, 'out');
    // Permissions do not count for root.
    const user = process.getuid!() === 0 ? 'setpriv --bounding-set=-dac_override,-dac_read_search ' : '';
    chmodSync(scratch, 0o755);
    const outcome = await shell(`${user}$IONSIEVE ${quoted(work.args(out))}`, scratch);
    chmodSync(closed, 0o755);
    await keep(`\`${work.name}\`: read-only folder`, 'mode 555, without the right to pass over it', work, out, outcome);
  });
});

test('a file that may not grow', async () => {
  const work = workOf('screen');
  const out = join(scratch, 'limited');
  const outcome = await shell(`ulimit -f 64; $IONSIEVE ${quoted(work.args(out))}`, scratch);
  await keep('`screen`: a limit on the size of files', '`ulimit -f`, 64 kB', work, out, outcome);
});

test('standard output that takes nothing', async () => {
  const work = workOf('label');
  const out = join(scratch, 'labelled');
  const outcome = await shell(`$IONSIEVE ${quoted(work.args(out))} > /dev/full`, scratch);
  await keep('`label`: full standard output', '`> /dev/full`', work, out, outcome);
});
