import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Connection } from '../../client/live/connection.ts';
import { Stream } from '../../client/live/stream.ts';
import { until } from '../support/deadline.ts';

// A peer that loses and reorders frames on purpose: a whole Muster would not do it on command.
type OpenInput = { since?: number };
type Context = {
  http: HttpServer;
  peer: Server;
  socket: Socket;
  asked: OpenInput[];
  connection: Connection;
  stream: Stream<'grid'>;
};
const stream = suite<Context>('stream in a tab');

const day = '2026-11-18';

/** Entries named by a number each, so that one sees which have come. */
const cells = (numbers: readonly number[]) => ({
  [day]: Object.fromEntries(numbers.map((number) => [`${number}`, { status: 'MAYBE', order: 1 }])),
});

const frame = (from: number, to: number, numbers: number[]) => ({
  stream: 'grid:default',
  view: 'members',
  from,
  to,
  change: { entries: cells(numbers) },
});

const snapshot = (revision: number, numbers: number[]) => ({
  stream: 'grid:default',
  view: 'members',
  revision,
  state: { today: day, entries: cells(numbers) },
});

const shown = ({ stream }: Context) => {
  const live = stream.live.value;
  return live?.view === 'members' ? Object.keys(live.state.entries[day] ?? {}).join() : '';
};

stream.before.each(async (context) => {
  context.asked = [];
  context.http = createServer();
  context.peer = new Server(context.http, { transports: ['websocket'] });
  context.peer.on('connection', (socket) => {
    context.socket = socket;
    socket.on('stream:open', (asked: OpenInput, answer: (answer: unknown) => void) => {
      context.asked.push(asked);
      answer({ ok: true, value: { view: 'members' } });
    });
  });
  await new Promise<void>((resolve) => context.http.listen(0, '127.0.0.1', resolve));
  const { port } = context.http.address() as AddressInfo;
  context.connection = new Connection('default', `http://127.0.0.1:${port}`);
  context.stream = new Stream(context.connection, 'grid:default');
  context.stream.hold();
  context.connection.open();
  await until('the stream to be opened', () => context.asked.length === 1);
  context.socket.emit('snapshot', snapshot(10, [10]));
  await until('the snapshot', () => shown(context) === '10');
});

stream.after.each(async ({ connection, peer }) => {
  connection?.close();
  await peer?.close();
});

stream('applies a frame that was overtaken by the next, and asks nothing', async (context) => {
  context.socket.emit('frame', frame(11, 12, [12]));
  context.socket.emit('frame', frame(10, 11, [11]));

  await until('both frames', () => shown(context) === '10,11,12');
  assert.is(context.asked.length, 1);
});

stream('asks again from its revision when a frame is lost', async (context) => {
  context.socket.emit('frame', frame(11, 12, [12]));

  await until('the question', () => context.asked.length === 2);
  assert.is(context.asked[1]?.since, 10);
  context.socket.emit('frame', frame(10, 12, [11, 12]));
  await until('what was missed', () => shown(context) === '10,11,12');
});

stream('lays frames it knows over a snapshot that is older than they are', async (context) => {
  context.socket.emit('frame', frame(10, 11, [11]));
  context.socket.emit('snapshot', snapshot(10, [10]));
  context.socket.emit('frame', frame(11, 12, [12]));

  await until('everything', () => shown(context) === '10,11,12');
  assert.is(context.asked.length, 1);
});

stream('ignores a frame it knows already', async (context) => {
  context.socket.emit('frame', frame(9, 10, [99]));
  context.socket.emit('frame', frame(10, 11, [11]));

  await until('the new one', () => shown(context) === '10,11');
});

stream('asks again what was never answered, with the same input', async (context) => {
  const heard: unknown[] = [];
  const hear = (socket: Socket) =>
    socket.on('identity:link', (input: unknown) => heard.push(input));
  hear(context.socket);
  context.peer.on('connection', hear);
  const input = { community: 'default', key: '7b0c2f0e-3a86-4b52-9d67-0c5c3d1f6f10', name: 'Ana' };
  void context.connection.ask('identity:link', input);
  await until('the question', () => heard.length === 1);

  context.socket.disconnect(true);

  await until('the question again', () => heard.length === 2);
  assert.equal(heard, [input, input]);
});

stream('lets only the answer to its latest question count', async (context) => {
  const answers: ((answer: unknown) => void)[] = [];
  context.socket.removeAllListeners('stream:open');
  context.socket.on('stream:open', (_: OpenInput, answer: (answer: unknown) => void) => {
    answers.push(answer);
  });
  context.socket.emit('me');
  context.socket.emit('me');
  await until('both questions', () => answers.length === 2);

  answers[1]?.({ ok: true, value: { view: 'members' } });
  answers[0]?.({ ok: true, value: { view: 'everyone' } });
  context.socket.emit('frame', frame(10, 11, [11]));

  await until('the frame after them', () => shown(context) === '10,11');
});

stream.run();
