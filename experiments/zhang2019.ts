/**
 * Zhang, He, Chen, Bai, Nolan, Roberts, Banerjee, Matsunaga, Mo and Ling, Nat. Commun. 10, 5260 (2019): lithium compounds grouped
 * without labels by the powder patterns of their anions; the known fast conductors gather in a few groups.
 *
 *   npx ionsieve reproduce zhang2019
 *
 * The paper takes 2,986 lithium entries of the ICSD without transition metals, keeps the anions, calls each of them sulfur, gives each
 * 40 cubic Angstrom and groups the powder patterns by Ward's linkage: seven groups, the fast conductors in two. The ICSD is closed, so the
 * lithium compounds of the Materials Project without transition metals stand in for it, with the measured materials whose structure is public.
 * What is ours besides: lines broadened to 1 degree and patterns scaled to length one (the paper's choices are not known to us), bins of 0.3
 * degrees, which hold the same distances as its 0.1, patterns within 0.1 of each other taken as one, ten neighbours for spectral clustering,
 * tests against chance, and floors. Runs in about a minute and a half.
 */
import type { OwnExperiment } from 'ionsieve/experiment';
import type { GroupingEffort, GroupingPlan } from './zhang2019/define.ts';
import { groupingPage } from './zhang2019/page.ts';
import { type CompoundGroups, groupCompounds } from './zhang2019/run.ts';

/** How the compounds are grouped, and what is asked of the groups. */
export const grouping: Omit<GroupingPlan, 'seed'> = {
  pattern: { bins: 300, largest: 90, widthDegrees: 1 },
  sameWithin: 0.1,
  methods: [
    { kind: 'ward', clusters: 7 },
    { kind: 'spectral', clusters: 7, neighbours: 10, restarts: 10 },
    { kind: 'k-means', clusters: 7, restarts: 3 },
  ],
  counts: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  partShare: 0.8,
  fastFrom: -4,
  leastMeasured: 10,
  otherWidths: [0.5, 2],
  finds: ['Li8N2Se', 'Li6KBiO6', 'Li5P2N5'],
  candidates: 30,
  candidatesWithin: 0.5,
};

/** Groups of anion lattices, and where the fast conductors fall. */
export const zhang2019: OwnExperiment<GroupingEffort, CompoundGroups> = {
  kind: 'own',
  study: 'clustering',
  name: 'zhang2019',
  paper: {
    title: 'Unsupervised discovery of solid-state lithium ion conductors',
    doi: '10.1038/s41467-019-13214-1',
    claim:
      'Lithium compounds, grouped by the powder patterns of their anions alone, fall into seven groups, and the known fast conductors are in two of them.',
  },
  seed: 0,
  full: { everyNth: 1, parts: 10, permutations: 999, resamples: 1000 },
  quick: { everyNth: 10, parts: 2, permutations: 99, resamples: 100 },
  expected: [
    {
      number: 'choice.ward.by_silhouette',
      paper: 7,
      tolerance: 0,
      where:
        'seven groups; how the paper came to seven is not known to us, ours is the number with the highest silhouette',
      explained:
        'no number of groups stands out among our structures (the silhouette of the tree is below 0.1 for every number from 2 to 15), and the set is another one, three and a half times as large',
    },
    {
      number: 'without_transition_metals.ward.groups_of_fast',
      paper: 2,
      tolerance: 0,
      where: 'fast conductors in groups V and VI; ours: fewest of seven groups that hold nine tenths of those measured',
      explained: 'two groups hold 52 of the 58 fast conductors without a transition metal, just less than nine tenths',
    },
  ],
  notReproduced: [
    'The ICSD is closed: its 2,986 lithium entries and 528 representatives are replaced by structures of the Materials Project, many of them never made.',
    'The molecular dynamics on up to 82 candidates, and the 16 new conductors that it found; we only see where the three with formulas known to us fall.',
    'The third model that confirmed the groups is not known to us; k-means, the third of the review, stands in its place.',
  ],
  run: (effort, { seed }) => groupCompounds({ ...grouping, seed }, effort),
  page: groupingPage,
};
