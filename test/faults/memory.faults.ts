import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt, shell } from '../cli/ionsieve.ts';
import { type Finding, keepFindings, scratchFolder } from './findings.ts';
import { told } from './told.ts';
import { lostOf, missingFrom, prepareInput, wholeOf, workOf } from './works.ts';

// A limit on memory that the work does not fit into.

const findings: Finding[] = [];
const scratch = scratchFolder();

beforeAll(async () => {
  await ensureBuilt();
  await prepareInput();
});

afterAll(() => {
  keepFindings('memory', findings);
  rmSync(scratch, { recursive: true });
});

/** Heaps, MB, from more than the work needs to less; how much it needs changes with the program. */
const HEAPS = Array.from({ length: 12 }, (_, i) => `NODE_OPTIONS=--max-old-space-size=${36 - 2 * i}`);
const HEAP = 'the largest heap that is too small, by Node’s own limit';

/** What stands in front of the command, from loose to tight, and how that is told. */
const LIMITS: readonly (readonly [Parameters<typeof workOf>[0], readonly string[], string])[] = [
  ['screen', HEAPS, HEAP],
  ['label', HEAPS, HEAP],
  ['screen', ['prlimit --as=3000000000'], '3 GB of addresses, by `prlimit`, of which WebAssembly wants more'],
  ['merge', HEAPS, HEAP],
];

/** Runs a command under tighter and tighter limits, until it ends by one. Whatever it does before is right and whole. */
async function firstRefused(work: ReturnType<typeof workOf>, limits: readonly string[], out: string) {
  const quoted = work.args(out).map((arg) => `'${arg}'`);
  for (const limit of limits) {
    const outcome = await shell(`${limit} $IONSIEVE ${quoted.join(' ')}; exit $?`, scratch);
    if (outcome.code !== 0) return outcome;
    expect(missingFrom(out, await wholeOf(work))).toBe('nothing');
    rmSync(out, { recursive: true });
  }
  throw new Error(`no limit of ${limits.join(', ')} is too tight`);
}

test.each(LIMITS)('%s with less and less memory: %#', async (name, limits, made) => {
  const work = workOf(name);
  const out = join(scratch, `out-${findings.length}`);
  const { code, err, out: printed } = await firstRefused(work, limits, out);
  const left = readdirSync(scratch, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tmp'));
  const saysMemory = /memory/i.test(err);
  const lost = await lostOf(work, out);
  findings.push({
    case: `\`${name}\``,
    made,
    told: /^ionsieve: [^\n]*\n$/.test(err)
      ? told({ code, out: printed, err })
      : saysMemory
        ? 'what Node says: out of memory'
        : 'SOMETHING ELSE',
    exit: String(code),
    lost,
  });
  expect({ saysMemory, printed, left, lost, ended: code !== 0 }, err).toEqual({
    saysMemory: true,
    printed: '',
    left: [],
    lost: 'nothing',
    ended: true,
  });
});
