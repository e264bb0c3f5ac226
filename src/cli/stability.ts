import { Command } from 'commander';
import { reducedFormula } from '../chemistry/composition.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { fail, orRefusal } from '../core/errors.ts';
import { writeAtomic } from '../core/files.ts';
import { readText } from '../core/read-text.ts';
import { contactOf } from '../stability/contact.ts';
import { openHull } from '../stability/hull.ts';
import { metalOf } from '../stability/metal.ts';
import { mixtureText } from '../stability/mixture-text.ts';
import type { Phases } from '../stability/phases.ts';
import { readEnergies } from '../stability/read-energies.ts';
import { shippedPhases } from '../stability/shipped-phases.ts';
import { stabilityOf } from '../stability/stability-of.ts';
import { type Metal, windowAgainst } from '../stability/window.ts';
import { printNotes } from './describe-files.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { MOST_LISTED } from './most-listed.ts';
import { list, wholeNumber } from './options.ts';
import { printAnswers } from './predict-answers.ts';
import type { Asker } from './predict-rows.ts';
import type { Column } from './print-result.ts';
import { complain } from './run-to-exit.ts';
import { stableCompounds, systemIn, triangleSvg } from './stability-figure.ts';
import { type StrictOption, withStrictOption } from './strict-option.ts';
import { plural } from './tell-counts.ts';
import type { Value } from './value-text.ts';

interface StabilityOptions extends FormOptions, StrictOption {
  readonly input?: string;
  readonly against?: string;
  readonly charge?: number;
  readonly contact?: readonly string[];
  readonly energies?: string;
  readonly figure?: string;
}

const HELP = `
The hull is that of 85,014 compositions of the Materials Project, one snapshot (Bartel et al., npj Comput. Mater. 6, 97 (2020)), or of a
table of your own: --energies takes a CSV with columns formula and formation_energy_eV_atom, relative to the elements. Energies
of two sources are never joined.
  hull       energy of the most stable mixture of known phases, in eV an atom relative to the elements
  competing  that mixture, in formula units of each; the compound itself where it is a stable phase
  above hull of the known phase of this composition; empty where none is known, which is no sign that there cannot be one
A chemical system such as Li-P-S stands for its stable compounds. --figure draws the known phases of three elements and the lines between
those in equilibrium, stable ones with their names; the formulas asked for are crosses.
--against gives the window against a metal: below \`reduced\` the mixture takes the metal up, above \`oxidised\` it gives it away, in V (for
an ion of charge z divided by z; --charge where the metal has several). Where the two are equal it has no window.
--contact gives the most negative energy of a reaction with another compound, in eV an atom of the mixture, and its products; 0 where
they do not react. Kinetics are not in it: many compounds outlive their window, and none of this says whether they form.

What cannot be answered has the reason in the last column; the exit code is then 1, and 2 where nothing was answered.

Examples: ionsieve stability Li3PS4 Li6PS5Cl --against Li
          ionsieve stability Li3PS4 --contact LiCoO2,Li2O
          ionsieve stability Li-P-S Li7P3S11 --figure li-p-s.svg
          ionsieve stability --input compounds.csv --csv > stability.csv`;

/**
 * `ionsieve stability FORMULA...`: competing phases, windows and reactions in contact.
 * @example program.addCommand(stabilityCommand());
 */
export function stabilityCommand(): Command {
  const command = new Command('stability')
    .description('what a compound decomposes into, its window against a metal, and what it reacts with')
    .argument('[inputs...]', 'formulas such as Li3PS4, chemical systems such as Li-P-S, or files of structures')
    .option('--input <file>', 'CSV file with a column of compositions, answered after the inputs')
    .option('--against <metal>', 'give the window against this metal, such as Li')
    .option('--charge <z>', 'charge of the ion of the metal', wholeNumber('--charge', 1, 7))
    .option(
      '--contact <formulas>',
      'give the reaction with each of these compounds, separated by commas',
      list('--contact', (formula) => formula),
    )
    .option(
      '--figure <file>',
      'draw the phase triangle of three elements as SVG, with the formulas asked for as crosses',
    )
    .option('--energies <file>', 'formation energies of your own, in place of the shipped ones');
  return withFormOptions(withStrictOption(command)).addHelpText('after', HELP).action(runStability);
}

/** An answer, under the names of its columns. */
interface StabilityRow extends Readonly<Record<string, Value>> {
  readonly formula: string;
}

async function runStability(inputs: string[], options: StabilityOptions): Promise<void> {
  const { input, strict, against, charge, contact = [], energies, figure } = options;
  if (inputs.length === 0 && input === undefined) {
    fail('stability', 'a formula, a structure file or --input', 'none', 'see ionsieve stability --help');
  }
  const metal = against === undefined ? null : metalOf(against, charge);
  const touching = contact.map((formula) => parseFormula(formula));
  const phases = energies === undefined ? shippedPhases() : ownPhases(energies);
  if (figure !== undefined && !/\.svg$/i.test(figure)) {
    fail('--figure', 'a file that ends in .svg', figure, 'name one such as li-p-s.svg');
  }
  const svg = figure === undefined ? null : await triangleSvg(phases, inputs);
  const all = inputs.flatMap((each) => {
    const system = systemIn(each);
    return system === null ? [each] : stableCompounds(phases, system);
  });
  const asked = { inputs: all, table: input, strict: strict ?? false, form: formOf(options) };
  await printAnswers(askerOf(phases, metal, touching), columnsOf(metal, touching), asked, () => []);
  if (svg === null) return;
  writeAtomic(figure!, svg);
  printNotes([`written to ${figure}`]);
}

/** The phases of a table of the user's; rows that cannot be read are reported. */
function ownPhases(path: string): Phases {
  const { phases, unread } = readEnergies(readText(path, 'a CSV table'), path);
  for (const { message } of unread.slice(0, MOST_LISTED)) complain(message);
  if (unread.length > 0) {
    printNotes([`${plural(unread.length, 'row')} of ${path} cannot be read: not in the hull`]);
    process.exitCode = 1;
  }
  return phases;
}

function askerOf(phases: Phases, metal: Metal | null, touching: readonly Composition[]): Asker<StabilityRow> {
  const hull = openHull(phases);
  const stability = stabilityOf(phases, hull);
  const answer = (input: string, text: string): StabilityRow => {
    const formula = reducedFormula(parseFormula(text));
    const composition = parseFormula(formula);
    const { hull: point, formationEnergy, aboveHull, decompositionEnergy } = stability(composition);
    const window = metal && windowAgainst(hull, composition, metal);
    const reactions = touching.flatMap((other, i) => {
      const { energy, share, products } = contactOf(hull, composition, other);
      const [energyName, shareName, productsName] = contactColumns(touching[i]!);
      return [
        [energyName, energy],
        [shareName, share],
        [productsName, mixtureText(products)],
      ] as const;
    });
    return {
      ...{ input, formula, hull_energy_eV_atom: point.energy, competing_phases: mixtureText(point.phases) },
      ...{ formation_energy_eV_atom: formationEnergy, above_hull_eV_atom: aboveHull },
      decomposition_energy_eV_atom: decompositionEnergy,
      ...(window && {
        reduction_V: window.reduction.volts,
        oxidation_V: window.oxidation.volts,
        reduction_phases: window.reduction.phases.join(' '),
        oxidation_phases: window.oxidation.phases.join(' '),
      }),
      ...Object.fromEntries(reactions),
    };
  };
  return {
    mobileIon: metal?.z ?? 3,
    required: [],
    formulas: (texts) => texts.map((text) => orRefusal(() => answer(text, text))),
    structure: (input, { formula }) => answer(input, formula),
  };
}

const contactColumns = (other: Composition) =>
  ['eV_atom', 'share_of_atoms', 'products'].map((what) => `contact_${reducedFormula(other)}_${what}`);

const fixed = (digits: number) => (value: Value) => (value as number).toFixed(digits);

/** In the order of CSV and JSON; those with a title are in the table. */
function columnsOf(metal: Metal | null, touching: readonly Composition[]): Column[] {
  return [
    { name: 'input', title: 'input' },
    { name: 'formula' },
    { name: 'hull_energy_eV_atom', title: 'hull eV/atom', text: fixed(3) },
    { name: 'competing_phases', title: 'competing' },
    { name: 'formation_energy_eV_atom' },
    { name: 'above_hull_eV_atom', title: 'above hull', text: fixed(3) },
    { name: 'decomposition_energy_eV_atom' },
    ...(metal === null
      ? []
      : [
          { name: 'reduction_V', title: 'reduced V', text: fixed(2) },
          { name: 'oxidation_V', title: 'oxidised V', text: fixed(2) },
          { name: 'reduction_phases' },
          { name: 'oxidation_phases' },
        ]),
    ...touching.flatMap((other): Column[] => {
      const [energy, share, products] = contactColumns(other) as [string, string, string];
      const formula = reducedFormula(other);
      return [
        { name: energy, title: `with ${formula} eV/atom`, text: fixed(3) },
        { name: share },
        { name: products, title: 'products' },
      ];
    }),
  ];
}
