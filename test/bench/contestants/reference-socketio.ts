/** The second reference: plain Socket.IO, WebSocket only, that emits every change to the room of viewers. */
import { Server } from 'socket.io';

const io = new Server(Number(process.argv[2]), { transports: ['websocket'], serveClient: false });

io.on('connection', async (socket) => {
  if (socket.handshake.query.role === 'view') await socket.join('viewers');
  else socket.on('change', (change) => io.to('viewers').emit('change', change));
});
