/** Cuts connections whose reader takes next to nothing while more waits for it: they would hold their answer for ever. */
import type { Socket } from 'node:net';
import type { ServerLimits } from './limits.ts';

/**
 * Watches a connection until it closes. It is cut after a period in which something waited for its reader all along, and the reader
 * took less than it must; a server that is slow itself has nothing waiting.
 * @example server.on('connection', (socket) => watchReader(socket, LIMITS.reader));
 */
export function watchReader(socket: Socket, { periodMs, leastBytes }: ServerLimits['reader']): void {
  let taken = 0;
  let waited = false;
  const timer = setInterval(() => {
    const waits = socket.writableLength > 0;
    const now = socket.bytesWritten - socket.writableLength;
    if (waited && waits && now - taken < leastBytes) socket.destroy();
    [taken, waited] = [now, waits];
  }, periodMs);
  timer.unref();
  socket.once('close', () => clearInterval(timer));
}
