import { describe, expect, test } from 'vitest';
import { sendek2019 } from '../../experiments/sendek2019.ts';
import { loadExperiment, run } from '../../src/index.ts';

describe('run', () => {
  test('refuses what is no experiment in one line, with the nearest key', async () => {
    const { experiment } = await loadExperiment('sendek2019');
    const { seed, ...rest } = experiment;
    const misspelt = { ...rest, sead: seed } as unknown as typeof experiment;
    await expect(run(misspelt)).rejects.toThrow(/^run: expected the keys [^\n]*, found "sead"; did you mean seed\?$/);
  });

  test('gives the type of the summary by the kind of the experiment', async () => {
    const { compounds } = await run(sendek2019, { effort: 'quick' });
    expect(compounds.length).toBeGreaterThan(10);
  });
});
