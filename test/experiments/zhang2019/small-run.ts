import type { GroupingEffort, GroupingPlan } from '../../../experiments/zhang2019/define.ts';
import { groupCompounds } from '../../../experiments/zhang2019/run.ts';
import { grouping, zhang2019 } from '../../../experiments/zhang2019.ts';

/** The grouping of the paper, in fewer numbers of groups. */
export const small: GroupingPlan = { ...grouping, seed: zhang2019.seed, counts: [2, 3, 7] };

/** A fortieth of the compounds. */
export const effort: GroupingEffort = { everyNth: 40, parts: 2, permutations: 19, resamples: 20 };

/** What they give. */
export const found = groupCompounds(small, effort);
