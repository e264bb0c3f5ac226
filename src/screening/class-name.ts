import type { ScreenedClass } from './compile.ts';

/**
 * What a class of compounds is, in words.
 * @example className({ property: 'band_gap_eV', unit: 'eV', threshold: 1, better: 'larger' }); // 'band gap at least 1 eV'
 */
export function className({ property, unit, threshold, better }: ScreenedClass): string {
  const ending = unit === '1' ? '' : ` ${unit}`;
  const words = property.replaceAll('_', ' ');
  const name = ending !== '' && words.endsWith(ending) ? words.slice(0, -ending.length) : words;
  return threshold === null ? name : `${name} at ${better === 'larger' ? 'least' : 'most'} ${threshold}${ending}`;
}
