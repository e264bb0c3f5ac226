/** The questions of api.ts and their answers. */
import { chemicalSystem } from '../chemistry/composition.ts';
import { atomicNumber } from '../chemistry/elements.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import type { AnswersClient } from './answers-client.ts';
import type { CandidatePage, ExperimentView, Overview } from './api.ts';
import type { CompoundView, SystemView } from './api-compounds.ts';
import type { StabilityView } from './api-stability.ts';
import type { Found } from './candidate-table.ts';
import { experimentView } from './experiment-view.ts';
import { readFilters, readOrder, readWhole } from './read-filters.ts';
import type { RunFolder } from './run-folder.ts';
import type { Screenings } from './screenings.ts';
import { readSearch } from './search-text.ts';
import { fractionsOf } from './sections.ts';

/** What answers are made of. */
export interface Sources {
  readonly folder: RunFolder;
  readonly overview: Overview;
  readonly screenings: Screenings;
  readonly answers: AnswersClient;
}

/** Answers a GET from the query of its URL; what it gives is sent as JSON. */
export type Route = (query: URLSearchParams, sources: Sources) => unknown;

/** Names of a candidate query that are no filters. */
export const PAGE_NAMES = ['screening', 'sort', 'order', 'page', 'size', 'format'];

const MOST_ROWS = 500;
const LAST_PAGE = 100_000_000;
const NEIGHBOURS = 20;
const BEST_OF_SYSTEM = 50;
const BY_RANK = { column: 'rank', descending: false } as const;

/** Every question by its path. */
export const ROUTES: Readonly<Record<string, Route>> = {
  '/api/overview': (_query, { overview }) => overview,
  '/api/screening': (query, { screenings }) => screenings.view(text(query, 'screening')),
  '/api/candidates': candidates,
  '/api/histogram': async (query, { screenings }) =>
    (await screenings.table(text(query, 'screening'))).histogram(readFilters(query, PAGE_NAMES)),
  '/api/compound': compound,
  '/api/stability': stability,
  '/api/structure': (query, { answers }) => answers.ask('structure', text(query, 'id')),
  '/api/triangle': (query, { answers }) =>
    answers.ask('triangle', {
      system: text(query, 'system'),
      fixed: text(query, 'fixed'),
      parts: readWhole(query, 'parts', 1, 0, 39),
      of: readWhole(query, 'of', 20, 3, 40),
    }),
  '/api/tie-line': (query, { answers }) =>
    answers.ask('tieLine', text(query, 'from'), text(query, 'to'), readWhole(query, 'steps', 20, 1, 100)),
  '/api/system': system,
  '/api/experiment': experiment,
};

async function candidates(query: URLSearchParams, { screenings }: Sources): Promise<CandidatePage> {
  const filters = readFilters(query, PAGE_NAMES);
  const order = readOrder(query);
  const size = readWhole(query, 'size', 50, 1, MOST_ROWS);
  const page = readWhole(query, 'page', 1, 1, LAST_PAGE);
  const understood = filters.q === undefined ? '' : readSearch(filters.q).words;
  const table = await screenings.table(text(query, 'screening'));
  const started = performance.now();
  const { total, skip, rows } = await table.page(filters, order, { skip: (page - 1) * size, size });
  return {
    total,
    page: total === 0 ? 1 : skip / size + 1,
    size,
    rows,
    understood,
    milliseconds: Math.round(performance.now() - started),
  };
}

/** Without a screening a compound has its predictions only. */
async function compound(query: URLSearchParams, { folder, screenings, answers }: Sources): Promise<CompoundView> {
  const answer = await answers.ask('compound', text(query, 'formula'));
  if (folder.screenings.length === 0) return { ...answer, screener: null, listed: null, neighbours: [] };
  const { folder: path, learner, summary } = screenings.find(text(query, 'screening'));
  const screener = await answers.ask(
    'screener',
    { folder: path, file: learner, name: summary.student },
    answer.formula,
  );
  const table = await screenings.table(text(query, 'screening'));
  const best = { skip: 0, size: NEIGHBOURS + 1 };
  const [own, system] = await Promise.all([
    table.page({ q: answer.formula }, BY_RANK, { skip: 0, size: 1 }),
    table.page({ q: answer.chemical_system }, BY_RANK, best),
  ]);
  const neighbours = system.rows.filter(({ formula }) => formula !== answer.formula).slice(0, NEIGHBOURS);
  return { ...answer, screener, listed: own.rows[0] ?? null, neighbours };
}

/** The window is against the metal that is named, or the element that every compound of the screening has. */
function stability(query: URLSearchParams, { folder, screenings, answers }: Sources): Promise<StabilityView> {
  const usual = folder.screenings.length === 0 ? null : screenings.find(text(query, 'screening')).summary.space.anchor;
  return answers.ask('stability', text(query, 'formula'), text(query, 'against'), usual);
}

async function system(query: URLSearchParams, { folder, screenings, answers }: Sources): Promise<SystemView> {
  const elements = text(query, 'system').split('-').sort();
  for (const symbol of elements) atomicNumber(symbol, 'system');
  const name = elements.join('-');
  const found: Found =
    folder.screenings.length === 0 || elements.length < 2
      ? { total: 0, skip: 0, rows: [] }
      : await (await screenings.table(text(query, 'screening'))).page({ q: name }, BY_RANK, {
          skip: 0,
          size: BEST_OF_SYSTEM,
        });
  return {
    system: chemicalSystem(parseFormula(elements.join(''))),
    elements,
    candidates: found.total,
    best: found.rows.map((row) => ({ ...row, fractions: fractionsOf(parseFormula(row.formula), elements) })),
    known: await answers.ask('knownOf', name),
  };
}

function experiment(query: URLSearchParams, { folder }: Sources): ExperimentView {
  const name = text(query, 'name');
  const names = folder.experiments.map((one) => one.name).join(', ') || 'none: the folder has no experiment';
  const found = folder.experiments.find((one) => one.name === name);
  return experimentView(found ?? fail('name', `one of ${names}`, JSON.stringify(name.slice(0, 80)), 'choose another'));
}

/** The value of a name, cut to what any question may need. */
function text(query: URLSearchParams, name: string): string {
  const value = (query.get(name) ?? '').trim();
  return value.length > 200 ? fail(`query ${name}`, 'at most 200 characters', `${value.length}`, 'shorten it') : value;
}
