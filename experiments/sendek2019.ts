/**
 * Sendek, Cubuk, Antoniuk, Cheon, Cui and Reed, Chem. Mater. 31, 342 (2019): were the 21 candidates of 2017 better than chance?
 *
 *   npx ionsieve reproduce sendek2019
 *
 * The paper judged the candidates, and as many lithium compounds drawn at random, by molecular dynamics on density functional theory. The
 * verdicts on all candidates and on 20 of the 21 controls are public, and that 3 of the 21 are fast: 2 of them are among the 20.
 * What is ours: intervals, the exact test, and how our models and floors rank the same verdicts.
 */
import type { OwnExperiment } from 'ionsieve/experiment';
import { verdictsPage } from './sendek2019/page.ts';
import { judgeVerdicts, type Verdicts, type VerdictsEffort } from './sendek2019/run.ts';

/** Controls that were drawn, those included whose verdict is not public one by one, and the paper's count of fast ones. */
const drawn = { fast: 3, all: 21 };

/** Chosen compounds against random controls. */
export const sendek2019: OwnExperiment<VerdictsEffort, Verdicts> = {
  kind: 'own',
  study: 'verdicts',
  name: 'sendek2019',
  paper: {
    title: 'Machine learning-assisted discovery of solid Li-ion conducting materials',
    doi: '10.1021/acs.chemmater.8b03272',
    claim:
      'Compounds that the model of 2017 chose are 2.7 times as often fast conductors, by molecular dynamics, as compounds drawn at random.',
  },
  seed: 0,
  full: { resamples: 10_000 },
  quick: { resamples: 200 },
  expected: [
    { number: 'known.chosen_fast', paper: 8, tolerance: 0, where: 'abstract and table of the candidates: 8 of 21' },
    { number: 'candidates.marginal', paper: 2, tolerance: 0, where: 'table of the candidates' },
    {
      number: 'known.controls_fast',
      paper: 3,
      tolerance: 0,
      where: 'random controls: 3 of 21',
      explained: 'the verdict of one control is not public; the paper counts 3 of 21, so that this one must be fast',
    },
    { number: 'all_drawn.enrichment', paper: 2.7, tolerance: 0.05, where: 'abstract: 2.7 times as likely' },
    { number: 'all_drawn.f1', paper: 0.5, tolerance: 0.02, where: 'abstract: F1 of 0.50' },
    { number: 'known.f1', paper: 0.5, tolerance: 0.02, where: 'the same with the 20 controls whose verdict is public' },
    { number: 'all_drawn.f1_over_chance', paper: 3.5, tolerance: 0.05, where: 'abstract: 3.5 times the F1 of chance' },
  ],
  notReproduced: [
    'The conductivities behind the verdicts (a log-average at least 44 times that of the controls) are not public one by one.',
    'The comparison with six doctoral students is not public compound by compound.',
  ],
  run: (effort, { seed }) => judgeVerdicts(drawn, effort, seed),
  page: verdictsPage,
};
