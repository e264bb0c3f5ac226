/** Prints which other packages and how many files of our own `import 'ionsieve'` loads. */
import { register } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';

const { port1, port2 } = new MessageChannel();
const urls = [];
port1.on('message', (url) => urls.push(url)).unref();
const hook = `
  let port;
  export const initialize = (data) => { port = data.port; };
  export const load = (url, context, next) => { port.postMessage(url); return next(url, context); };`;
register(`data:text/javascript,${encodeURIComponent(hook)}`, { data: { port: port2 }, transferList: [port2] });
await import('ionsieve');
// Messages of the thread of the hook may come after the answer to its last question.
for (let count = -1; count < urls.length; await sleep(50)) count = urls.length;
const packages = urls.flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
const files = new Set(urls.filter((url) => url.startsWith('file:') && !url.includes('/node_modules/')));
process.stdout.write(JSON.stringify({ packages: [...new Set(packages)].sort(), files: files.size }));
