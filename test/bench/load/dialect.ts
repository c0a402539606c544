/** Owns how each server is spoken to: paths, how a change is told, and which changes a message delivers. */
import { randomBytes } from 'node:crypto';

export type Cell = { day: string; status: string };

export type DialectName = 'ws' | 'socket.io' | 'muster';

export type Dialect = {
  readonly speaks: 'bare' | 'socket.io';
  readonly viewerPath: string;
  readonly publisherPath: string;
  /** Whether the server numbers the changes and acknowledges; otherwise the publisher's number travels. */
  readonly numbersItself: boolean;
  /** What is sent along when connecting to Socket.IO. */
  readonly auth?: string;
  /** Said by a viewer as soon as it may speak. `since` is the last revision it has seen. */
  opening?(since: number | undefined): string;
  /** The messages that tell one stroke; `first` numbers its first change. */
  tell(first: number, cells: readonly Cell[]): string[];
  /** Reads what a message delivers into `delivered`; answers whether it delivers anything. */
  delivers(bytes: Buffer, start: number, kept: number): boolean;
};

/** The changes of the message read last: after `from`, up to and including `to`. */
export const delivered = { from: 0, to: 0 };

const changeBytes = 115;

/** What the references send: as long as a mark with its player, day and status, padded to 115 bytes. */
function change(n: number, { day, status }: Cell): string {
  const head = `{"n":${n},"player":"1180675284893024347","day":"${day}","status":"${status}","pad":"`;
  return `${head}${'.'.repeat(changeBytes - head.length - 2)}"}`;
}

function digits(bytes: Buffer, at: number): number {
  let value = 0;
  for (let i = at; ; i++) {
    const digit = (bytes[i] as number) - 0x30;
    if (digit < 0 || digit > 9) return value;
    value = value * 10 + digit;
  }
}

const single = (n: number): boolean => {
  delivered.from = n - 1;
  delivered.to = n;
  return true;
};

const ws: Dialect = {
  speaks: 'bare',
  viewerPath: '/view',
  publisherPath: '/publish',
  numbersItself: false,
  tell: (first, cells) => cells.map((cell, i) => change(first + i, cell)),
  delivers: (bytes, start) => single(digits(bytes, start + '{"n":'.length)),
};

const engine = '/socket.io/?EIO=4&transport=websocket';

const socketIo: Dialect = {
  speaks: 'socket.io',
  viewerPath: `${engine}&role=view`,
  publisherPath: `${engine}&role=publish`,
  numbersItself: false,
  tell: (first, cells) => cells.map((cell, i) => `42["change",${change(first + i, cell)}]`),
  delivers: (bytes, start) => single(digits(bytes, start + '42["change",{"n":'.length)),
};

const frame = Buffer.from('42["frame"');
const snapshot = Buffer.from('42["snapshot"');
const fromField = Buffer.from('"from":');
const toField = Buffer.from('"to":');
const revisionField = Buffer.from('"revision":');
const keyPrefix = `${randomBytes(4).toString('hex')}-0000-4000-8000-`;
let keys = 0;

/** A client-made key: unique for each command of this process, shaped like a UUID. */
const key = (): string => keyPrefix + (++keys).toString(16).padStart(12, '0');

const begins = (bytes: Buffer, start: number, kept: number, with_: Buffer): boolean =>
  kept >= with_.length && bytes.compare(with_, 0, with_.length, start, start + with_.length) === 0;

/** Value of a numeric field near the start of a message. */
function field(bytes: Buffer, start: number, kept: number, name: Buffer): number {
  const at = bytes.subarray(start, start + Math.min(kept, 200)).indexOf(name);
  if (at < 0) throw new Error(`No ${name} in ${bytes.toString('utf8', start, start + 80)}`);
  return digits(bytes, start + at + name.length);
}

const muster = (community: string): Dialect => ({
  speaks: 'socket.io',
  viewerPath: engine,
  publisherPath: engine,
  numbersItself: true,
  auth: JSON.stringify({ community }),
  opening: (since) =>
    `420["stream:open",${JSON.stringify({ stream: `grid:${community}`, since })}]`,
  tell(first, cells) {
    const input = { community, key: key(), marks: cells };
    return [`42${first}["availability:set",${JSON.stringify(input)}]`];
  },
  delivers(bytes, start, kept) {
    if (begins(bytes, start, kept, frame)) {
      delivered.from = field(bytes, start, kept, fromField);
      delivered.to = field(bytes, start, kept, toField);
      return true;
    }
    if (!begins(bytes, start, kept, snapshot)) return false;
    delivered.from = -1;
    delivered.to = field(bytes, start, kept, revisionField);
    return true;
  },
});

export function dialectOf(name: DialectName, community: string): Dialect {
  if (name === 'muster') return muster(community);
  return name === 'ws' ? ws : socketIo;
}
