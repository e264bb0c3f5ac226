// Loaded before the program, by startSignalled: the program gets a signal at a moment of its own work, not of the clock. The moment is the n-th
// time that its main thread opens, writes or renames a file whose path matches.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const { signal, file, count } = JSON.parse(process.env.IONSIEVE_TEST_SIGNAL_AT);
const matches = new RegExp(file);
const names = new Map();
let seen = 0;

const see = (path) => {
  if (!matches.test(String(path)) || ++seen !== count) return;
  process.kill(process.pid, signal);
};

if (isMainThread) {
  const { renameSync, openSync, writeSync } = fs;
  fs.renameSync = (from, to) => {
    renameSync(from, to);
    see(to);
  };
  fs.openSync = (path, ...rest) => {
    const handle = openSync(path, ...rest);
    names.set(handle, path);
    see(path);
    return handle;
  };
  fs.writeSync = (handle, ...rest) => {
    const written = writeSync(handle, ...rest);
    see(names.get(handle) ?? '');
    return written;
  };
  syncBuiltinESMExports();
}
