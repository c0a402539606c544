/**
 * Owns the last step to a browser: one frame of bytes, made once, written to every connection.
 * Knows neither streams nor commands. A payload must not change once it was sent.
 */
import type { Io } from '../bus.ts';
import type { Outlet } from '../streams/streams.ts';

type Adapter = Io['sockets']['adapter'];
type Broadcast = Adapter['broadcast'];
type Packet = Parameters<Broadcast>[0];

/**
 * What is used of Socket.IO, Engine.IO and ws below their public faces: package.json pins them, and
 * `test/streams/fan-out.test.ts` fails when they look different.
 */
type Connection = {
  readyState: string;
  upgrading: boolean;
  writeBuffer: unknown[];
  transport: { writable: boolean; socket?: { _socket?: { write(bytes: Buffer): boolean } } };
};
type Encoding = { preEncoded: true; wsPreEncodedFrame?: Buffer[] };
type Encoder = { _encode(packet: object, options: Encoding): unknown };
type Encoded = { packets: unknown; encoding: Encoding; bytes: Buffer | undefined };

/** Where the events of streams leave to: this node's sockets. */
export const outletOf = (io: Io): Outlet => {
  const { adapter } = io.sockets;
  writeDirectly(adapter);
  return {
    inRoom: (room) => adapter.rooms.get(room),
    send(rooms, event, payload) {
      (io.local.to([...rooms]).emit as (event: string, payload: object) => boolean)(event, payload);
    },
  };
};

/**
 * Writes broadcasts to this node's viewers straight to their TCP connections: half of a broadcast's
 * CPU time is bookkeeping per viewer that a frame needs no part of (docs/performance.md). Where a
 * connection has something waiting, or is not what we expect, the ordinary way is taken, so that
 * nothing is ever overtaken.
 */
const writeDirectly = (adapter: Adapter): void => {
  const ordinary: Broadcast = adapter.broadcast.bind(adapter);
  /** By payload: a snapshot or a frame is encoded once, however many rounds of viewers get it. */
  const known = new WeakMap<object, Encoded>();

  const encode = (packet: Packet): Encoded => {
    const payload: unknown = packet.data[1];
    const isObject = typeof payload === 'object' && payload !== null;
    const before = isObject && known.get(payload);
    if (before) return before;
    packet.nsp = adapter.nsp.name;
    const encoding: Encoding = { preEncoded: true };
    const packets = (adapter as unknown as Encoder)._encode(packet, encoding);
    const frame = encoding.wsPreEncodedFrame;
    const encoded = { packets, encoding, bytes: frame && Buffer.concat(frame) };
    if (isObject) known.set(payload, encoded);
    return encoded;
  };

  adapter.broadcast = (packet, options) => {
    const isOurs = options.flags?.local && options.rooms.size > 0 && options.except?.size === 0;
    if (!isOurs) return ordinary(packet, options);
    const { packets, encoding, bytes } = encode(packet);
    for (const room of options.rooms) {
      for (const id of adapter.rooms.get(room) ?? []) {
        const client = adapter.nsp.sockets.get(id)?.client;
        if (!client) continue;
        const tcp = bytes && idleTcp(client.conn as unknown as Connection);
        if (tcp) tcp.write(bytes);
        else client.writeToEngine(packets as never, encoding as never);
      }
    }
  };
};

/** The TCP connection under a viewer's, if nothing waits above it. */
const idleTcp = ({ readyState, upgrading, writeBuffer, transport }: Connection) =>
  readyState === 'open' && !upgrading && writeBuffer.length === 0 && transport.writable
    ? transport.socket?._socket
    : undefined;
