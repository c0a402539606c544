/** Owns one raw WebSocket connection: handshake, reading into shared memory, masked sends. No protocol above it. */
import { connect, type Socket } from 'node:net';
import { FrameReader, type OnMessage } from './frame-reader.ts';

/** Reads and their callbacks alternate strictly, so one buffer serves every connection. */
const shared = Buffer.allocUnsafeSlow(256 * 1024);
const endOfHead = Buffer.from('\r\n\r\n');

export type Address = { host: string; port: number };

export type Doors = {
  onOpen?: (() => void) | undefined;
  onMessage: OnMessage;
  /** Once; with the reason when the server did not want us. */
  onClose: (reason: string) => void;
};

export class RawClient {
  private readonly socket: Socket;
  private head: Buffer | undefined = Buffer.alloc(0);
  private closed = false;
  private readonly doors: Doors;
  private readonly reader: FrameReader;

  constructor(
    { host, port }: Address,
    path: string,
    headers: Record<string, string>,
    doors: Doors,
  ) {
    this.doors = doors;
    this.reader = new FrameReader(doors.onMessage);
    const callback = (length: number, bytes: Uint8Array): boolean => {
      if (this.head) this.readHead(bytes as Buffer, length);
      else this.reader.read(bytes as Buffer, 0, length);
      return true;
    };
    this.socket = connect({ host, port, noDelay: true, onread: { buffer: shared, callback } });
    this.socket.on('connect', () => this.socket.write(upgrade(host, port, path, headers)));
    this.socket.on('error', (error) => this.end(error.message));
    this.socket.on('close', () => this.end('closed'));
  }

  /** Sends one text message. The mask is all zeros, which leaves the text as it is. */
  send(text: string): void {
    const length = Buffer.byteLength(text);
    const header = length < 126 ? 2 : 4;
    if (length > 0xffff) throw new Error('The load generator sends short messages only.');
    const frame = Buffer.allocUnsafe(header + 4 + length);
    frame[0] = 0x81;
    frame[1] = 0x80 | (header === 2 ? length : 126);
    if (header === 4) frame.writeUInt16BE(length, 2);
    frame.fill(0, header, header + 4);
    frame.write(text, header + 4);
    this.socket.write(frame);
  }

  close(): void {
    this.socket.destroy();
  }

  private readHead(bytes: Buffer, length: number): void {
    const head = Buffer.concat([this.head as Buffer, bytes.subarray(0, length)]);
    const end = head.indexOf(endOfHead);
    if (end < 0) {
      this.head = head;
      return;
    }
    this.head = undefined;
    const status = head.toString('latin1', 0, head.indexOf('\r\n'));
    if (!status.includes(' 101 ')) {
      this.end(status);
      this.close();
      return;
    }
    this.doors.onOpen?.();
    if (head.length > end + 4) this.reader.read(head, end + 4, head.length);
  }

  private end(reason: string): void {
    if (this.closed) return;
    this.closed = true;
    this.doors.onClose(reason);
  }
}

const upgrade = (
  host: string,
  port: number,
  path: string,
  headers: Record<string, string>,
): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}:${port}`,
    `Origin: http://${host}:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');
