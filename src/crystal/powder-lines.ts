/**
 * The lines of an X-ray powder pattern, calculated from a structure: Bragg's law, structure factors, multiplicity, and the
 * Lorentz and polarisation factors of a diffractometer (Cullity, Elements of X-ray Diffraction, 2nd edition, section 4-12):
 *
 *   I = sum over all hkl at that angle of |F|^2 (1 + cos^2 2 theta) / (sin^2 theta cos theta)
 *   F = sum over sites of occupancy x f(sin theta / lambda) x exp(2 pi i (h x + k y + l z))
 *
 * Free atoms at rest: neither thermal motion, absorption, anomalous scattering nor texture. A measured pattern falls off
 * faster with the angle, by exp(-2 B (sin theta / lambda)^2): for B = 1 square Angstrom by a tenth at 40 degrees of 2 theta,
 * by a third at 90. Observed lines of rock salt, zinc blende and fluorite differ by up to 14 of 100 from those calculated here,
 * and by up to 6 when B = 1.5 is put in (test/crystal/powder-lines.test.ts).
 */
import { SYMBOLS } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import { type ScatteringFactor, scatteringFactor } from './powder-scattering.ts';
import type { Structure } from './structure.ts';

/**
 * Wavelength of copper K-alpha 1 radiation, Angstrom.
 * @example powderLines(structure, COPPER_K_ALPHA_A, 90);
 */
export const COPPER_K_ALPHA_A = 1.5406;

/** Lines closer than this, in degrees of 2 theta, are one. */
const SAME_ANGLE = 1e-5;

/** A powder pattern before it is broadened, by rising angle. */
export interface PowderLines {
  /** Degrees of 2 theta. */
  readonly twoTheta: Float64Array;
  /** Arbitrary units, multiplicity included; proportional to the square of the cell's content. */
  readonly intensity: Float64Array;
}

/**
 * All lines up to an angle, those that the structure extinguishes included with what rounding leaves of them.
 * @param largest largest 2 theta in degrees, above 0 and below 180
 * @param wavelengthA wavelength of the radiation, Angstrom
 * @throws {UserError} for an angle or wavelength out of range, or an element without scattering factor
 * @example powderLines(sodiumChloride).twoTheta[0]; // 27.37, the 111 line
 */
export function powderLines(structure: Structure, largest = 90, wavelengthA = COPPER_K_ALPHA_A): PowderLines {
  if (!(largest > 0 && largest < 180)) fail('2 theta', 'an angle above 0 and below 180', `${largest}`, 'use 90, say');
  if (!(wavelengthA > 0)) fail('wavelength', 'a length above 0', `${wavelengthA}`, 'give it in Angstrom');
  const reach = (2 * Math.sin((largest * Math.PI) / 360)) / wavelengthA;
  const squares = new Map<number, number>(); // |F|^2 of all hkl by |g|^2, in units that no two lines share
  forEachReflection(structure, reach, (gSquared, fSquared) => {
    const key = Math.round(gSquared * 1e12);
    squares.set(key, (squares.get(key) ?? 0) + 2 * fSquared); // the other half of the sphere is the same (Friedel)
  });
  const twoTheta: number[] = [];
  const intensity: number[] = [];
  for (const key of [...squares.keys()].sort((a, b) => a - b)) {
    const sine = (wavelengthA * Math.sqrt(key * 1e-12)) / 2;
    const theta = Math.asin(Math.min(1, sine));
    const angle = (theta * 360) / Math.PI;
    const lorentzPolarisation = (1 + Math.cos(2 * theta) ** 2) / (sine * sine * Math.cos(theta));
    const last = twoTheta.length - 1;
    if (last >= 0 && angle - twoTheta[last]! < SAME_ANGLE) {
      intensity[last]! += squares.get(key)! * lorentzPolarisation;
    } else {
      twoTheta.push(angle);
      intensity.push(squares.get(key)! * lorentzPolarisation);
    }
  }
  return { twoTheta: Float64Array.from(twoTheta), intensity: Float64Array.from(intensity) };
}

/** Sites of one element. */
interface ElementSites {
  readonly factor: ScatteringFactor;
  readonly sites: Int32Array;
}

/** Occupancy x exp(2 pi i g . r) of each site, and the turn that a step in l gives it. */
interface Phases {
  readonly cosine: Float64Array;
  readonly sine: Float64Array;
  readonly stepCosine: Float64Array;
  readonly stepSine: Float64Array;
}

/** Calls back with |g|^2 (1 / square Angstrom) and |F|^2 for one of hkl and -h-k-l, up to |g| = reach. */
function forEachReflection(
  structure: Structure,
  reach: number,
  found: (gSquared: number, fSquared: number) => void,
): void {
  const reciprocal = reciprocalLattice(structure.lattice);
  const [a, b, c] = [reciprocal.subarray(0, 3), reciprocal.subarray(3, 6), reciprocal.subarray(6, 9)];
  const elements = sitesByElement(structure);
  const phases = stepsInL(structure);
  const cc = dot(c, c);
  const reachSquared = reach * reach * (1 + 1e-12);
  const [mostH, mostK] = indexBounds(structure.lattice, reach) as [number, number];
  for (let h = 0; h <= mostH; h++) {
    for (let k = h === 0 ? 0 : -mostK; k <= mostK; k++) {
      const base = [0, 1, 2].map((axis) => h * a[axis]! + k * b[axis]!);
      const along = dot(base, c);
      const square = dot(base, base);
      const root = along * along - cc * (square - reachSquared);
      if (root < 0) continue;
      const first = Math.max(Math.ceil((-along - Math.sqrt(root)) / cc), h === 0 && k === 0 ? 1 : -Infinity);
      const last = Math.floor((-along + Math.sqrt(root)) / cc);
      setPhases(phases, structure, h, k, first);
      for (let l = first; l <= last; l++) {
        const gSquared = square + 2 * l * along + l * l * cc;
        found(gSquared, structureFactorSquared(elements, phases, gSquared));
      }
    }
  }
}

function stepsInL({ frac, species }: Structure): Phases {
  const turn = (wave: (angle: number) => number) =>
    Float64Array.from(species, (_, i) => wave(2 * Math.PI * frac[3 * i + 2]!));
  const n = species.length;
  return {
    cosine: new Float64Array(n),
    sine: new Float64Array(n),
    stepCosine: turn(Math.cos),
    stepSine: turn(Math.sin),
  };
}

function setPhases({ cosine, sine }: Phases, { frac, occupancy }: Structure, h: number, k: number, l: number): void {
  for (let i = 0; i < cosine.length; i++) {
    const angle = 2 * Math.PI * (h * frac[3 * i]! + k * frac[3 * i + 1]! + l * frac[3 * i + 2]!);
    cosine[i] = occupancy[i]! * Math.cos(angle);
    sine[i] = occupancy[i]! * Math.sin(angle);
  }
}

/** |F|^2 at these phases, which are then turned to the next l. */
function structureFactorSquared(elements: readonly ElementSites[], phases: Phases, gSquared: number): number {
  const { cosine, sine, stepCosine, stepSine } = phases;
  let [real, imaginary] = [0, 0];
  for (const { factor, sites } of elements) {
    let [sumCosine, sumSine] = [0, 0];
    for (let s = 0; s < sites.length; s++) {
      const i = sites[s]!;
      sumCosine += cosine[i]!;
      sumSine += sine[i]!;
      const turned = cosine[i]! * stepCosine[i]! - sine[i]! * stepSine[i]!;
      sine[i] = cosine[i]! * stepSine[i]! + sine[i]! * stepCosine[i]!;
      cosine[i] = turned;
    }
    const f = factor(gSquared / 4);
    real += f * sumCosine;
    imaginary += f * sumSine;
  }
  return real * real + imaginary * imaginary;
}

function sitesByElement({ species }: Structure): ElementSites[] {
  return [...new Set(species)].map((z) => ({
    factor: scatteringFactor(SYMBOLS[z]!),
    sites: Int32Array.from(Array.from(species.keys()).filter((i) => species[i] === z)),
  }));
}

/** Rows a*, b*, c*, 1 / Angstrom, without a factor 2 pi. */
function reciprocalLattice(m: Float64Array): Float64Array {
  const volume = dot(cross(m.subarray(3, 6), m.subarray(6, 9)), m.subarray(0, 3));
  const rows = [
    cross(m.subarray(3, 6), m.subarray(6, 9)),
    cross(m.subarray(6, 9), m.subarray(0, 3)),
    cross(m.subarray(0, 3), m.subarray(3, 6)),
  ];
  return Float64Array.from(rows.flat(), (value) => value / volume);
}

/** |h| <= |g| |a| for g = h a* + k b* + l c*, since h = g . a; so for k and l. */
function indexBounds(lattice: Float64Array, reach: number): number[] {
  return [0, 3, 6].map((row) => {
    const vector = lattice.subarray(row, row + 3);
    return Math.floor(reach * Math.sqrt(dot(vector, vector)) * (1 + 1e-12));
  });
}

function cross(u: ArrayLike<number>, v: ArrayLike<number>): number[] {
  return [u[1]! * v[2]! - u[2]! * v[1]!, u[2]! * v[0]! - u[0]! * v[2]!, u[0]! * v[1]! - u[1]! * v[0]!];
}

function dot(u: ArrayLike<number>, v: ArrayLike<number>): number {
  return u[0]! * v[0]! + u[1]! * v[1]! + u[2]! * v[2]!;
}
