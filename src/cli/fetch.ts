import { basename, dirname } from 'node:path';
import { Command } from 'commander';
import { withFileLock } from '../core/lock.ts';
import type { Progress } from '../core/progress.ts';
import { journalFiles } from '../optimade/fetch-journal.ts';
import type { FetchedPage } from '../optimade/fetch-structures.ts';
import { fetchToFile, type SourceRecord } from '../optimade/fetch-to-file.ts';
import { baseUrl, PROVIDERS } from '../optimade/providers.ts';
import type { RequestOptions } from '../optimade/request.ts';
import { finishRun } from '../provenance/end-run.ts';
import { refuseOtherWork } from '../provenance/refuse-other-work.ts';
import { RECORD_FILE } from '../provenance/run-record.ts';
import { startRun } from '../provenance/start-run.ts';
import { commandLine } from './command-line.ts';
import { countsResult } from './counts.ts';
import { printNotes } from './describe-files.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { stopOnInterrupt } from './interrupt.ts';
import { wholeNumber } from './options.ts';
import { withOutputFolder } from './output-folder.ts';
import { printResult } from './print-result.ts';
import { progressBar } from './progress-bar.ts';

interface FetchOptions extends FormOptions {
  readonly provider: string;
  readonly filter: string;
  readonly out: string;
  readonly pageLimit: number;
  readonly most?: number;
  readonly timeout: number;
  readonly allowHost: readonly string[];
  readonly resume?: true;
  readonly overwrite?: true;
}

const HELP = `
Providers: ${Object.keys(PROVIDERS).join(', ')}, or the address of any server that speaks OPTIMADE 1.
The file is one that describe and label read; disorder is kept as occupancies. FILE.source.json says where it comes from: provider,
filter, date, and how many entries were left out for each reason. An entry that cannot be converted is counted, never guessed.

A page that fails is tried five times, with growing waits; Retry-After is heeded up to ten minutes. What is there stays
in FILE's .partial files: Ctrl-C, a kill or a fault of the server lose one page at most, and --resume goes on from there.
Proxies are taken from HTTP_PROXY, HTTPS_PROXY and NO_PROXY.

Examples:
  ionsieve fetch --provider mp --filter 'elements HAS "Li"' --out lithium.jsonl
  ionsieve fetch --provider https://example.org/optimade --filter 'nelements=3' --most 2000 --out ternary.jsonl.gz`;

/**
 * `ionsieve fetch --provider NAME --filter FILTER --out FILE`: structures from a database that speaks OPTIMADE.
 * @param request replaces parts of how requests are made, such as the waits between tries
 * @example program.addCommand(fetchCommand());
 */
export function fetchCommand(request: RequestOptions = {}): Command {
  const command = new Command('fetch')
    .description('fetch structures from a materials database that speaks OPTIMADE')
    .requiredOption('--provider <name>', `${Object.keys(PROVIDERS).join(', ')}, or an address`)
    .requiredOption('--filter <filter>', 'what to fetch, in the filter language of OPTIMADE')
    .requiredOption('--out <file>', '.jsonl or .jsonl.gz file to write')
    .option('--page-limit <n>', 'entries a page', wholeNumber('--page-limit', 1, 10_000), 100)
    .option('--most <n>', 'structures after which to stop', wholeNumber('--most', 1, 100_000_000))
    .option('--timeout <s>', 'seconds without a byte after which a try ends', wholeNumber('--timeout', 1, 3600), 30)
    .option(
      '--allow-host <host>',
      'another host that pages may lead to; may be repeated',
      (host: string, before: string[]) => [...before, host],
      [],
    )
    .option('--resume', 'go on with a fetch that was stopped')
    .option('--overwrite', 'replace an --out that holds something else than an earlier fetch of the same');
  return withFormOptions(command)
    .addHelpText('after', HELP)
    .action((options: FetchOptions) => {
      const files = [
        options.out,
        `${options.out}.source.json`,
        `${options.out}.${RECORD_FILE}`,
        ...Object.values(journalFiles(options.out)),
      ];
      return withOutputFolder(
        dirname(options.out),
        files.map((file) => basename(file)),
        () =>
          withFileLock(
            options.out,
            (note) => printNotes([note]),
            () => runFetch(options, request),
          ),
      );
    });
}

async function runFetch(options: FetchOptions, request: RequestOptions): Promise<void> {
  const { provider, filter, out, pageLimit, most, timeout, allowHost, resume, overwrite } = options;
  const query = { baseUrl: baseUrl(provider), filter: filter.trim(), pageLimit, ...(most && { most }) };
  const source = `${out}.${RECORD_FILE}`;
  const work = `fetch ${query.baseUrl} ${query.filter}`;
  if (!overwrite) refuseOtherWork(source, work, [basename(out)]);
  const run = startRun(source, { command: commandLine(), work });
  let bar: Progress | undefined;
  const onPage = ({ dataReturned, dataAvailable }: FetchedPage, kept: number) => {
    bar ??= progressBar('fetch', Math.min(most ?? Infinity, dataReturned ?? dataAvailable ?? kept), 'structures');
    bar.update(kept);
  };
  const record = await fetchToFile(query, out, {
    limits: { stallMs: 1000 * timeout },
    otherHosts: allowHost,
    signal: stopOnInterrupt('go on with --resume'),
    onRetry: (message) => printNotes([message]),
    ...request,
    resume: resume ?? false,
    provider,
    onPage,
  }).finally(() => bar?.stop());
  const outputs = [out, `${out}.source.json`].map((file) => basename(file));
  finishRun(run, { outputs, seeds: [], tensorBackend: null });
  await printResult(formOf(options), {
    ...countsResult(countsOf(record).map((count) => ({ ...count, unit: 'structures' }))),
    notes: [`written to ${out}`, ...remarks(record, most)],
  });
}

function countsOf({ entries, kept, left_out }: SourceRecord) {
  const all = { what: 'entries', value: entries };
  const left = Object.entries(left_out).sort(([, a], [, b]) => b - a);
  return [
    all,
    { what: 'kept', value: kept, of: all },
    ...left.map(([reason, value]) => ({ what: `left_out.${reason}`, value, of: all })),
  ];
}

/** What a reader should know of the fetch. */
function remarks(
  { entries, data_available, data_returned, first_left_out }: SourceRecord,
  most: number | undefined,
): string[] {
  const differs = most === undefined && data_returned !== null && data_returned !== entries;
  return [
    ...(first_left_out === null ? [] : [`the first left out: ${first_left_out}`]),
    ...(differs ? [`the server spoke of ${data_returned} entries, and gave ${entries}`] : []),
    ...(data_available !== null && data_available < entries
      ? [`the server spoke of ${data_available} entries in its whole database, and gave ${entries}`]
      : []),
  ];
}
