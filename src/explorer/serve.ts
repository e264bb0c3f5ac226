/** The explorer's server: one folder, one page, and nothing that writes. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail } from '../core/errors.ts';
import type { Measurement } from '../transfer/measurements.ts';
import type { AnswerFiles } from './answers.ts';
import { startAnswers } from './answers-client.ts';
import { allowedHosts } from './guard.ts';
import { LIMITS, type ServerLimits } from './limits.ts';
import { overviewOf } from './overview.ts';
import { loadPage } from './page-files.ts';
import { type Context, respond } from './respond.ts';
import { openRunFolder, type RunFolder } from './run-folder.ts';
import { openScreenings } from './screenings.ts';
import { watchReader } from './slow-readers.ts';

/** What to serve, and where. */
export interface ExplorerOptions {
  readonly folder: string;
  readonly files: Omit<AnswerFiles, 'own'>;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Called with each bug. */
  readonly onBug: (error: Error) => void;
  /** Those of limits.ts if not given. */
  readonly limits?: ServerLimits;
}

/** A running explorer. */
export interface Explorer {
  readonly url: string;
  readonly screenings: number;
  readonly experiments: number;
  /** Files of the folder that were passed over, a line each. */
  readonly notes: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts the server; the compounds of the first screening are loaded while it already answers.
 * @throws {UserError} for a folder without anything to show, damaged models, and an address that is taken
 * @example const explorer = await startExplorer({ folder: 'results', files, host: '127.0.0.1', port: 4173, onBug });
 */
export async function startExplorer(options: ExplorerOptions): Promise<Explorer> {
  const folder = openRunFolder(options.folder);
  const page = loadPage();
  const answers = await startAnswers({ ...options.files, own: ownRows(folder) });
  const screenings = openScreenings(folder.screenings);
  const overview = overviewOf(folder);
  const { limits = LIMITS } = options;
  const under = { exports: 0, uploads: 0 };
  const context: Context = { folder, overview, page, answers, screenings, hosts: new Set(), limits, under };
  const server = createLimitedServer(limits);
  server.on('request', (request, response) => {
    void respond(request, response, context, options.onBug);
  });
  try {
    await listen(server, options);
  } catch (error) {
    await answers.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  context.hosts = allowedHosts(options.host, port);
  if (folder.screenings.length > 0) screenings.view('');
  const name = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${name}:${port}/`,
    screenings: folder.screenings.length,
    experiments: folder.experiments.length,
    notes: folder.notes,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      screenings.close();
      await answers.close();
    },
  };
}

/** Screenings with one table have the same rows: each counts once. */
function ownRows({ screenings }: RunFolder): Measurement[] {
  const rows = screenings.flatMap(({ own }) => own);
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

function createLimitedServer(limits: ServerLimits): Server {
  const server = createServer({
    requestTimeout: limits.requestMs,
    headersTimeout: limits.headMs,
    keepAliveTimeout: limits.idleMs,
    connectionsCheckingInterval: limits.checkMs,
  });
  server.timeout = limits.stillMs;
  server.maxConnections = limits.connections;
  server.on('connection', (socket) => watchReader(socket, limits.reader));
  return server;
}

function listen(server: Server, { host, port }: ExplorerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      try {
        fail(`${host}:${port}`, 'an address that is free', code!, 'choose another --port or --host');
      } catch (error) {
        reject(error);
      }
    });
    server.listen(port, host, () => resolve());
  });
}
