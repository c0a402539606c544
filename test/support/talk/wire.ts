/**
 * Owns a WebSocket that speaks just enough Engine.IO and Socket.IO to say anything, also nonsense,
 * and keeps every frame it receives. Never reconnects.
 */
import { WebSocket } from 'ws';
import type { RunningNode } from '../../../server/node.ts';
import type { Answer } from '../../../shared/command.ts';
import { until, within } from '../deadline.ts';
import type { Person } from '../house.ts';

export type Wire = {
  /** Everything that was received, as it came; binary frames as hexadecimal text. */
  readonly frames: readonly string[];
  /** Resolves with the code with which the connection was closed. */
  readonly closed: Promise<number>;
  isOpen(): boolean;
  /** Sends a command and waits for its acknowledgement. */
  ask(name: string, input: unknown): Promise<Answer<unknown>>;
  /** The same for the arguments as JSON text, of which `{"_placeholder":true,"num":0}` is binary. */
  askText(args: string, ...binary: readonly Buffer[]): Promise<Answer<unknown>>;
  /** Sends one frame as it is. */
  send(frame: string | Buffer): void;
  /** What the server sent as this event, oldest first. */
  received(event: string): unknown[];
  /** Reads nothing any more, and stays. */
  pause(): void;
  close(): void;
};

const packet = { open: '0', ping: '2', pong: '3', connect: '40', event: '42', ack: '43', no: '44' };

/** Opens the WebSocket and nothing more: no namespace is joined. */
export const openRawWire = async (
  { url }: Pick<RunningNode, 'url'>,
  { origin = url, cookie }: { origin?: string; cookie?: string } = {},
): Promise<Wire> => {
  const socket = new WebSocket(
    `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
    {
      headers: { origin, ...(cookie && { cookie }) },
      maxPayload: 100_000_000,
    },
  );
  const frames: string[] = [];
  const waiting = new Map<string, (answer: Answer<unknown>) => void>();
  let asked = 0;

  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  socket.on('message', (data: Buffer, isBinary) => {
    const frame = data.toString(isBinary ? 'hex' : 'utf8');
    frames.push(frame);
    if (frame === packet.ping) socket.send(packet.pong);
    const answer = /^43(\d+)(\[.*\])$/s.exec(frame);
    if (answer) waiting.get(answer[1] ?? '')?.(JSON.parse(answer[2] ?? '')[0]);
  });
  const failed = new Promise<never>((_, reject) => socket.on('error', reject));
  // A connection that breaks later is told by `closed`.
  failed.catch(() => {});
  await within(
    'a WebSocket',
    Promise.race([failed, new Promise((open) => socket.on('open', open))]),
  );

  const askText: Wire['askText'] = (args, ...binary) => {
    asked += 1;
    const id = `${asked}`;
    const answer = new Promise<Answer<unknown>>((resolve) => waiting.set(id, resolve));
    const isGone = closed.then((code) => {
      throw new Error(`The connection was closed with ${code} instead of an answer.`);
    });
    isGone.catch(() => {});
    socket.send(binary.length > 0 ? `45${binary.length}-${id}${args}` : `42${id}${args}`);
    for (const one of binary) socket.send(one);
    return within(`an answer to ${args.slice(0, 200)}`, Promise.race([answer, isGone]), 10_000);
  };

  return {
    frames,
    closed,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    ask: (name, input) => askText(JSON.stringify([name, input])),
    askText,
    send: (frame) => socket.send(frame),
    received: (event) =>
      frames
        .filter((frame) => frame.startsWith(packet.event))
        .map((frame) => JSON.parse(frame.slice(packet.event.length)))
        .filter(([name]) => name === event)
        .map(([, value]) => value),
    pause: () => socket.pause(),
    close: () => socket.terminate(),
  };
};

/** Opens the WebSocket and joins, as a person or as nobody. Rejects when the server refuses. */
export const openWire = async (
  node: Pick<RunningNode, 'url'>,
  person?: Pick<Person, 'cookie'>,
  auth: object = { community: 'default' },
): Promise<Wire> => {
  const wire = await openRawWire(node, person);
  wire.send(packet.connect + JSON.stringify(auth));
  const answer = await until('the server to let the socket in', () =>
    wire.frames.find((frame) => frame.startsWith(packet.connect) || frame.startsWith(packet.no)),
  );
  if (answer.startsWith(packet.connect)) return wire;
  wire.close();
  throw new Error(JSON.parse(answer.slice(packet.no.length)).message);
};
