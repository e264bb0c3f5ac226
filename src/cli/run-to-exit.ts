import { CommanderError } from 'commander';
import { UserError } from '../core/errors.ts';
import { Interrupted } from './interrupt.ts';

const BUG = 1;
const SOME_FAILED = 1;
const MISTAKE = 2;

/** A failure that another process has reported. */
export class AlreadyTold extends Error {
  override readonly name = 'AlreadyTold';
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`exit code ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/**
 * Writes one line to standard error. Line ends and control characters, as names of files may hold, become spaces.
 * @example complain('x.cif: 2 dummy sites left out'); // ionsieve: x.cif: 2 dummy sites left out
 */
export function complain(text: string): void {
  process.stderr.write(`ionsieve: ${text.replace(/[\s\p{Cc}]+/gu, ' ').trim()}\n`);
}

/**
 * Sets the exit code of a command over many items, each of whose failures was reported: 1 where the others are done, 2 where none is.
 * @example endWithFailures(1, 12); // the process ends with 1
 */
export function endWithFailures(failed: number, done: number): void {
  if (failed > 0) process.exitCode = done > 0 ? SOME_FAILED : MISTAKE;
}

/**
 * Does the work of a process, reports an error, and sets the exit code: 1 with a stack trace for a bug, 2 with one line
 * for a user's mistake, what endWithFailures says where some of many items failed, 128 and the signal's number (130 for Ctrl-C) when stopped. A reader of standard output that has
 * seen enough, such as `head`, ends the process quietly.
 * @example await runToExit(() => program.parseAsync());
 */
export async function runToExit(work: () => Promise<void>): Promise<void> {
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit();
    complain(`standard output: expected room to write, found ${code}; free space or choose another place`);
    process.exit(MISTAKE);
  });
  process.stderr.on('error', () => {});
  try {
    await work();
  } catch (error) {
    process.exitCode = tell(error);
  }
}

/** Reports an error; commander has reported its own before it throws. */
function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISTAKE;
  if (error instanceof AlreadyTold) return error.exitCode;
  if (error instanceof UserError) {
    complain(error.message);
    return MISTAKE;
  }
  if (error instanceof Interrupted) {
    complain(error.message);
    return error.exitCode;
  }
  if (isLackOfMemory(error)) {
    complain(
      'memory: expected room for the work, found none left; give fewer --threads, less data, or a larger machine',
    );
    return MISTAKE;
  }
  process.stderr.write(`${(error as Error).stack ?? error}\n`);
  return BUG;
}

/** What Node and V8 throw where memory runs out and the process lives on: a thread at its limit, an array that finds no place. */
function isLackOfMemory(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return (
    /^(ERR_WORKER_OUT_OF_MEMORY|ERR_MEMORY_ALLOCATION_FAILED|ENOMEM)$/.test(code ?? '') ||
    (error instanceof RangeError &&
      /allocation failed|could not allocate memory|cannot allocate wasm memory/i.test(message))
  );
}
