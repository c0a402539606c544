/** Owns the references as contestants: what the product is measured against. */
import { startServer } from './processes.ts';
import type { Contestant } from './stage.ts';

const nobody = { viewerHeaders: [], publisherHeaders: [] };

/** Any 91 days will do: the references do not read them. */
const days = Array.from({ length: 91 }, (_, i) =>
  new Date(Date.UTC(2026, 10, 22 + i)).toISOString().slice(0, 10),
);

export const bareWs: Contestant = {
  name: 'ws',
  dialect: 'ws',
  start: () => startServer('./reference-ws.ts'),
  days,
  ...nobody,
};

export const plainSocketIo: Contestant = {
  name: 'socket.io',
  dialect: 'socket.io',
  start: () => startServer('./reference-socketio.ts'),
  days,
  ...nobody,
};
