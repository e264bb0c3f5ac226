import { describe, expect, test } from 'vitest';
import { loadExperiment, run } from '../../src/index.ts';

describe('run', () => {
  test('refuses what is no experiment in one line, with the nearest key', async () => {
    const { experiment } = await loadExperiment('sendek2019');
    const { seed, ...rest } = experiment;
    const misspelt = { ...rest, sead: seed } as unknown as typeof experiment;
    await expect(run(misspelt)).rejects.toThrow(/^run: expected the keys [^\n]*, found "sead"; did you mean seed\?$/);
  });

  test('gives the type of the summary by the kind of the experiment', async () => {
    const { experiment, file } = await loadExperiment('sendek2019');
    if (experiment.kind !== 'verdicts') throw new Error(`${file} is of another kind`);
    const { compounds } = await run(experiment, { effort: 'quick' });
    expect(compounds.length).toBeGreaterThan(10);
  });
});
