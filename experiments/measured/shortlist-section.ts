/** The candidates that a report on measured conductivities lists first, as a chemist reads them. */
import { parseFormula, SYMBOLS } from 'ionsieve/chemistry';
import { markdownTable, numberText, percent, removedRows } from 'ionsieve/report';
import type { MeasuredSummary } from './found.ts';
import type { MeasuredShortlist, MeasuredShortlistRow } from './shortlist.ts';
import { SIFTS } from './sift.ts';

/** Compounds in the sentence that tells the finding, and in the table. */
const BEST = 10;
const SHOWN = 20;

/**
 * What was found, the first of it, how it was sifted, and what it cannot tell; empty for a run that made no list.
 * @example shortlistSection(summary)[0]; // '## What to look at first'
 */
export function shortlistSection({ shortlist, coverage }: MeasuredSummary): string[] {
  if (shortlist === null) return [];
  const { rows } = shortlist;
  return [
    '## What to look at first',
    finding(shortlist),
    `**The best ${Math.min(BEST, rows.length)}**, with the phases that each competes with: ${rows.slice(0, BEST).map(inWords).join('; ')}.`,
    candidateTable(rows.slice(0, SHOWN), coverage),
    'Log10 is of the conductivity in S/cm at room temperature; P is the calibrated probability of 1e-4 S/cm or more, and passes 0.5 at a mean ' +
      'somewhat below that. The window is that of the competing phases against lithium; `with lithium` is their ' +
      'most negative energy of reaction with the metal, in eV an atom. Differences are sums of the absolute differences of atomic fractions. ' +
      'candidates.csv has every column, and the rest of the list.',
    '### How the list was made',
    ...making(shortlist),
    '### What this list cannot tell',
    ...limits(),
  ];
}

function finding({ rows, min_window_V }: MeasuredShortlist): string {
  const anions = new Map<string, number>();
  for (const row of rows) {
    const anion = mostCommonAnion(row);
    anions.set(anion, (anions.get(anion) ?? 0) + 1);
  }
  const byAnion = [...anions].sort((a, b) => b[1] - a[1]).map(([anion, count]) => `${count} of ${anion}`);
  return (
    `**${rows.length} lithium compounds that no table here holds** balance in oxidation states that are reported often, and in the same states as the ` +
    'known phases that they compete with. No element and no hydride that is a gas is among those phases, and against lithium the phases have a window of ' +
    `${min_window_V} V or more. Each lies near to a measured material and is predicted to reach 1e-4 S/cm with even odds or better; of a chemical system ` +
    `the best is listed. By their most common anion: ${byAnion.join(', ')}. Nobody has made them, as far as these tables go, and nobody has ` +
    'calculated their energies.'
  );
}

/** Symbol of the anion with most atoms, the first of equals. */
function mostCommonAnion({ formula, oxidation_states }: MeasuredShortlistRow): string {
  const { atomicNumbers, amounts } = parseFormula(formula);
  const isAnion = oxidation_states.split(' ').map((ion) => ion.endsWith('-'));
  const most = Math.max(...amounts.filter((_, i) => isAnion[i]));
  return SYMBOLS[atomicNumbers.find((_, i) => isAnion[i] && amounts[i] === most)!]!;
}

function inWords({ formula, competing_phases, reduction_V, oxidation_V }: MeasuredShortlistRow): string {
  return `${formula} (${competing_phases}; ${windowText(reduction_V, oxidation_V)} V)`;
}

function windowText(reduction: number, oxidation: number): string {
  return `${reduction.toFixed(2)} to ${oxidation.toFixed(2)}`;
}

function candidateTable(rows: readonly MeasuredShortlistRow[], coverage: number): string {
  const near = (formula: string, difference: number) => `${formula}, ${difference.toFixed(2)}`;
  return markdownTable(
    [
      ...['formula', 'oxidation states', 'screening P', 'P', 'log10', `${percent(coverage)} interval`],
      ...['competing phases', 'hull, eV/atom', 'window, V', 'with lithium'],
      ...['nearest measured, difference', 'its log10', 'nearest stable phase, difference'],
    ],
    rows.map((row) => [
      row.formula,
      row.oxidation_states,
      numberText(row.screening_probability),
      numberText(row.probability),
      row.log10_conductivity_S_per_cm.toFixed(2),
      `${row.log10_low.toFixed(1)} to ${row.log10_high.toFixed(1)}`,
      row.competing_phases,
      row.hull_energy_eV_atom.toFixed(3),
      windowText(row.reduction_V, row.oxidation_V),
      row.reaction_with_lithium_eV_atom.toFixed(3),
      near(row.nearest_measured, row.nearest_measured_difference),
      row.nearest_measured_log10_S_per_cm.toFixed(2),
      near(row.nearest_stable_phase, row.nearest_stable_phase_difference),
    ]),
  );
}

/** What each reason to leave a compound out of the list says. */
const SIFT_TEXT: Readonly<Record<(typeof SIFTS)[number], string>> = {
  energies_unknown: 'an element without energies',
  elemental_products: 'an element among the competing phases',
  far_above_hull: 'predicted further above the hull than the list allows',
  narrow_window: 'too narrow a window',
  other_states_in_the_mixture: 'other oxidation states in the competing phases',
  volatile_hydride: 'a gas such as H2S among the competing phases',
  far_from_measured: 'far from everything measured',
  predicted_slow: 'called slow by the student that predicts',
  not_the_best_of_its_system: 'not the best of its chemical system',
  beyond_the_list: 'beyond the end of the list',
};

function making({ exclude, screening, state_rules, considered, sifted, rows }: MeasuredShortlist): string[] {
  const { filters } = screening;
  const count = (value: number) => numberText(value);
  return [
    'Ternary and quaternary lithium compounds of measured elements, coefficients up to 20, without elements of the groups ' +
      `${exclude.join(', ')}: charge-neutral over the states ${filters.oxidation_states}, in Pauling order, negative states on real anions only; ` +
      'within 1 % in every fraction neither measured nor among the labelled formulas and the compositions of the Materials Project, JARVIS and OQMD ' +
      `that are known here; at most ${filters.domain_limit} mean distances from the middle of what was measured. Of what is left, the ` +
      `${count(considered)} that the student that screens ranks highest were read one by one. They are the best of all systems together, not the best ` +
      'of each: where the best of a system falls, another of it may stand.',
    markdownTable(
      ['filter', 'compounds removed'],
      [
        ...removedRows(screening).map(([filter, removed]) => [filter, count(removed)]),
        ['left, and scored', count(screening.scored)],
        ['not among the highest', count(screening.scored - considered)],
        ...SIFTS.map((reason) => [SIFT_TEXT[reason], count(sifted[reason])]),
        ['listed', count(rows.length)],
      ],
    ),
    'Which oxidation states to believe, on evidence: the share that each rule keeps of the stable lithium compounds with a real anion, of all ' +
      'elements and of those that the list may hold; and the share that it lets through of compositions of those elements drawn at random, of those that are neutral ' +
      'in any states.',
    markdownTable(
      ['states', 'kept, all elements', 'kept, elements of the list', 'let through'],
      state_rules.map(({ rule, ...shares }) => [
        rule,
        ...[shares.kept, shares.kept_of_the_list, shares.let_through].map(
          ({ value, n }) => `${percent(value!)}, n = ${count(n)}`,
        ),
      ]),
    ),
    'The list takes the states of the ICSD without mixed valence: an electrolyte with one element in two states would conduct electrons.',
  ];
}

function limits(): string[] {
  return [
    '- **Whether a compound exists.** The hull energy is what it would have to beat. A compound above the hull may live for ever, as many conductors do; ' +
      'one below it may never form.',
    '- **Kinetics.** Windows and reactions with lithium are thermodynamics: an interphase may stop what should react, and no barrier to ' +
      'moving ions is in any number here.',
    '- **Polymorphs.** Composition is all that is asked. Crystal, glass and disordered phase of one formula can differ by orders of magnitude in ' +
      'conductivity.',
    '- **Finer energies.** They are those of one functional for ordered structures at 0 K, without the entropy that stabilises disordered ' +
      'conductors. A phase that nobody has calculated is not on the hull. ' +
      'A formula close to the line between two known phases may be no compound but their mixture, or a solid solution.',
    '- **Synthesis.** The competing phases with their amounts are a first guess of the precursors, no recipe.',
    '- **Electrons and money.** Whether electrons are conducted was not asked. No price of an element is included: no public table with a licence was at hand.',
  ];
}
