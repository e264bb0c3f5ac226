/** A screening of the folder, asked for again until its list is ready. */
import type { ScreenedValue } from '../../../screening/compile.ts';
import type { Overview, ScreeningView } from '../../api.ts';
import { type Fetched, fetched } from './fetched.svelte.ts';
import { urlOf } from './url.ts';

const POLL_MS = 700;

/**
 * The screening of a name. Call while a component starts.
 * @param name null where there is none
 * @example const screening = screeningOf(() => 'screened');
 */
export function screeningOf(name: () => string | null): Fetched<ScreeningView> {
  const screening = fetched<ScreeningView>(() => {
    const chosen = name();
    return chosen === null ? null : urlOf('/api/screening', { screening: chosen });
  });
  $effect(() => {
    if (screening.data?.state !== 'loading' || screening.error !== undefined) return undefined;
    const timer = setTimeout(() => screening.retry(), POLL_MS);
    return () => clearTimeout(timer);
  });
  return screening;
}

/**
 * What the log-odds of a screening are of, in words; null of fast conduction and of values, and while the folder is not known.
 * @param name null where there is none
 * @example goalOf(overview.data, 'screened'); // 'band gap at least 1 eV'
 */
export function goalOf(overview: Overview | undefined, name: string | null): string | null {
  return overview?.screenings.find((screening) => screening.name === name)?.goal ?? null;
}

/**
 * What the scores of a screening tell; null of log-odds, and while the folder is not known.
 * @param name null where there is none
 * @example valueTold(overview.data, 'screened')?.unit; // 'eV'
 */
export function valueTold(overview: Overview | undefined, name: string | null): ScreenedValue | null {
  return overview?.screenings.find((screening) => screening.name === name)?.value ?? null;
}
