/** The report of a search over subsets of descriptors. */

import { intervalText, markdownTable, numberTable, numberText, type ReportPage } from 'ionsieve/report';
import { subsetFigures } from './figures.ts';
import type { SearchFindings } from './run.ts';

/**
 * The search, what it is worth, the published model, other thresholds and penalties, descriptors, funnel and candidates.
 * @example subsetSearchPage(summary).figures.length; // 4
 */
export function subsetSearchPage(summary: SearchFindings): ReportPage {
  return {
    sections: [
      ...searchSection(summary),
      ...worthSection(summary),
      ...publishedSection(summary),
      ...scanSection(summary),
      ...materialSection(summary),
      ...descriptorSection(summary),
      ...funnelSection(summary),
      ...candidateSection(summary),
    ],
    figures: subsetFigures(summary),
  };
}

/** Six digits of summary.json are more than a table needs. */
const short = (value: number | null | undefined): string => value?.toFixed(3) ?? '-';

function searchSection(summary: SearchFindings): string[] {
  const { numbers, curve, leaders, l2, max_subset_size: most, materials } = summary;
  const value = (key: string) => numbers[key]?.value;
  const paper = new Map(summary.paper_curve.map(({ size, error }) => [size, error]));
  return [
    '## The search',
    `Every subset of up to ${most} of ${summary.descriptors.length} descriptors, ${numberText(value('subset_search.subsets')!)} in all: leave-one-out of a logistic ` +
      `regression with ridge penalty ${l2} on ${materials.length} materials. Errors are shares of the materials; the best of subsets with equal errors is the one with the ` +
      'least log loss, then the one whose columns come first. The last two columns are explained below.',
    markdownTable(
      [
        'descriptors',
        'subsets',
        'paper',
        'least error',
        'subsets with it',
        'median error',
        'best subset',
        'in noise',
        'left out of the search',
      ],
      curve.map(({ size, subsets, best }) => [
        String(size),
        numberText(subsets),
        short(paper.get(size)),
        `${short(best.errors / materials.length)} (${best.errors})`,
        numberText(value(`subset_search.n${size}.subsets_with_that_error`)!),
        short(value(`subset_search.n${size}.median_error`)),
        best.descriptors.join(' '),
        short(value(`noise.n${size}.leave_one_out_error`)),
        short(value(`nested.n${size}.leave_one_out_error`)),
      ]),
    ),
    'The best of any size:',
    markdownTable(
      ['descriptors', 'errors', 'log loss'],
      leaders.map(({ descriptors, errors, log_loss }) => [descriptors.join(' '), String(errors), short(log_loss)]),
    ),
  ];
}

function worthSection({ numbers, noise_errors, inner_subset_size: most }: SearchFindings): string[] {
  const [noise, p, nested, floor, auc] = [
    numbers['noise.any.leave_one_out_error']!,
    numbers['noise.any.p']!,
    numbers['nested.any.leave_one_out_error']!,
    numbers['floor.majority.leave_one_out_error']!,
    numbers['nested.any.auc']!,
  ];
  const better = nested.value! < floor.value!;
  return [
    '## What the low error is worth',
    'The least of many errors is too good: some subset fits by luck, and the materials that it was chosen on cannot tell.',
    `In noise: all descriptors are replaced by uniform noise and the whole search is done again, up to ${most} descriptors, ${noise_errors.length} times (Rücker, ` +
      'Rücker and Meringer, J. Chem. Inf. Model. 47, 2345 (2007), show that noise without the search is too easy a bar). The best subsets of noise have a mean error of ' +
      `${short(noise.value)}. The chance that noise does as well as the descriptors is ${short(p.value)} (n = ${p.n} draws).`,
    `Left out of the search: each material is judged by the best of all subsets of up to ${most} descriptors, chosen and fitted on the other materials. The error is ` +
      `${short(nested.value)} (95 % interval ${intervalText(nested)}, n = ${nested.n}), ${better ? 'below' : 'not below'} the ${short(floor.value)} of calling every ` +
      `material slow; as a ranking it has an AUC of ${short(auc.value)}. This, not the least error, is what such a search promises for a new material. By number of descriptors ` +
      'the error goes up and down with the single materials that change sides; to take the best of these rows would be one more choice that has seen the answers.',
    numberTable({ numbers }, 'nested.'),
    numberTable({ numbers }, 'noise.'),
  ];
}

function publishedSection({ numbers }: SearchFindings): string[] {
  return [
    '## The published model, X-randomisation and floors',
    'The printed coefficients on the materials that they were fitted to; the same five descriptors with weights fitted here; and uniform noise in five columns, without a ' +
      'search, as in the paper.',
    ...['published_model.', 'published_descriptors.', 'x_randomisation.', 'floor.'].map((prefix) =>
      numberTable({ numbers }, prefix),
    ),
  ];
}

function scanSection(summary: SearchFindings): string[] {
  const { numbers, thresholds, materials, inner_subset_size: most, l2 } = summary;
  const penalties = Object.keys(numbers).flatMap((key) => /^penalty\.(.+)\.n1\./.exec(key)?.[1] ?? []);
  penalties.sort((a, b) => Number(a) - Number(b));
  const sizes = Array.from({ length: most }, (_, i) => i + 1);
  const row = (name: string, prefix: string) => [
    name,
    ...sizes.map((size) => short(numbers[`${prefix}.n${size}.leave_one_out_error`]?.value)),
  ];
  return [
    '## Other thresholds and penalties',
    `The best of all subsets of up to ${most} descriptors where fast means another conductivity (n = ${materials.length} materials); an error says little where one class is ` +
      'rare. A threshold with fewer than two materials on a side cannot be learned.',
    markdownTable(
      ['threshold (S/cm)', 'fast', 'error of the commoner class', 'least error', 'best subset'],
      thresholds.map((threshold) => [
        threshold.threshold_S_per_cm.toExponential(),
        String(threshold.fast),
        short(threshold.majority_error),
        short(threshold.best_error),
        threshold.descriptors.join(' '),
      ]),
    ),
    'Least leave-one-out error by number of descriptors, with other penalties:',
    markdownTable(
      ['penalty', ...sizes.map(String)],
      [
        row(`${l2} (as above)`, 'subset_search'),
        ...penalties.map((name) => row(String(Number(name)), `penalty.${name}`)),
      ],
    ),
  ];
}

function materialSection({ materials }: SearchFindings): string[] {
  return [
    '## The materials',
    'Log-odds of each material, 0 and above is called fast: by the best of all subsets, fitted without the material but chosen with it, and by the subset that was chosen ' +
      'without it.',
    markdownTable(
      ['material', 'conductivity (S/cm)', 'fast', 'best subset', 'left out of the search', 'chosen without it'],
      materials.map((row) => [
        row.formula,
        row.conductivity_S_per_cm.toExponential(),
        row.fast ? 'yes' : 'no',
        short(row.best_subset),
        short(row.nested),
        row.chosen_without.join(' '),
      ]),
    ),
  ];
}

function descriptorSection({ descriptors, materials }: SearchFindings): string[] {
  return [
    '## The descriptors',
    `Mean and standard deviation over the paper's 40 materials and our ${materials.length}. The last column is the difference of the means in standard errors, were ours ` +
      "drawn at random from the paper's.",
    markdownTable(
      ['descriptor', 'unit', 'paper', 'ours', 'difference'],
      descriptors.map((row) => [
        `${row.symbol} (${row.name})`,
        row.unit,
        `${short(row.paper_mean)} (${short(row.paper_sd)})`,
        `${short(row.mean)} (${short(row.sd)})`,
        short(row.standard_errors),
      ]),
    ),
  ];
}

function funnelSection({ funnel }: SearchFindings): string[] {
  const share = (count: number | null, of: number | null) => {
    if (count === null || of === null) return ['-', '-'];
    return [`${numberText(count)} of ${numberText(of)}`, `${((100 * count) / of).toFixed(1)} %`];
  };
  return [
    '## The funnel',
    'Structures that each step leaves. Band gap and energy above the hull are known here for a sample only, drawn for another purpose and richer in stable structures than the ' +
      "database: its shares cannot be held against the paper's, and nothing is scaled up. On the hull means an energy above it of 0; insulating, a calculated gap of 1 eV or " +
      'more; oxidation potentials are those of the hull of data/formation-energies.csv.gz. The last rows count all lithium compositions of that table, one each, where the paper counts structures. A dash: the paper has no such count.',
    markdownTable(
      ['step', 'ours', 'share', 'paper', 'share'],
      funnel.map(({ step, ours, of, paper, paper_of }) => [step, ...share(ours, of), ...share(paper, paper_of)]),
    ),
  ];
}

function candidateSection({ candidates, numbers, materials }: SearchFindings): string[] {
  return [
    '## How far the candidates can be relied on',
    'Probability of fast conduction by the printed coefficients; distance from the centre of the training materials, in their mean distances (beyond 2 is extrapolation); and mean, ' +
      `standard deviation and ends of the probability over ${materials.length} refits of the five descriptors, each without one material. The weights of the refits are ours, from ` +
      `${materials.length} materials, so that a candidate may be slow by all of them.`,
    markdownTable(
      ['id', 'formula', 'paper', 'ours', 'distance, paper', 'distance, ours', 'refits', 'sd', 'least to most'],
      candidates.map((row) => [
        row.id,
        row.formula,
        short(row.paper_probability),
        short(row.probability),
        short(row.paper_distance),
        short(row.distance),
        short(row.refit_mean),
        short(row.refit_sd),
        `${short(row.refit_least)} to ${short(row.refit_most)}`,
      ]),
    ),
    numberTable({ numbers }, 'candidates.'),
  ];
}
