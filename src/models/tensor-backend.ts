/**
 * Starts TensorFlow.js: its native binding where that is installed, else WebAssembly, else plain JavaScript. The three round
 * differently, so a result that must repeat to the byte names its backend ('wasm' runs everywhere and uses one thread).
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fail } from '../core/errors.ts';

/** The module of TensorFlow.js operations. */
export type TensorFlow = typeof import('@tensorflow/tfjs-core');

/** Which backend to open: 'auto' takes the first that works of tfjs-node, wasm and cpu. */
export type TensorBackend = 'auto' | 'wasm' | 'cpu';

let opened: TensorFlow | undefined;
let openedName: string | null = null;
/** Ends with the opening before: TensorFlow.js gives up one that is not done when the next begins. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Opens a backend for {@link tensorFlow}; once a process is enough, a second call may switch. Calls at the same time open one after
 * another.
 * @returns the name of the one that runs: 'tfjs-node', 'wasm' or 'cpu'
 * @throws {UserError} when the one asked for does not start
 * @example await openTensorBackend('wasm'); // 'wasm'
 */
export function openTensorBackend(preference: TensorBackend): Promise<string> {
  const opening = before.then(() => open(preference));
  before = opening.catch(() => undefined);
  return opening;
}

async function open(preference: TensorBackend): Promise<string> {
  const tf = await import('@tensorflow/tfjs-core');
  tf.enableProdMode();
  const starters: Record<string, (tf: TensorFlow) => Promise<boolean>> = {
    'tfjs-node': startNative,
    wasm: startWasm,
    cpu: startCpu,
  };
  const candidates = preference === 'auto' ? Object.keys(starters) : [preference];
  for (const name of candidates) {
    if (!(await starters[name]!(tf).catch(() => false))) continue;
    opened = tf;
    openedName = name;
    return name;
  }
  return fail(
    'tensor backend',
    `${candidates.join(' or ')} to start`,
    'that it does not',
    "use 'auto', or install again",
  );
}

/**
 * TensorFlow.js with an open backend.
 * @throws {Error} before {@link openTensorBackend}
 * @example tensorFlow().scalar(1);
 */
export function tensorFlow(): TensorFlow {
  if (!opened)
    throw new Error("no tensor backend is open: await openTensorBackend('auto') before fitting a perceptron");
  return opened;
}

/**
 * The name of the backend that is open in this thread; null before {@link openTensorBackend}.
 * @example openedTensorBackend(); // 'wasm'
 */
export function openedTensorBackend(): string | null {
  return openedName;
}

/** An optional package: its folder may be missing, or there without its binary, or too old for this Node. */
async function startNative(tf: TensorFlow): Promise<boolean> {
  const name: string = '@tensorflow/tfjs-node';
  await import(name);
  return (await tf.setBackend('tensorflow')) && computes(tf);
}

async function startWasm(tf: TensorFlow): Promise<boolean> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  if (tf.getBackend() !== 'wasm') {
    const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(join(dirname(entry), '/'));
  }
  return (await tf.setBackend('wasm')) && computes(tf);
}

async function startCpu(tf: TensorFlow): Promise<boolean> {
  await import('@tensorflow/tfjs-backend-cpu');
  return (await tf.setBackend('cpu')) && computes(tf);
}

function computes(tf: TensorFlow): boolean {
  return tf.tidy(() => tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0] === 11);
}
