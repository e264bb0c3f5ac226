/** Sodium conductors whose conductivity stands in an abstract or in a highlight, and a structure where one is printed with a free licence. */
import { readCif, type Structure } from 'ionsieve';
import { cif } from './nasicon-model.ts';

/** A conductivity in S/cm at room temperature with the DOI where it stands. */
export interface PublishedConductivity {
  readonly formula: string;
  readonly conductivity: number;
  readonly activationEnergyEv?: number;
  readonly doi: string;
  readonly remark: string;
  readonly structure?: string;
}

/** Figures as the abstracts state them. */
export const PUBLISHED: readonly PublishedConductivity[] = [
  {
    formula: 'Na3PS4',
    conductivity: 4.6e-4,
    doi: '10.1016/j.jpowsour.2014.02.054',
    remark: 'cubic glass-ceramic; the structure is the tetragonal one of 10.1038/srep33733',
    structure: 'Na3PS4',
  },
  { formula: 'Na3SbS4', conductivity: 3e-3, doi: '10.1002/advs.201600089', remark: 'the highest value, as stated' },
  {
    formula: 'Na11Sn2PS12',
    conductivity: 1.4e-3,
    activationEnergyEv: 0.25,
    doi: '10.1039/C7EE03083E',
    remark: '',
  },
  { formula: 'Na2.88Sb0.88W0.12S4', conductivity: 3.2e-2, doi: '10.1038/s41467-019-13178-2', remark: 'sintered' },
  { formula: 'Na5.5PS4.5Cl1.5', conductivity: 1.2e-3, doi: '10.3390/ma17091980', remark: 'at 25 C' },
  { formula: 'Na2.9Zn0.9Al1.1S4', conductivity: 4.5e-6, doi: '10.1039/D4LF00275J', remark: 'at 25 C' },
  {
    formula: 'Na2.9375PS3.9375Cl0.0625',
    conductivity: 1e-3,
    doi: '10.1038/srep33733',
    remark: 'stated as exceeding 1 mS/cm; the value is the bound',
    structure: 'Na2.9375PS3.9375Cl0.0625',
  },
];

/** Table 3 of Chu et al., Sci. Rep. 6, 33733 (2016), CC BY 4.0; counts a formula unit turned into occupancies. */
export function publishedStructures(): Structure[] {
  const group = 'P -4 21 c';
  const [pure] = readCif(
    cif(
      group,
      114,
      [6.956, 6.956, 7.088, 90, 90, 90],
      ['Na 0 0.5 0.426 1', 'Na 0 0 0 1', 'P 0 0 0.5 1', 'S 0.315 0.345 0.167 1'],
    ),
    'Na3PS4.cif',
  );
  const [doped] = readCif(
    cif(
      group,
      114,
      [6.97, 6.97, 7.092, 90, 90, 90],
      [
        'Na 0 0.5 0.428 0.995',
        'Na 0 0 0 0.99',
        'P 0 0 0.5 1',
        'S 0.316 0.344 0.165 0.985',
        'Cl 0.316 0.344 0.165 0.005',
      ],
    ),
    'Na2.9375PS3.9375Cl0.0625.cif',
  );
  return [pure!, doped!];
}
