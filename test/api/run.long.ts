import { describe, expect, test, vi } from 'vitest';
import { experimentNames, loadExperiment, run } from '../../src/index.ts';

/** Some of each kind. */
const KINDS = {
  cubuk2019: 'own',
  measured: 'own',
  sendek2017: 'own',
  fujimura2013: 'property',
} as const;

async function quick(name: string) {
  const { experiment, file } = await loadExperiment(name);
  const told: string[] = [];
  const progress = (label: string, total: number, unit: string) => {
    told.push(`${label}: ${total} ${unit}`);
    return { update() {}, stop() {} };
  };
  const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockReturnValue(true));
  try {
    const shown = await run(experiment, { effort: 'quick', threads: 1, file, progress });
    const printed = spies.flatMap((spy) => spy.mock.calls.map(([text]) => String(text)));
    return { kind: experiment.kind, summary: shown, told, printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

describe('run', () => {
  test.each(Object.entries(KINDS))(
    'gives the summary of %s, of the kind %s, and prints nothing',
    async (name, kind) => {
      const { summary, printed, ...found } = await quick(name);
      expect(found.kind).toBe(kind);
      expect(printed).toEqual([]);
      expect(summary).toMatchObject({ name, effort: 'quick' });
      expect(Object.keys(summary.numbers).length).toBeGreaterThan(5);
      expect(found.told[0]).toMatch(/^[^:]+: \d+ [a-z]+$/);
    },
  );

  test('is tried with every kind that came with the package', async () => {
    const kinds = await Promise.all(
      experimentNames().map(async (name) => (await loadExperiment(name)).experiment.kind),
    );
    expect(new Set(kinds)).toEqual(new Set(Object.values(KINDS)));
  });
});
