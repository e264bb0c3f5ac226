/** Which descriptors: one type for the teacher's, the student's and a user's own, and any list of them. */

import { atomicNumber, elementProperty } from '../chemistry/elements.ts';
import { formatFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import { createMatrix, type Matrix } from '../core/matrix.ts';
import { nearestWord } from '../core/nearest-word.ts';
import type { Compound, Descriptor } from './descriptor.ts';
import { type DescriptorSet, ELEMENTAL_SETS, elementalDescriptorNames, elementalDescriptors } from './elemental.ts';
import { descriptorFactors, type Factor } from './factors.ts';
import { type CounterIon, STRUCTURAL_DESCRIPTORS } from './structural.ts';

/** Columns of STRUCTURAL_DESCRIPTORS, of structures in which an ion moves. */
export interface StructuralColumns {
  /** Names of columns. */
  readonly structural: readonly string[];
  /** Symbol, the same for all compounds, or the column of the table that has it. */
  readonly mobileIon: string | { readonly column: string };
  readonly counterIon: CounterIon;
}

/** A set of elemental descriptors, itself or by its name. */
export interface ElementalColumns {
  readonly elemental: DescriptorSet | keyof typeof ELEMENTAL_SETS;
  /** Symbol of the element that a set's `anchor_` columns count. */
  readonly anchor?: string;
}

/** Numbers of the user's table, whose names tell their units. */
export interface TableColumns {
  readonly columns: readonly string[];
}

/** A descriptor of the user's. */
export interface OwnColumns {
  readonly own: Descriptor;
}

/** What a model sees of a compound; a list is all of its parts, side by side. */
export type Descriptors = StructuralColumns | ElementalColumns | TableColumns | OwnColumns | readonly Descriptors[];

/**
 * What descriptors say of themselves, whichever they are.
 * @throws {UserError} for a name that is no column, an anchor that is missing, or two columns of one name
 * @example openDescriptors({ elemental: 'elemental-30' }).labels.length; // 30
 */
export function openDescriptors(descriptors: Descriptors): Descriptor {
  const opened = openOne(descriptors);
  const { name, labels, units } = opened;
  const twice = labels.find((label, i) => labels.indexOf(label) !== i);
  if (twice !== undefined) fail(name, 'each column once', `${twice} twice`, 'leave one out');
  if (units.length !== labels.length)
    fail(name, `${labels.length} units`, `${units.length}`, "give '1' where there is none");
  return opened;
}

/**
 * Compounds x columns, all finite.
 * @throws {UserError} for a compound that lacks what a descriptor needs, and a descriptor that breaks its contract
 * @example describeCompounds({ elemental: 'elemental-30' }, [{ id: 'salt', composition: parseFormula('NaCl') }]).cols; // 30
 */
export function describeCompounds(descriptors: Descriptors, compounds: readonly Compound[]): Matrix {
  const descriptor = openDescriptors(descriptors);
  const { name, labels } = descriptor;
  const X = createMatrix(compounds.length, labels.length);
  for (const [row, compound] of compounds.entries()) {
    const numbers = descriptor.values(compound);
    if (numbers.length !== labels.length) {
      fail(`${name} of ${compound.id}`, `${labels.length} values`, `${numbers.length}`, 'give one for each label');
    }
    const gap = Array.from(numbers).findIndex((value) => !Number.isFinite(value));
    if (gap >= 0) fail(compound.id, `a finite ${labels[gap]}`, `${numbers[gap]}`, 'leave the compound out');
    X.data.set(numbers, row * labels.length);
  }
  return X;
}

function openOne(descriptors: Descriptors): Descriptor {
  if (isList(descriptors)) return sideBySide(descriptors.map(openOne));
  if ('structural' in descriptors) return structural(descriptors);
  if ('elemental' in descriptors) return elemental(descriptors);
  return 'columns' in descriptors ? table(descriptors) : descriptors.own;
}

function structural({ structural: names, mobileIon, counterIon }: StructuralColumns): Descriptor {
  const columns = names.map((name) => {
    const column = STRUCTURAL_DESCRIPTORS.findIndex((descriptor) => descriptor.name === name);
    if (column >= 0) return column;
    const known = STRUCTURAL_DESCRIPTORS.map((descriptor) => descriptor.name);
    const nearest = nearestWord(name, known);
    return fail(
      'structural descriptors',
      `one of ${known.join(', ')}`,
      name,
      nearest ? `did you mean ${nearest}?` : 'choose one',
    );
  });
  const ionOf = ionReader(mobileIon);
  return {
    name: 'structural descriptors',
    labels: names,
    units: columns.map((column) => STRUCTURAL_DESCRIPTORS[column]!.unit),
    source: 'Energy Environ. Sci. 10, 306 (2017), doi 10.1039/C6EE02697D',
    values(compound) {
      const { id, structural: of } = compound;
      const all =
        of?.({ mobileIon: ionOf(compound), counterIon }) ??
        fail(id, 'a structure', 'none', 'leave it out, or describe compositions');
      return columns.map((column) => all[column]!);
    },
  };
}

/**
 * Atomic number of the ion that moves in a compound.
 * @throws {UserError} for what is no element; from the function that it returns too, where a column has the symbol
 * @example ionReader({ column: 'ion' })({ id: 'a', composition, word: () => 'Mg' }); // 12
 */
export function ionReader(mobileIon: StructuralColumns['mobileIon']): (compound: Compound) => number {
  if (typeof mobileIon !== 'string') {
    const { column } = mobileIon;
    return ({ id, word }) => atomicNumber(word?.(column).trim() ?? '', `${id}, column ${column}`);
  }
  const ion = atomicNumber(mobileIon, 'mobileIon');
  return () => ion;
}

/**
 * The set of elemental descriptors, with its anchor where one is named.
 * @example elementalSet({ elemental: 'elemental-full', anchor: 'Na' }).anchor; // 'Na'
 */
export function elementalSet({ elemental: given, ...anchored }: ElementalColumns): DescriptorSet {
  return { ...(typeof given === 'string' ? ELEMENTAL_SETS[given] : given), ...anchored };
}

function elemental(columns: ElementalColumns): Descriptor {
  const set = elementalSet(columns);
  const labels = elementalDescriptorNames(set);
  const ofProperties = set.properties.flatMap((property) => set.statistics.map(() => elementProperty(property).unit));
  return {
    name: set.name,
    labels,
    units: labels.map((_, column) => ofProperties[column] ?? '1'),
    source: 'npj Comput. Mater. 2, 16028 (2016), doi 10.1038/npjcompumats.2016.28',
    values: ({ composition }) => elementalDescriptors([composition], set).data,
    factors: descriptorFactors(set),
  };
}

function table({ columns }: TableColumns): Descriptor {
  return {
    name: 'columns of the table',
    labels: columns,
    units: columns.map(() => 'as in the table'),
    source: 'the table',
    values: ({ id, composition, cell }) =>
      columns.map((column) => {
        const value = cell?.(column) ?? Number.NaN;
        if (!Number.isNaN(value)) return value;
        return fail(`${id}, ${formatFormula(composition)}`, `a number in column ${column}`, 'none', 'leave it out');
      }),
  };
}

function sideBySide(parts: readonly Descriptor[]): Descriptor {
  return {
    name: parts.map(({ name }) => name).join(' and '),
    labels: parts.flatMap(({ labels }) => labels),
    units: parts.flatMap(({ units }) => units),
    source: parts.map(({ source }) => source).join('; '),
    values: (compound) => parts.flatMap((part) => Array.from(part.values(compound))),
    factors: parts.flatMap(({ labels, factors }) => factors ?? labels.map((): Factor => ({ form: 'none' }))),
  };
}

/** Array.isArray does not narrow a readonly list. */
function isList(descriptors: Descriptors): descriptors is readonly Descriptors[] {
  return Array.isArray(descriptors);
}
