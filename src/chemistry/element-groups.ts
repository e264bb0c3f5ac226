/**
 * Groups of elements that a search may want to leave out.
 *
 *   radioactive  elements without a stable isotope, the column `radioactive` of data/oxidation-states.csv: Tc, Pm and
 *                everything from Po on, Th and U too. Bi decays, with a half-life of 2e19 years, and counts as stable.
 *   noble-gas    group 18 up to Rn; Og has no chemistry that is known.
 *   transition-metal  groups 3 to 12 with La and Ac, as pymatgen's is_transition_metal has it: compounds of metals that change
 *                their valence often conduct electrons
 *   toxic        a rule of law rather than a judgement of ours. An element is in when European Union law takes its
 *                compounds as a class, with named exceptions, to be fatal or toxic (acute toxicity 1 to 3 in Annex VI
 *                to Regulation (EC) 1272/2008, CLP), or restricts it in whatever form in electrical equipment
 *                (Annex II to Directive 2011/65/EU, RoHS). So elements are out of which only single compounds are toxic
 *                (Os: the tetroxide; V: the pentoxide), only one oxidation state is restricted (Cr: VI), or the
 *                compounds are as a class but harmful, acute toxicity 4 (Sb, Ba). What is not on the list is not safe.
 */
import { fail } from '../core/errors.ts';
import { readShipped } from '../core/shipped-data.ts';
import { parseCsv } from '../core/table.ts';
import { atomicNumber } from './elements.ts';

/** Name of a group. */
export type ElementGroup = 'radioactive' | 'toxic' | 'noble-gas' | 'transition-metal';

/**
 * The names of all groups.
 * @example ELEMENT_GROUPS.map((group) => elementGroup(group).length);
 */
export const ELEMENT_GROUPS: readonly ElementGroup[] = ['radioactive', 'toxic', 'noble-gas', 'transition-metal'];

const FILE = 'oxidation-states.csv';

/**
 * Be: compounds but aluminium beryllium silicates, CLP 004-002-00-2. As: compounds, CLP 033-002-00-5.
 * Se: compounds but cadmium sulphoselenide, CLP 034-002-00-8. Cd: RoHS. Hg: RoHS; inorganic compounds but the sulphide,
 * CLP 080-002-00-6. Tl: compounds, CLP 081-002-00-9. Pb: RoHS. U: compounds, CLP 092-002-00-3.
 */
const TOXIC = 'Be As Se Cd Hg Tl Pb U';
/** First and last atomic numbers. */
const TRANSITION_METALS = [
  [21, 30],
  [39, 48],
  [57, 57],
  [72, 80],
  [89, 89],
  [104, 112],
] as const;
const NOBLE_GASES = 'He Ne Ar Kr Xe Rn';

/**
 * Atomic numbers of a group of elements, ascending.
 * @throws {UserError} for a name that is no group; the line lists the names
 * @example elementGroup('noble-gas'); // [2, 10, 18, 36, 54, 86]
 */
export function elementGroup(name: ElementGroup): readonly number[] {
  switch (name) {
    case 'radioactive':
      return parseCsv(readShipped(FILE), FILE, ['atomic_number', 'radioactive'])
        .filter((row) => row.radioactive === '1')
        .map((row) => Number(row.atomic_number));
    case 'toxic':
      return TOXIC.split(' ').map((symbol) => atomicNumber(symbol));
    case 'noble-gas':
      return NOBLE_GASES.split(' ').map((symbol) => atomicNumber(symbol));
    case 'transition-metal':
      return TRANSITION_METALS.flatMap(([first, last]) =>
        Array.from({ length: last - first + 1 }, (_, i) => first + i),
      );
    default:
      return fail('element group', `one of ${ELEMENT_GROUPS.join(', ')}`, `"${name}"`, 'take a name from the list');
  }
}
