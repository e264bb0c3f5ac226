/** The thread of answers-client.ts: opens the models, then answers one question after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { UserError } from '../core/errors.ts';
import { type AnswerFiles, type Answers, openAnswers } from './answers.ts';

/** A question: a method of {@link Answers} and what it is given. */
export interface Question {
  readonly verb: keyof Answers;
  readonly given: readonly unknown[];
}

/** Its answer, a mistake in it, or a bug. The first message of a thread tells that it is ready, or cannot be. */
export type Reply =
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'mistake'; readonly message: string }
  | { readonly kind: 'bug'; readonly stack: string };

const port = parentPort!;

function replyOf(work: () => unknown): Reply {
  try {
    return { kind: 'answer', answer: work() };
  } catch (error) {
    if (error instanceof UserError) return { kind: 'mistake', message: error.message };
    return { kind: 'bug', stack: (error as Error).stack ?? String(error) };
  }
}

let answers: Answers;
port.postMessage(
  replyOf(() => {
    answers = openAnswers(workerData as AnswerFiles);
  }),
);
port.on('message', ({ verb, given }: Question) => {
  port.postMessage(replyOf(() => (answers[verb] as (...all: readonly unknown[]) => unknown)(...given)));
});
