/** Answers of the explorer's server. */
import type { ApiError } from '../../api.ts';

/**
 * The answer to a request, as JSON.
 * @throws {Error} with the server's own words where it refuses, or what to do where it does not answer
 * @example await answerOf<Overview>('/api/overview', { signal });
 */
export async function answerOf<T>(url: string, init: RequestInit): Promise<T> {
  const response = await fetch(url, init).catch((reason: unknown) => {
    if (init.signal?.aborted) throw reason;
    throw new Error('The server does not answer. Is ionsieve explore still running?');
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as T;
  throw new Error(errorIn(text) ?? `The server answered ${response.status} ${response.statusText}`.trim());
}

function errorIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as ApiError).error;
  } catch {
    return undefined;
  }
}
