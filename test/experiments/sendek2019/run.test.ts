import { describe, expect, test } from 'vitest';
import { verdictsPage } from '../../../experiments/sendek2019/page.ts';
import { loadVerdicts } from '../../../experiments/sendek2019/verdict-data.ts';
import { sendek2019 } from '../../../experiments/sendek2019.ts';
import { run } from '../../../src/experiment/run.ts';

const summary = await run(sendek2019, { effort: 'quick' });
const valueAt = (key: string) => summary.numbers[key]!.value!;

describe('sendek2019', () => {
  test('counts the verdicts of the paper: 8 of 21 candidates fast, 2 marginal; 2 of 20 known controls', () => {
    const verdicts = loadVerdicts('candidates').map(({ verdict }) => verdict);
    const count = (word: string) => verdicts.filter((verdict) => verdict === word).length;
    expect([count('yes'), count('marginal'), count('no')]).toEqual([8, 2, 11]);
    expect([valueAt('known.chosen_fast'), valueAt('known.controls_fast')]).toEqual([8, 2]);
    expect(summary.numbers['known.controls_hit_rate']).toMatchObject({ value: 0.1, n: 20 });
    expect(valueAt('all_drawn.f1')).toBe(0.5);
  });

  test('lets every model answer for every compound, or says for how many it cannot', () => {
    expect(summary.compounds.length).toBe(41);
    for (const ranker of Object.keys(summary.compounds[0]!.scores)) {
      const silent = summary.compounds.filter(({ scores }) => scores[ranker] === null).length;
      expect(valueAt(`ranking.all.${ranker}.not_answered`), ranker).toBe(silent);
      expect(summary.numbers[`ranking.all.${ranker}.auc`]!.n, ranker).toBe(41 - silent);
    }
  });

  test('calls fast what the published model called fast: each candidate has log-odds above 0, each control below', () => {
    for (const { formula, group, scores } of summary.compounds) {
      expect(scores.published_teacher! > 0, formula).toBe(group === 'candidate');
    }
  });

  test('tells in its report that 21 and 21 compounds prove little, and lists each of them', () => {
    const text = verdictsPage(summary).sections.join('\n');
    expect(text).toContain('too few to say with 95 % certainty that the candidates are better than chance');
    for (const { id } of summary.compounds) expect(text).toContain(`| ${id} |`);
  });
});
