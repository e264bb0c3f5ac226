/**
 * What is a composition's formation energy, and does knowing it tell which compounds are stable? The 85,014 ground states of the
 * Materials Project that Bartel, Trewartha, Wang, Dunn, Jain and Ceder, npj Comput. Mater. 6, 97 (2020) judged models on.
 *
 *   npx ionsieve reproduce bartel2020             ten minutes
 *   npx ionsieve reproduce bartel2020 --quick     under a minute
 *
 * A perceptron learns formation energies from compositions, held out by chemical system; what ships learned all of them. The energy above
 * the hull is that energy less the hull of all other known phases, which is exact. The layers and epochs were chosen by hand on
 * one other draw of held-out systems.
 */
import type { OwnExperiment } from 'ionsieve/experiment';
import type { EnergyEffort, EnergyFound } from './bartel2020/define.ts';
import { energyPage } from './bartel2020/page.ts';
import { runEnergies } from './bartel2020/run.ts';

/** The student of formation energies. */
export const bartel2020: OwnExperiment<EnergyEffort, EnergyFound> = {
  kind: 'own',
  study: 'energies',
  name: 'bartel2020',
  paper: {
    title: 'A critical examination of compound stability predictions from machine-learned formation energies',
    doi: '10.1038/s41524-020-00362-y',
    claim:
      'Models of composition alone predict formation energies well, and stability poorly: the energies that decide are a tenth of what they tell.',
  },
  seed: 0,
  full: {
    resamples: 200,
    folds: 5,
    every: 1,
    model: { kind: 'mlp', hidden: [128, 64], epochs: 12, batchSize: 256, learningRate: 0.002, loss: 'absolute' },
  },
  quick: {
    resamples: 20,
    folds: 2,
    every: 40,
    model: { kind: 'mlp', hidden: [16], epochs: 4, batchSize: 64, learningRate: 0.005, loss: 'absolute' },
  },
  expected: [],
  notReproduced: [
    'The models of the paper are not run here; their published figures stand beside ours.',
    'The paper holds out compositions at random and builds hulls from predicted energies alone. Here whole chemical systems are held out, ' +
      'and a prediction is held against the exact hull of all other phases, as a screening does.',
  ],
  run: (effort, { seed }) => runEnergies(effort, seed),
  page: energyPage,
};
