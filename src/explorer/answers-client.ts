/**
 * Asks the models, which live in a thread of their own: a question that takes too long, or too much memory, ends that thread and
 * no other. A new one is started for the questions that wait.
 */
import type { Worker } from 'node:worker_threads';
import { UserError } from '../core/errors.ts';
import { startThread } from '../core/start-thread.ts';
import type { AnswerFiles, Answers } from './answers.ts';
import type { Question, Reply } from './answers-thread.ts';
import { Busy } from './busy.ts';

/** Asks; questions are answered in their order. */
export interface AnswersClient {
  /**
   * @throws {UserError} for a mistake in the question
   * @throws {TooLong} when it takes more than the limit
   * @throws {Busy} when too many wait
   */
  ask<Verb extends keyof Answers>(verb: Verb, ...given: Parameters<Answers[Verb]>): Promise<ReturnType<Answers[Verb]>>;
  close(): Promise<void>;
}

/** A question was given up. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}

/** How much a question may take. */
export interface AnswerLimits {
  readonly seconds: number;
  /** Questions that may wait. */
  readonly waiting: number;
  readonly memoryMb: number;
}

const LIMITS: AnswerLimits = { seconds: 20, waiting: 500, memoryMb: 1024 };

interface Waiting {
  readonly question: Question;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts the thread.
 * @throws {UserError} when a model or a structure cannot be read
 * @example const client = await startAnswers(files); await client.ask('compound', 'Li3PS4');
 */
export async function startAnswers(files: AnswerFiles, limits = LIMITS): Promise<AnswersClient> {
  const waiting: Waiting[] = [];
  let asked: Waiting | undefined;
  let thread: Worker | undefined = await openThread(files, limits);
  let closed = false;

  const serve = (): void => {
    if (asked !== undefined || thread === undefined || closed) return;
    const next = waiting.shift();
    if (next === undefined) return;
    asked = next;
    const timer = setTimeout(() => giveUp(`more than ${limits.seconds} s`), limits.seconds * 1000);
    const settle = (finish: (one: Waiting) => void): void => {
      clearTimeout(timer);
      if (thread !== undefined) stopListening(thread);
      const one = asked!;
      asked = undefined;
      finish(one);
    };
    const giveUp = (reason: string): void => {
      const old = thread!;
      settle(({ reject }) => reject(new TooLong(`this question took ${reason}; ask for something smaller`)));
      thread = undefined;
      old.on('error', () => {}); // it may still report the memory that it lacked
      void old.terminate();
      void reopen();
    };
    thread.once('message', (reply: Reply) => {
      settle((one) => tell(reply, one));
      serve();
    });
    thread.once('error', (error: NodeJS.ErrnoException) =>
      giveUp(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'more memory than it may' : `an end: ${error.message}`),
    );
    thread.postMessage(next.question);
  };
  const reopen = async (): Promise<void> => {
    try {
      thread = await openThread(files, limits);
      serve();
    } catch (error) {
      for (const { reject } of waiting.splice(0)) reject(error as Error);
    }
  };

  return {
    ask(verb, ...given) {
      if (waiting.length >= limits.waiting) throw new Busy();
      const answered = new Promise<unknown>((resolve, reject) => {
        waiting.push({ question: { verb, given }, resolve, reject });
      });
      serve();
      return answered as never;
    },
    async close() {
      closed = true;
      await thread?.terminate();
    },
  };
}

/** A thread whose models are open. */
function openThread(files: AnswerFiles, { memoryMb }: AnswerLimits): Promise<Worker> {
  const thread = startThread(new URL('./answers-thread', import.meta.url), files, { maxOldGenerationSizeMb: memoryMb });
  return new Promise((resolve, reject) => {
    thread.once('error', reject);
    thread.once('message', (reply: Reply) => {
      stopListening(thread);
      tell(reply, { question: { verb: 'compound', given: [] }, resolve: () => resolve(thread), reject });
    });
  });
}

/** Not all listeners: a thread has its own. */
function stopListening(thread: Worker): void {
  thread.removeAllListeners('message').removeAllListeners('error');
}

function tell(reply: Reply, { resolve, reject }: Waiting): void {
  if (reply.kind === 'answer') resolve(reply.answer);
  else if (reply.kind === 'mistake') reject(new UserError(reply.message));
  else reject(Object.assign(new Error('a bug in the models'), { stack: reply.stack }));
}
