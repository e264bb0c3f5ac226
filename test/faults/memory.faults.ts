import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt, shell } from '../cli/ionsieve.ts';
import { type Finding, keepFindings, scratchFolder } from './findings.ts';
import { told } from './told.ts';
import { lostOf, prepareInput, workOf } from './works.ts';

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

/** What stands in front of the command, and how that is told. */
const LIMITS = [
  ['screen', 'NODE_OPTIONS=--max-old-space-size=24', 'a heap of 24 MB, by Node’s own limit'],
  ['label', 'NODE_OPTIONS=--max-old-space-size=24', 'a heap of 24 MB, by Node’s own limit'],
  ['screen', 'prlimit --as=3000000000', '3 GB of addresses, by `prlimit`, of which WebAssembly wants more'],
  ['merge', 'NODE_OPTIONS=--max-old-space-size=30', 'a heap of 30 MB, by Node’s own limit'],
] as const;

test.each(LIMITS)('%s with %s', async (name, limit, made) => {
  const work = workOf(name);
  const out = join(scratch, `out-${findings.length}`);
  const quoted = work.args(out).map((arg) => `'${arg}'`);
  const { code, err, out: printed } = await shell(`${limit} $IONSIEVE ${quoted.join(' ')}; exit $?`, scratch);
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
