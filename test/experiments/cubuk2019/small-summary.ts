import type { TransferSummary } from '../../../experiments/cubuk2019/found.ts';
import { measured } from '../../../src/experiment/numbers.ts';
import type { ScreeningSummary } from '../../../src/experiment/screening-summary.ts';

const judged = (formula: string, conductivity_S_per_cm: number, score: number) => ({
  formula,
  conductivity_S_per_cm,
  fast: conductivity_S_per_cm >= 1e-4,
  score,
  correct: score >= 0 === conductivity_S_per_cm >= 1e-4,
});

const SCREENING: ScreeningSummary = {
  student: 'logistic-mmmr',
  space: { kind: 'grid', anchor: 'Li', partners: ['O', 'S'], arities: [3], max_coefficient: 3 },
  formula_strings: 27,
  distinct_formulas: 25,
  filters: {
    excluded_elements: [],
    real_anion: false,
    charges: 'any',
    oxidation_states: 'common',
    unknown_only: false,
    domain_limit: null,
    one_per_system: false,
  },
  removed: {},
  scored: 25,
  fast: 10,
  threshold_log_odds: 0,
  chemical_systems: 3,
  histogram: { lower_edge: -2, width: 1, counts: [5, 10, 8, 2] },
  by_element: [
    { symbol: 'Li', scored: 25, fast: 10 },
    { symbol: 'S', scored: 25, fast: 10 },
    { symbol: 'O', scored: 25, fast: 10 },
  ],
  by_anion: [
    { symbol: 'O', scored: 25, fast: 10 },
    { symbol: 'S', scored: 50, fast: 40 },
  ],
  ranks: [],
};

/** A made-up summary of every kind of number, small enough to be read. */
export const smallSummary: TransferSummary = {
  kind: 'transfer',
  name: 'small',
  paper: { title: 'A small paper', doi: '10.0000/small', claim: 'Little can be claimed.' },
  effort: 'quick',
  seed: 0,
  screening_student: 'logistic-mmmr',
  tensor_backend: 'cpu',
  numbers: {
    'labels.structures_labelled': measured(19_272, 'structures', 19_480),
    'student.always-slow.by_system.real_anion.mcc': measured(0, 'score', 7535, [0, 0]),
    'student.always-slow.by_system.real_anion.accuracy': measured(0.9, 'share', 7535, [0.88, 0.92]),
    'student.logistic-mmmr.by_system.real_anion.mcc': measured(0.6178, 'score', 7535, [0.5636, 0.6677]),
    'student.logistic-mmmr.by_system.real_anion.accuracy': measured(0.9451, 'share', 7535, [0.93, 0.96]),
    'student.logistic-mmmr.by_formula.all.accuracy': measured(0.77, 'share', 8745, [0.76, 0.78]),
    'teacher.linear-svm.leave_one_out.accuracy': measured(0.75, 'share', 4, [0.25, 1]),
    'teacher.linear-svm.leave_one_out.mcc': measured(null, 'score', 4, [null, null]),
    'teacher.perfect.leave_one_out.accuracy': measured(1, 'share', 2, [1, 1]),
    'screening.scored': measured(18_680_255_230, 'compounds', 18_680_255_230),
  },
  compared: [
    {
      number: 'teacher.linear-svm.leave_one_out.accuracy',
      paper: 0.9,
      tolerance: 0.05,
      where: 'Table 1',
      ours: 0.75,
      unit: 'share',
      n: 4,
      reproduced: false,
    },
  ],
  not_reproduced: [],
  teachers: ['linear-svm.leave_one_out', 'perfect.leave_one_out'],
  students: ['always-slow', 'logistic-mmmr'],
  suggested: ['Li2SO'],
  judgements: {
    'linear-svm.leave_one_out': [
      judged('Li7P3S11', 4.1e-3, 2),
      judged('Li3N', 5.75e-4, -0.5),
      judged('LiI', 1e-6, -1),
      judged('Li2S', 1e-13, -2.5),
    ],
    'perfect.leave_one_out': [judged('Li3P', 1e-3, 1), judged('LiNH2', 4e-10, -1)],
  },
  calibration: [
    { low: 0, high: 0.5, n: 7000, meanProbability: 0.1, fractionPositive: 0.05, interval: [0.02, 0.08] },
    { low: 0.5, high: 1, n: 0, meanProbability: null, fractionPositive: null, interval: null },
  ],
  curves: {
    grids: { false_positive_rate: [0, 0.5, 1], recall: [0.5, 1] },
    students: [
      {
        student: 'logistic-mmmr',
        set: 'unseen',
        n: 7535,
        positives: 652,
        roc: { value: [0.2, 0.9, 1], low: [0.1, 0.8, 1], high: [0.3, 0.95, 1] },
        precision: { value: [0.8, 0.1], low: [0.7, 0.05], high: [0.9, 0.2] },
      },
    ],
  },
  agreement: {
    student: 'logistic-mmmr',
    lower_edge: -1,
    width: 1,
    counts: [
      [7000, 20],
      [0, 515],
    ],
  },
  anion_by_cation: {
    anions: ['O', 'S'],
    cations: ['P', 'Ge', 'U'],
    formulas: [
      [30, 2, 1],
      [10, 20, 0],
    ],
    fast: [
      [3, 2, 1],
      [9, 5, 0],
    ],
  },
  candidates: [
    {
      id: 'mp-22905',
      formula: 'LiCl',
      published: 0.837,
      ours: 0.836464,
      published_distance: 1.381,
      our_distance: 1.557,
      verdict: 'no',
    },
    {
      id: 'mp-0',
      formula: 'LiF',
      published: 0.5,
      ours: null,
      published_distance: 1,
      our_distance: null,
      verdict: 'yes',
    },
  ],
  not_labelled: { 'no electronegativity: Eu': 62, 'sublattice_bond_ionicity not defined': 15 },
  screening: SCREENING,
  screening_neutral: { ...SCREENING, histogram: null, filters: { ...SCREENING.filters, charges: 'neutral' } },
  shortlist: {
    exclude: ['noble-gas'],
    screening: { ...SCREENING, removed: { not_charge_neutral: 12, excluded_element: 3 }, chemical_systems: 4 },
    rows: [
      {
        formula: 'Li6SO',
        log_odds: 1.5,
        probability: 0.817574,
        domain_distance: 0.75,
        nearest_known: 'Li2S',
        nearest_distance: 1.25,
        nearest_teacher_probability: 0.625,
      },
    ],
  },
  top: {
    listed: 200,
    first: [
      [1, 'Li3SO', 2.5, 0.924142, 2.5, '', 'no', 'no', 'no'],
      [2, 'Li2SO', 1, 0.731059, 1.5, '', 'yes', 'yes', 'no'],
    ],
  },
};
