import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stableJson } from '../../src/core/files.ts';
import { formatCsv, parseCsv } from '../../src/core/table.ts';
import { openJournal } from '../../src/experiment/sweep/journal.ts';

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

test('stable JSON reads back as what was written, and equal values give equal bytes', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = stableJson(value);
      expect(JSON.parse(text)).toEqual(value);
      expect(stableJson(JSON.parse(text))).toBe(text);
    }),
  );
});

/** Numbers as they are read; texts of any kind but a line end alone in a cell, which no file of ours has. */
const cell = fc.oneof(
  fc.string(),
  fc.double({ noNaN: true }).map((x) => x + 0),
  fc.constantFrom('a,b', '"', '"",', 'two\nlines', ''),
);

test('a table reads back as what was written, numbers to the last bit', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constant('row'), cell, cell), { minLength: 1 }), (rows) => {
      const read = parseCsv(formatCsv(['key', 'one', 'two'], rows), 'x.csv', ['key', 'one', 'two']);
      expect(read).toEqual(rows.map(([key, one, two]) => ({ key, one: String(one), two: String(two) })));
    }),
  );
});

test('a journal reads back as what was added, whatever the tasks and outcomes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ionsieve-journal-'));
  let files = 0;
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.string(), json), { selector: ([task]) => task, maxLength: 6 }),
      (entries) => {
        const path = join(folder, String(files++));
        const journal = openJournal<unknown>(path, 'abc', false);
        for (const [task, outcome] of entries) journal.add(task, outcome);
        journal.close();
        const again = openJournal<unknown>(path, 'abc', true);
        again.close();
        expect([...again.known]).toEqual(entries);
      },
    ),
    { numRuns: 30 },
  );
  rmSync(folder, { recursive: true });
});
