/** Owns a connection spoken to as its server expects: bare, or with the greetings and pings of Socket.IO. */
import type { Dialect } from './dialect.ts';
import { type Address, RawClient } from './raw-client.ts';

export type LineDoors = {
  /** The server takes events from now on. */
  onReady: () => void;
  /** A message (bare) or an event packet (Socket.IO); only `kept` bytes may be read. */
  onEvent: (bytes: Buffer, start: number, kept: number) => void;
  onAck?: (id: number, json: string) => void;
  onClose: (reason: string) => void;
};

const [zero, one, two, three, four] = [0x30, 0x31, 0x32, 0x33, 0x34];
const textFrame = 1;

export class Line {
  private readonly client: RawClient;
  private readonly greeting: string;

  constructor(
    address: Address,
    path: string,
    headers: Record<string, string>,
    { speaks, auth = '' }: Dialect,
    doors: LineDoors,
  ) {
    const bare = speaks === 'bare';
    this.greeting = `40${auth}`;
    this.client = new RawClient(address, path, headers, {
      onOpen: bare ? doors.onReady : undefined,
      onMessage: (bytes, start, kept, opcode) => {
        if (opcode !== textFrame) return;
        if (bare) doors.onEvent(bytes, start, kept);
        else this.packet(bytes, start, kept, doors);
      },
      onClose: doors.onClose,
    });
  }

  send(text: string): void {
    this.client.send(text);
  }

  close(): void {
    this.client.close();
  }

  /** Engine.IO 4: `0` open, `2` ping. Socket.IO 5 in `4`: `40` connect, `42` event, `43` ack. */
  private packet(bytes: Buffer, start: number, kept: number, doors: LineDoors): void {
    const engine = bytes[start];
    if (engine === two) this.client.send('3');
    else if (engine === zero) this.client.send(this.greeting);
    else if (engine === one) this.client.close();
    if (engine !== four) return;
    const kind = bytes[start + 1];
    if (kind === two) doors.onEvent(bytes, start, kept);
    else if (kind === three) {
      const text = bytes.toString('utf8', start + 2, start + kept);
      const json = text.indexOf('[');
      doors.onAck?.(Number(text.slice(0, json)), text.slice(json));
    } else if (kind === zero) doors.onReady();
    else {
      doors.onClose(bytes.toString('utf8', start, start + kept));
      this.client.close();
    }
  }
}
