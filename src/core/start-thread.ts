import { type ResourceLimits, Worker } from 'node:worker_threads';

/**
 * Starts a thread that runs a module. Built, the module is a plain .js file; from the sources it is .ts, for which a thread first has
 * to register tsx, which it does not inherit.
 * @param module without its extension, such as `new URL('./thread-worker', import.meta.url)`
 * @param resourceLimits the most memory it may take; it ends with an error beyond
 * @example startThread(new URL('./thread-worker', import.meta.url), data).on('message', take);
 */
export function startThread(module: URL, workerData: unknown, resourceLimits: ResourceLimits = {}): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL(`${module.href}.js`), { workerData, resourceLimits });
  const file = JSON.stringify(`${module.href}.ts`);
  const start = `import { register } from 'node:module';
    register('tsx/esm', ${file}, { data: {} });
    await import(${file});`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(start)}`), { workerData, resourceLimits });
}
