/**
 * Starts libsvm 3.22 (Chang and Lin, ACM Trans. Intell. Syst. Technol. 2, 27, 2011), compiled to WebAssembly in the package libsvm-js.
 */
import { createRequire } from 'node:module';

/** The part of libsvm-js 0.2.1 that is used here; the package ships no types. */
export interface Libsvm {
  new (
    options: Readonly<Record<string, unknown>>,
  ): {
    train(rows: ArrayLike<number>[], labels: number[]): void;
    /** Which training rows are support vectors, in the order of the serialised model. */
    getSVIndices(): number[];
    serializeModel(): string;
    /** The memory is WebAssembly's, which nobody else collects. */
    free(): void;
  };
  readonly SVM_TYPES: Readonly<Record<'C_SVC' | 'EPSILON_SVR', string>>;
  readonly KERNEL_TYPES: Readonly<Record<'RBF', string>>;
}

let opened: Libsvm | undefined;

/**
 * Opens libsvm for {@link libsvm}; once a process is enough.
 * @example await openLibsvm();
 */
export async function openLibsvm(): Promise<void> {
  opened ??= await load();
}

/**
 * libsvm, once it is open.
 * @throws {Error} before {@link openLibsvm}
 * @example new (libsvm())({ quiet: true });
 */
export function libsvm(): Libsvm {
  if (!opened)
    throw new Error('libsvm is not open: await openLibsvm() before fitting a kernel-svm or support-vector-regression');
  return opened;
}

/**
 * Two habits of the package's loader are undone. It tries to fetch its file by a path, which Node's fetch refuses with a warning
 * on the console, before it reads the file: without a fetch it reads at once. And it ends the process without a word at
 * any rejection that nobody handles: its listener is taken off.
 */
function load(): Promise<Libsvm> {
  const before = process.listeners('unhandledRejection');
  const fetch = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  Object.defineProperty(globalThis, 'fetch', { value: undefined, configurable: true });
  try {
    return createRequire(import.meta.url)('libsvm-js');
  } finally {
    if (fetch) Object.defineProperty(globalThis, 'fetch', fetch);
    for (const listener of process.listeners('unhandledRejection')) {
      if (!before.includes(listener)) process.off('unhandledRejection', listener);
    }
  }
}
