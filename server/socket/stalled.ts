/** Owns cutting off viewers who do not read what they are sent: they catch up by revision. */
import type { Io } from '../bus.ts';
import type { Metrics } from '../metrics.ts';
import type { ViewerSocket } from './viewer.ts';

/** A viewer with more than this waiting does not read. */
const mostWaitingBytes = 1_000_000;
const lookEveryMs = 1_000;

/** Looks now and then, until it is stopped. */
export const cutOffStalled = (io: Io, metrics: Metrics): { stop(): void } => {
  const timer = setInterval(() => {
    for (const socket of io.sockets.sockets.values()) {
      const raw = rawSocket(socket as ViewerSocket);
      if (!raw || raw.bufferedAmount <= mostWaitingBytes) continue;
      metrics.cutOff();
      // The transport itself: a close that waited for the buffer to drain would wait for ever.
      raw.terminate();
    }
  }, lookEveryMs);
  return { stop: () => clearInterval(timer) };
};

/** The raw WebSocket under a Socket.IO connection, which does not say how much waits in it. */
const rawSocket = (socket: ViewerSocket) =>
  (socket.conn.transport as { socket?: { bufferedAmount: number; terminate(): void } }).socket;
