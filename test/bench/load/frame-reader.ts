/** Owns reading WebSocket messages from raw bytes, cheaply. Keeps only the start of a long message. */

/** Called once a message has arrived whole; only `kept` bytes from `start` may be read. */
export type OnMessage = (bytes: Buffer, start: number, kept: number, opcode: number) => void;

/** Enough for every acknowledgement and for the revisions at the start of a frame or snapshot. */
const keptBytes = 512;
const longestHeader = 10;

export class FrameReader {
  private readonly onMessage: OnMessage;
  /** The start of a message that did not fit into one read: header and the first bytes kept. */
  private carry: Buffer | undefined;
  private filled = 0;
  /** Payload bytes still to come of a message whose header is known; -1 while it is not. */
  private missing = -1;

  constructor(onMessage: OnMessage) {
    this.onMessage = onMessage;
  }

  /** Takes the next `length` bytes of the connection. `chunk` may be reused afterwards. */
  read(chunk: Buffer, start: number, length: number): void {
    let at = start;
    if (this.filled > 0) at = this.resume(chunk, at, length);
    while (at < length) {
      const header = headerLength(chunk, at, length);
      const payload = header === 0 ? 0 : payloadLength(chunk, at);
      if (header === 0 || at + header + payload > length) {
        this.keep(chunk, at, length, header, payload);
        return;
      }
      this.onMessage(chunk, at + header, payload, (chunk[at] as number) & 0x0f);
      at += header + payload;
    }
  }

  private keep(chunk: Buffer, at: number, end: number, header: number, payload: number): void {
    this.carry ??= Buffer.allocUnsafeSlow(longestHeader + keptBytes);
    this.filled = chunk.copy(this.carry, 0, at, Math.min(end, at + this.carry.length));
    this.missing = header === 0 ? -1 : payload - (end - at - header);
  }

  /** Goes on with a split message; answers where the next one begins. */
  private resume(chunk: Buffer, start: number, end: number): number {
    const carry = this.carry as Buffer;
    let at = start;
    while (this.missing < 0) {
      if (at === end) return at;
      carry[this.filled++] = chunk[at++] as number;
      if (headerLength(carry, 0, this.filled) > 0) this.missing = payloadLength(carry, 0);
    }
    const taken = Math.min(this.missing, end - at);
    if (this.filled < carry.length) {
      this.filled += chunk.copy(
        carry,
        this.filled,
        at,
        at + Math.min(taken, carry.length - this.filled),
      );
    }
    this.missing -= taken;
    if (this.missing > 0) return end;
    const header = headerLength(carry, 0, this.filled);
    const kept = this.filled - header;
    this.filled = 0;
    this.missing = -1;
    this.onMessage(carry, header, kept, (carry[0] as number) & 0x0f);
    return at + taken;
  }
}

/** Bytes of the header at `at`, 0 while it is not complete. A server never masks. */
function headerLength(bytes: Buffer, at: number, end: number): number {
  if (end - at < 2) return 0;
  const short = (bytes[at + 1] as number) & 0x7f;
  const length = short < 126 ? 2 : short === 126 ? 4 : 10;
  return end - at < length ? 0 : length;
}

function payloadLength(bytes: Buffer, at: number): number {
  const short = (bytes[at + 1] as number) & 0x7f;
  if (short < 126) return short;
  return short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
}
