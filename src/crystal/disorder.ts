/**
 * Partial occupancies resolved into ordered configurations by Metropolis sampling (Metropolis et al., J. Chem. Phys.
 * 21, 1087 (1953)), as in Energy Environ. Sci. 10, 306 (2017), which states the 2 Angstrom exclusion but
 * neither temperature nor number of samples. Our choices: a pair at distance d below the limit of exclusion.ts is a
 * clash and costs (limit / d)^2, at least 1; kT is 0.2; a move swaps what two positions of equal occupancies hold, so
 * that the numbers of atoms stay. The cell is repeated until whole numbers of atoms have the composition within 0.5 %.
 * Groups of atoms that turn as one (disordered BH4 or closo-borate) are not kept together.
 */
import type { Stream } from '../core/random.ts';
import { shuffled } from '../core/random.ts';
import type { ExclusionPairs } from './exclusion.ts';
import { exclusionDistanceA, findExclusionPairs } from './exclusion.ts';
import type { SiteClass, SiteClasses } from './site-classes.ts';
import type { Structure } from './structure.ts';
import { compositionOf, isOrdered } from './structure.ts';
import { wholeCell } from './whole-cell.ts';

/** How many configurations, and the distance (Angstrom) that unbonded atoms keep. */
export interface SamplingOptions {
  readonly samples: number;
  readonly minimumDistanceA: number;
}

/** Ordered structures drawn from a disordered one. */
export interface Configurations {
  readonly structures: readonly Structure[];
  /** Clashes left in each, where no better configuration was met; 0 is the rule. */
  readonly clashes: Int32Array;
  /** Largest difference of an element's atomic fraction from that of the disordered structure. */
  readonly compositionDeviation: number;
}

const HIGHEST_COST = 16;
const COST_STEP = 1 / 16;
const TEMPERATURE = 0.2;
/** Sweeps (one move a movable position) spent to find the least number of clashes; between samples; and at most. */
const SEARCH_SWEEPS = 1000;
const SWEEPS_BETWEEN = 10;
const SWEEPS_AT_MOST = 100;

/**
 * Draws ordered configurations. An ordered structure is its own one configuration and draws no random number. A first
 * search finds the least energy (no clash, as a rule); each sample then comes at least 10 sweeps after the one before,
 * when that energy is met again, or is the best of 100 sweeps.
 * @param options at least one sample
 * @throws {CompositionNotReached} when no cell of a reasonable size has the composition
 * @example sampleConfigurations(structure, { samples: 50, minimumDistanceA: 2 }, stream(0, 'disorder')).clashes;
 */
export function sampleConfigurations(structure: Structure, options: SamplingOptions, random: Stream): Configurations {
  if (isOrdered(structure)) return { structures: [structure], clashes: Int32Array.of(0), compositionDeviation: 0 };
  const state = startState(wholeCell(structure), options.minimumDistanceA, random);
  const floor = walk(state, 0, 0, SEARCH_SWEEPS, random).energy;
  const structures: Structure[] = [];
  const clashes = new Int32Array(options.samples);
  for (let sample = 0; sample < options.samples; sample++) {
    const { contents } = walk(state, floor, SWEEPS_BETWEEN, SWEEPS_AT_MOST, random);
    clashes[sample] = countClashes(state, contents);
    structures.push(asStructure(state, contents, structure.id));
  }
  return { structures, clashes, compositionDeviation: fractionDifference(structure, structures[0]!) };
}

/** Positions and what they hold; the walk changes `contents` and `energy` in place. */
interface State {
  readonly lattice: Float64Array;
  readonly frac: Float64Array;
  /** Atomic number at each position, 0 for none. */
  readonly contents: Uint8Array;
  /** Movable positions, and for each the members of its class. */
  readonly movable: readonly { readonly position: number; readonly members: Int32Array }[];
  readonly pairs: ExclusionPairs;
  /** Exclusion distance of two atomic numbers at 119 zA + zB; 0 with a vacancy. */
  readonly limitA: Float64Array;
  energy: number;
}

function startState({ lattice, frac, classes }: SiteClasses, minimumDistanceA: number, random: Stream): State {
  const contents = new Uint8Array(frac.length / 3);
  const canBeVacant = new Uint8Array(contents.length);
  for (const siteClass of classes) {
    fill(siteClass, contents, random);
    if (siteClass.contents.includes(0)) for (const position of siteClass.members) canBeVacant[position] = 1;
  }
  const positions = ordered('positions', lattice, contents, frac);
  const mixed = classes.filter(({ counts }) => counts.filter((count) => count > 0).length > 1);
  const state: State = {
    lattice,
    frac,
    contents,
    movable: mixed.flatMap(({ members }) => Array.from(members, (position) => ({ position, members }))),
    pairs: findExclusionPairs(positions, canBeVacant, minimumDistanceA),
    limitA: limits(classes, minimumDistanceA),
    energy: 0,
  };
  for (let position = 0; position < contents.length; position++) state.energy += energyAt(state, position) / 2;
  return state;
}

/** Hands the atoms of a class to its positions in random order. */
function fill({ members, contents: choices, counts }: SiteClass, contents: Uint8Array, random: Stream): void {
  const order = choices.length === 1 ? members.keys() : shuffled(members.length, random).values();
  for (let choice = 0; choice < choices.length; choice++) {
    for (let i = 0; i < counts[choice]!; i++) contents[members[order.next().value!]!] = choices[choice]!;
  }
}

function limits(classes: readonly SiteClass[], minimumDistanceA: number): Float64Array {
  const present = [...new Set(classes.flatMap(({ contents }) => Array.from(contents)))].filter((z) => z > 0);
  const limitA = new Float64Array(119 * 119);
  for (const a of present) for (const b of present) limitA[119 * a + b] = exclusionDistanceA(a, b, minimumDistanceA);
  return limitA;
}

/** Cost of the clashes of one position. Costs are multiples of 1/16, so that sums are exact in any order. */
function energyAt({ pairs, contents, limitA }: State, position: number): number {
  const row = 119 * contents[position]!;
  let energy = 0;
  for (let k = pairs.start[position]!; k < pairs.start[position + 1]!; k++) {
    const ratio = limitA[row + contents[pairs.other[k]!]!]! / pairs.distanceA[k]!;
    if (ratio > 1) energy += COST_STEP * Math.round(Math.min(ratio * ratio, HIGHEST_COST) / COST_STEP);
  }
  return energy;
}

function countClashes({ pairs, limitA }: State, contents: Uint8Array): number {
  let count = 0;
  for (let position = 0; position < contents.length; position++) {
    const row = 119 * contents[position]!;
    for (let k = pairs.start[position]!; k < pairs.start[position + 1]!; k++) {
      if (pairs.distanceA[k]! < limitA[row + contents[pairs.other[k]!]!]!) count++;
    }
  }
  return count / 2;
}

/** Moves until at least `least` sweeps are done and the energy is down to `floor`; the best of `most` sweeps. */
function walk(
  state: State,
  floor: number,
  least: number,
  most: number,
  random: Stream,
): { contents: Uint8Array; energy: number } {
  const snapshot = () => ({ contents: state.contents.slice(), energy: state.energy });
  for (let move = 0; move < least * state.movable.length; move++) swap(state, random);
  let best = snapshot();
  for (let sweep = least; sweep < most && best.energy > floor; sweep++) {
    for (let move = 0; move < state.movable.length; move++) {
      swap(state, random);
      if (state.energy < best.energy) best = snapshot();
    }
  }
  return best;
}

function swap(state: State, random: Stream): void {
  const { contents, movable } = state;
  const { position: a, members } = movable[Math.floor(random() * movable.length)]!;
  const b = members[Math.floor(random() * members.length)]!;
  if (contents[a] === contents[b]) return;
  const before = energyAt(state, a) + energyAt(state, b);
  exchange(contents, a, b);
  const change = energyAt(state, a) + energyAt(state, b) - before;
  if (change <= 0 || random() < Math.exp(-change / TEMPERATURE)) state.energy += change;
  else exchange(contents, a, b);
}

function exchange(contents: Uint8Array, a: number, b: number): void {
  const kept = contents[a]!;
  contents[a] = contents[b]!;
  contents[b] = kept;
}

function asStructure({ lattice, frac }: State, contents: Uint8Array, id: string): Structure {
  const filled = [...contents.keys()].filter((position) => contents[position] !== 0);
  const species = Uint8Array.from(filled, (position) => contents[position]!);
  const coordinates = new Float64Array(3 * filled.length);
  filled.forEach((position, i) => {
    coordinates.set(frac.subarray(3 * position, 3 * position + 3), 3 * i);
  });
  return ordered(id, lattice, species, coordinates);
}

/** Positions come from a checked structure, so nothing is checked again. */
function ordered(id: string, lattice: Float64Array, species: Uint8Array, frac: Float64Array): Structure {
  return { id, lattice, species, frac, occupancy: new Float64Array(species.length).fill(1) };
}

function fractionDifference(disordered: Structure, ordered: Structure): number {
  const share = new Float64Array(119);
  for (const [structure, sign] of [
    [disordered, 1],
    [ordered, -1],
  ] as const) {
    const { atomicNumbers, amounts } = compositionOf(structure);
    const total = amounts.reduce((sum, amount) => sum + amount, 0);
    atomicNumbers.forEach((z, i) => {
      share[z]! += (sign * amounts[i]!) / total;
    });
  }
  return share.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}
