/** What a view fetches: the newest answer, never an older one. */
import { answerOf } from './fetch.ts';

/** An answer on its way, or here. Data of the last address stay until those of the next are here. */
export interface Fetched<T> {
  readonly data: T | undefined;
  /** In the server's words. */
  readonly error: string | undefined;
  readonly loading: boolean;
  retry(): void;
}

/**
 * Fetches an address, and again whenever it changes; a request that is no longer wanted is aborted. Call while a component starts.
 * @param address null where there is nothing to ask
 * @example const overview = fetched<Overview>(() => '/api/overview');
 */
export function fetched<T>(address: () => string | null): Fetched<T> {
  let data = $state.raw<T>();
  let error = $state<string>();
  let loading = $state(true);
  let attempt = $state(0);
  $effect(() => {
    const url = address();
    void attempt;
    if (url === null) {
      [data, error, loading] = [undefined, undefined, false];
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    loading = true;
    answerOf<T>(url, { signal }).then(
      (answer) => {
        if (!signal.aborted) [data, error, loading] = [answer, undefined, false];
      },
      (reason: unknown) => {
        if (!signal.aborted) [error, loading] = [reason instanceof Error ? reason.message : String(reason), false];
      },
    );
    return () => controller.abort();
  });
  return {
    get data() {
      return data;
    },
    get error() {
      return error;
    },
    get loading() {
      return loading;
    },
    retry() {
      attempt++;
    },
  };
}
