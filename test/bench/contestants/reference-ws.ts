/** The first reference: a bare `ws` server that sends every change to every viewer, and nothing else. */
import { type WebSocket, WebSocketServer } from 'ws';

const viewers = new Set<WebSocket>();
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: Number(process.argv[2]),
  perMessageDeflate: false,
});

server.on('connection', (socket, request) => {
  if (request.url === '/view') {
    viewers.add(socket);
    socket.on('close', () => viewers.delete(socket));
  } else {
    socket.on('message', (change) => {
      for (const viewer of viewers) viewer.send(change, { binary: false });
    });
  }
});
