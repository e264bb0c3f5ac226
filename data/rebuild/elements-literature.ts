/**
 * Columns of data/elements.csv that come from papers rather than from the raw element file, "symbol value" pairs;
 * an element that is not listed is a gap. Also the corrections to the raw file, each with its reason.
 */

/** Pauling electronegativities exactly as the descriptors of Sendek et al. 2017 (10.1039/C6EE02697D) use them. */
export const SENDEK_ELECTRONEGATIVITY = `
H 2.20, Li .98, Be 1.57, B 2.04, C 2.55, N 3.04, O 3.44, F 3.98, Na .93, Mg 1.31, Al 1.61, Si 1.90, P 2.19, S 2.58,
Cl 3.16, K .82, Ca 1.00, Sc 1.36, Ti 1.54, V 1.63, Cr 1.66, Mn 1.55, Fe 1.83, Co 1.88, Ni 1.91, Cu 1.90, Zn 1.65,
Ga 1.81, Ge 2.01, As 2.18, Se 2.55, Br 2.96, Rb .82, Sr .95, Y 1.22, Zr 1.33, Nb 1.60, Mo 2.16, Tc 1.90, Ru 2.20,
Rh 2.28, Pd 2.20, Ag 1.93, Cd 1.69, In 1.78, Sn 1.96, Sb 2.05, Te 2.10, I 2.66, Cs .79, Ba .89, La 1.10, Ce 1.12,
Pr 1.13, Nd 1.14, Sm 1.17, Gd 1.20, Dy 1.22, Ho 1.23, Er 1.24, Tm 1.25, Lu 1.27, Hf 1.30, Ta 1.50, W 2.36, Re 1.90,
Os 2.20, Ir 2.20, Pt 2.28, Au 2.54, Hg 2.00, Tl 1.62, Pb 2.33, Bi 2.02, Ac 1.10, Th 1.30, Pa 1.50, U 1.38, Np 1.36,
Pu 1.28`;

/**
 * Martynov and Batsanov, Russ. J. Inorg. Chem. 25, 1737 (1980): square root of the mean ionisation energy of the
 * valence electrons, sqrt(eV). Valence electrons are the s and p electrons of the group in groups 1, 2 and 13 to 18
 * (two for He), and two in groups 3 to 12 and in the f block. Evaluated by the Python package mendeleev from the
 * ionisation energies of the NIST Atomic Spectra Database.
 */
export const MARTYNOV_BATSANOV_SQRT_EV = `
H 3.6876, He 6.2851, Li 2.3220, Be 3.7104, B 4.8780, C 6.0833, N 7.3068, O 8.4961, F 9.7018, Ne 10.9184, Na 2.2670,
Mg 3.3676, Al 4.2135, Si 5.0777, P 5.9486, S 6.7875, Cl 7.6405, Ar 8.4978, K 2.0834, Ca 2.9987, Sc 3.1114, Ti 3.1940,
V 3.2685, Cr 3.4098, Mn 3.3966, Fe 3.4714, Co 3.5331, Ni 3.5923, Cu 3.7429, Zn 3.6986, Ga 4.3681, Ge 5.0894,
As 5.8248, Se 6.5284, Br 7.2099, Kr 7.9293, Rb 2.0438, Sr 2.8918, Y 3.0365, Zr 3.1436, Nb 3.2464, Mo 3.4097,
Tc 3.3451, Ru 3.4728, Rh 3.5734, Pd 3.7260, Ag 3.8119, Cd 3.5988, In 4.1912, Sn 4.8274, Sb 5.4656, Te 6.0775,
I 6.6870, Xe 7.2868, Cs 1.9733, Ba 2.7582, La 2.8950, Ce 2.8626, Pr 2.8305, Nd 2.8500, Pm 2.8707, Sm 2.8908,
Eu 2.9079, Gd 3.0199, Tb 2.9482, Dy 2.9672, Ho 2.9851, Er 3.0031, Tm 3.0195, Yb 3.0359, Lu 3.1085, Hf 3.3034,
Ta 3.4460, W 3.4831, Re 3.4952, Os 3.5664, Ir 3.6033, Pt 3.7094, Au 3.8359, Hg 3.8206, Tl 4.3355, Pb 4.9173,
Bi 5.4731, Po 6.0113, At 6.5565, Rn 7.1182, Fr 2.0181, Ra 2.7772, Ac 2.9266, Th 3.0172, Pa 2.9824, U 2.9819,
Np 2.9804, Pu 2.9602, Am 2.9727, Cm 2.8277, Bk 3.0081, Cf 3.0234, Es 3.0469,
Fm 2.8723, Md 2.8792, No 3.0943, Lr 3.0984`;

/** Schwerdtfeger and Nagle, Mol. Phys. 117, 1200 (2019), 10.1080/00268976.2018.1535143: atomic units (bohr^3). */
export const POLARIZABILITY_BOHR3 = `
H 4.50711, He 1.38375, Li 164.1125, Be 37.74, B 20.5, C 11.3, N 7.4, O 5.3, F 3.74, Ne 2.6611, Na 162.7, Mg 71.2,
Al 57.8, Si 37.3, P 25, S 19.4, Cl 14.6, Ar 11.083, K 289.7, Ca 160.8, Sc 97, Ti 100, V 87, Cr 83, Mn 68, Fe 62,
Co 55, Ni 49, Cu 46.5, Zn 38.67, Ga 50, Ge 40, As 30, Se 28.9, Br 21, Kr 16.78, Rb 319.8, Sr 197.2, Y 162, Zr 112,
Nb 98, Mo 87, Tc 79, Ru 72, Rh 66, Pd 26.14, Ag 55, Cd 46, In 65, Sn 53, Sb 43, Te 38, I 32.9, Xe 27.32, Cs 400.9,
Ba 272, La 215, Ce 205, Pr 216, Nd 208, Pm 200, Sm 192, Eu 184, Gd 158, Tb 170, Dy 163, Ho 156, Er 150, Tm 144,
Yb 139, Lu 137, Hf 103, Ta 74, W 68, Re 62, Os 57, Ir 54, Pt 48, Au 36, Hg 33.91, Tl 50, Pb 47, Bi 48, Po 44, At 42,
Rn 35, Fr 317.8, Ra 246, Ac 203, Th 217, Pa 154, U 129, Np 151, Pu 132, Am 131, Cm 144, Bk 125, Cf 122, Es 118,
Fm 113, Md 109, No 110, Lr 320, Rf 112, Db 42, Sg 40, Bh 38, Hs 36, Mt 34, Ds 32, Rg 32, Cn 28, Nh 29, Fl 31, Mc 71,
Ts 76, Og 58`;

/** Rahm, Hoffmann and Ashcroft, Chem. Eur. J. 22, 14625 (2016), 10.1002/chem.201602949: Angstrom. */
export const RAHM_RADIUS_A = `
H 1.54, He 1.34, Li 2.20, Be 2.19, B 2.05, C 1.90, N 1.79, O 1.71, F 1.63, Ne 1.56, Na 2.25, Mg 2.40, Al 2.39,
Si 2.32, P 2.23, S 2.14, Cl 2.06, Ar 1.97, K 2.34, Ca 2.70, Sc 2.63, Ti 2.57, V 2.52, Cr 2.33, Mn 2.42, Fe 2.37,
Co 2.33, Ni 2.29, Cu 2.17, Zn 2.22, Ga 2.33, Ge 2.34, As 2.31, Se 2.24, Br 2.19, Kr 2.12, Rb 2.40, Sr 2.79, Y 2.74,
Zr 2.69, Nb 2.51, Mo 2.44, Tc 2.52, Ru 2.37, Rh 2.33, Pd 2.15, Ag 2.25, Cd 2.38, In 2.46, Sn 2.48, Sb 2.46, Te 2.42,
I 2.38, Xe 2.32, Cs 2.49, Ba 2.93, La 2.84, Ce 2.82, Pr 2.86, Nd 2.84, Pm 2.83, Sm 2.80, Eu 2.80, Gd 2.77, Tb 2.76,
Dy 2.75, Ho 2.73, Er 2.72, Tm 2.71, Yb 2.77, Lu 2.70, Hf 2.64, Ta 2.58, W 2.53, Re 2.49, Os 2.44, Ir 2.40, Pt 2.30,
Au 2.26, Hg 2.29, Tl 2.42, Pb 2.49, Bi 2.50, Po 2.50, At 2.47, Rn 2.43, Fr 2.58, Ra 2.92, Ac 2.93, Th 2.88, Pa 2.85,
U 2.83, Np 2.81, Pu 2.78, Am 2.76, Cm 2.76`;

/**
 * Elements whose standard atomic weight is an interval: the raw file gives the plain conventional value. In every
 * other value with decimals it appends the digit of uncertainty to the value, 207.2(1) being printed as 207.21 for
 * lead; the rebuild drops that digit.
 */
export const INTERVAL_WEIGHTS = new Set('H Li B C N O Mg Si S Cl Br Tl'.split(' '));

/**
 * Electron affinities (eV) that were remeasured, as pymatgen carries them (its periodic_table.json at commit
 * 005f172d); the review is Ning and Lu, J. Phys. Chem. Ref. Data 51, 021502 (2022), 10.1063/5.0080243.
 */
export const REMEASURED_AFFINITY_EV = `
La 0.557546, Ce 0.600160, Pr 0.109235, Nd 0.097493, Tb 0.131318, Lu 0.238870, Tl 0.320053`;

/** First ionisation energies (eV) that NIST has revised by more than 0.1 %, as the same pymatgen file carries them. */
export const REVISED_IONIZATION_EV = 'Tc 7.11938, At 9.31751, Ac 5.380226';

/**
 * Pauling values in which the raw column departs from pymatgen, whose order of elements we follow: lead is Pb(IV) here
 * as in the Sendek table, not Pb(II) 1.87, and francium 0.7, not 0.79.
 */
export const PAULING_CORRECTION = 'Pb 2.33, Fr 0.7';

/** A table of pairs as a map from symbol to value. */
export function pairs(text: string): Map<string, number> {
  return new Map(
    text
      .trim()
      .split(/,\s*/)
      .map((pair) => {
        const [symbol, value] = pair.split(' ');
        return [symbol!, Number(value)];
      }),
  );
}
