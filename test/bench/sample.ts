/** Element sets drawn from a space, so that a measurement of a moment stands for the whole of it. */
import { stream } from '../../src/core/random.ts';
import type { GridSpace } from '../../src/screening/grid-space.ts';
import { createSpace, defaultPartners } from '../../src/screening/grid-space.ts';
import { countSpace, elementSet } from '../../src/screening/space.ts';

/** The published space or one like it: lithium with all 92 partners. */
export function wholeSpace(arities: readonly number[], maxCoefficient: number): GridSpace {
  return createSpace({ anchor: 3, partners: defaultPartners(3), arities, maxCoefficient });
}

/** The same with some partners only, spread over the periodic table. */
export function smallerSpace(arities: readonly number[], maxCoefficient: number, partners: number): GridSpace {
  const all = defaultPartners(3);
  const some = Array.from({ length: partners }, (_, i) => all[Math.floor((i * all.length) / partners)]!);
  return createSpace({ anchor: 3, partners: some, arities, maxCoefficient });
}

/** Some element sets of one arity, drawn with replacement, always the same. */
export function sampleSets(space: GridSpace, arity: number, count: number): Uint8Array[] {
  const ofArity = createSpace({ ...space, arities: [arity] });
  const { elementSets } = countSpace(ofArity);
  const random = stream(0, `sets of ${arity}`);
  return Array.from({ length: count }, () => elementSet(ofArity, Math.floor(random() * elementSets)));
}

/** All element sets of one arity. */
export function everySet(space: GridSpace, arity: number): Uint8Array[] {
  const ofArity = createSpace({ ...space, arities: [arity] });
  return Array.from({ length: countSpace(ofArity).elementSets }, (_, rank) => elementSet(ofArity, rank));
}
