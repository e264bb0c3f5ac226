/** The compounds of the folder's screenings, loaded when they are first asked for; of several the last ones are kept. */
import { fail } from '../core/errors.ts';
import { nothingFound } from '../screening/nothing-found.ts';
import type { ScreeningView } from './api.ts';
import { type CandidateTable, openCandidateTable } from './candidate-table.ts';
import { measurementsBeside } from './listed-measurements.ts';
import { loadCandidates } from './load-candidates.ts';
import type { FoundScreening } from './run-folder.ts';

/** Opens the tables of screenings. */
export interface Screenings {
  /** The first where the name is empty. @throws {UserError} for a name that the folder lacks */
  find(name: string): FoundScreening;
  /** Waits until the compounds are loaded. @throws {UserError} for damaged files */
  table(name: string): Promise<CandidateTable>;
  /** At once; begins to load. @throws {UserError} once when that has failed; then it begins anew */
  view(name: string): ScreeningView;
  close(): void;
}

interface Loading {
  readonly table: Promise<CandidateTable>;
  /** Once loaded. */
  ready?: CandidateTable;
  failed?: Error;
}

/** Screenings in memory at the same time. */
const KEPT = 2;

/**
 * Opens the screenings of a folder.
 * @example const screenings = openScreenings(openRunFolder('results').screenings);
 */
export function openScreenings(found: readonly FoundScreening[]): Screenings {
  const loading = new Map<string, Loading>();
  const find = (name: string): FoundScreening => {
    const screening = name === '' ? found[0] : found.find((one) => one.name === name);
    const names = found.map((one) => one.name).join(', ') || 'none: the folder has no screening';
    return screening ?? fail('screening', `one of ${names}`, JSON.stringify(name.slice(0, 80)), 'choose another');
  };
  const drop = (name: string): void => {
    const dropped = loading.get(name);
    loading.delete(name);
    dropped?.table.then((table) => table.close()).catch(() => {}); // those who asked get the error
  };
  const load = (screening: FoundScreening): Loading => {
    const { name, folder, source, summary } = screening;
    const kept = loading.get(name);
    if (kept !== undefined) {
      loading.delete(name);
      if (kept.failed === undefined) {
        loading.set(name, kept);
        return kept;
      }
    }
    if (loading.size >= KEPT) drop(loading.keys().next().value!);
    const table = loadCandidates(folder, source, summary.value).then((found) =>
      openCandidateTable(found, measurementsBeside(screening)),
    );
    const one: Loading = { table };
    one.table.then(
      (table) => {
        one.ready = table;
      },
      (error: Error) => {
        one.failed = error;
      },
    );
    loading.set(name, one);
    return one;
  };
  return {
    find,
    table: (name) => load(find(name)).table,
    view(name) {
      const screening = find(name);
      const failed = loading.get(screening.name)?.failed;
      if (failed !== undefined) {
        loading.delete(screening.name);
        throw failed;
      }
      const table = load(screening).ready;
      return {
        name: screening.name,
        summary: screening.summary,
        source: screening.source,
        state: table === undefined ? 'loading' : 'ready',
        candidates: table?.candidates ?? 0,
        nothing: table?.candidates === 0 ? nothingFound(screening.summary) : null,
        withInterval: table?.withInterval ?? 0,
        withStability: table?.withStability ?? 0,
        withAboveHull: table?.withAboveHull ?? 0,
        anions: table?.anions ?? [],
      };
    },
    close() {
      for (const name of [...loading.keys()]) drop(name);
    },
  };
}
