import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { subsetSearchPage } from '../../../experiments/sendek2017/page.ts';
import { sendek2017 } from '../../../experiments/sendek2017.ts';
import { run } from '../../../src/experiment/run.ts';
import { writePage } from '../../../src/report/write-page.ts';

const summary = await run(sendek2017, { effort: 'quick', threads: 2 });

describe('the report of a subset search', () => {
  test('is written whole: summary, text and four figures without a gap', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'subset-search-'));
    try {
      const files = await writePage(summary, subsetSearchPage, folder);
      const figures = ['candidates.svg', 'error-by-size.svg', 'noise.svg', 'thresholds.svg'];
      expect(files).toEqual([...figures, 'report.html', 'report.md', 'summary.json'].sort());
      for (const file of figures) expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(/NaN|undefined/);
      const text = readFileSync(join(folder, 'report.md'), 'utf8');
      expect(text).not.toMatch(/NaN|undefined|\[object/);
      expect(text).toContain('Every subset of up to 2 of 20 descriptors, 210 in all');
      for (const { formula } of summary.materials) expect(text).toContain(`| ${formula} |`);
      for (const { id } of summary.candidates) expect(text).toContain(`| ${id} |`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('sets the honest error beside the floor, and says which is lower', () => {
    const withNested = (value: number) => ({
      ...summary,
      numbers: { ...summary.numbers, 'nested.any.leave_one_out_error': { value, unit: 'share', n: 33 } },
    });
    const text = (value: number) => subsetSearchPage(withNested(value)).sections.join('\n');
    expect(text(0.303)).toContain('n = 33), not below the 0.273 of calling every material slow');
    expect(text(0.152)).toContain('n = 33), below the 0.273 of calling every material slow');
  });

  test('shows a dash where the paper has no count', () => {
    const text = subsetSearchPage(summary).sections.join('\n');
    expect(text).toContain(
      '| known, oxidation potential of 4 V or more, of those on the hull | 420 of 1,887 | 22.3 % | 803 of 1,472 | 54.6 % |',
    );
    expect(text).toContain('| known, both of these | 213 of 1,887 | 11.3 % | - | - |');
    expect(text).toContain('| 1e-2 | 1 | 0.030 | - |');
  });
});
