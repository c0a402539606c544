/** Owns the viewers: connecting them, noting what reaches each, and knowing when all have everything. */
import { Arrivals } from './arrivals.ts';
import { now } from './clock.ts';
import { type Dialect, delivered } from './dialect.ts';
import { Line } from './line.ts';
import type { Address } from './raw-client.ts';

type Viewer = {
  line: Line | undefined;
  headers: Record<string, string>;
  /** Revision up to which it has seen everything; -1 before the first snapshot. */
  seen: number;
  ready: boolean;
};

/** As many handshakes at once as the listen queue of a server holds without dropping one. */
const handshakesAtOnce = 128;

export class Crowd {
  readonly arrivals = new Arrivals();
  /** Changes a viewer did not get in order, and connections the server ended. */
  gaps = 0;
  dropped = 0;
  recording = false;
  private readonly viewers: Viewer[] = [];
  private readonly address: Address;
  private readonly dialect: Dialect;

  constructor(address: Address, dialect: Dialect) {
    this.address = address;
    this.dialect = dialect;
  }

  get size(): number {
    return this.viewers.length;
  }

  /** Forgets the last run and records the next. */
  begin(): void {
    this.arrivals.clear();
    this.gaps = 0;
    this.dropped = 0;
    this.recording = true;
  }

  /** Brings the crowd to `count` connected viewers; viewer i shows the i-th of `headers`. */
  async gather(count: number, headers: readonly Record<string, string>[]): Promise<void> {
    while (this.viewers.length > count) this.viewers.pop()?.line?.close();
    while (this.viewers.length < count) {
      const mine = headers[this.viewers.length % Math.max(1, headers.length)] ?? {};
      this.viewers.push({ line: undefined, headers: mine, seen: -1, ready: false });
    }
    await this.connectMissing(false);
  }

  /** Ends every connection, as if the network went away. */
  scatter(): void {
    for (const viewer of this.viewers) {
      const { line } = viewer;
      viewer.line = undefined;
      viewer.ready = false;
      line?.close();
    }
  }

  /** Connects whoever is not; with `resume`, each asks for what it missed since it last saw something. */
  async connectMissing(resume: boolean): Promise<void> {
    const missing = this.viewers.filter(({ line }) => !line);
    let next = 0;
    const chain = async (): Promise<void> => {
      for (let viewer = missing[next++]; viewer; viewer = missing[next++]) {
        await this.connect(viewer, resume);
      }
    };
    await Promise.all(Array.from({ length: handshakesAtOnce }, chain));
  }

  /** Whether every viewer is there and, where the server numbers changes, has seen `revision`. */
  hasCaughtUp(revision: number): boolean {
    const { numbersItself } = this.dialect;
    return this.viewers.every(({ ready, seen }) => ready && (seen >= revision || !numbersItself));
  }

  /** Whether `commands` commands, the newest of them `revision`, have reached every viewer. */
  hasReceived(commands: number, revision: number): boolean {
    return this.dialect.numbersItself
      ? this.hasCaughtUp(revision)
      : this.arrivals.count >= commands * this.viewers.length;
  }

  private connect(viewer: Viewer, resume: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const { dialect } = this;
      const ready = (): void => {
        if (viewer.ready) return;
        viewer.ready = true;
        clearTimeout(deadline);
        resolve();
      };
      const fail = (reason: string): void => {
        if (!viewer.ready) reject(new Error(`A viewer could not connect: ${reason}`));
      };
      const deadline = setTimeout(() => fail('no state within 30 s'), 30_000);
      const since = resume && viewer.seen >= 0 ? viewer.seen : undefined;
      const line = new Line(this.address, dialect.viewerPath, viewer.headers, dialect, {
        onReady: () => {
          if (dialect.opening) line.send(dialect.opening(since));
          else ready();
        },
        onAck: (_, json) => {
          if (!json.startsWith('[{"ok":true')) fail(json);
          else if (since !== undefined) ready();
        },
        onEvent: (bytes, start, kept) => {
          if (!dialect.delivers(bytes, start, kept)) return;
          this.note(viewer);
          if (!viewer.ready) ready();
        },
        onClose: (reason) => {
          clearTimeout(deadline);
          fail(reason);
          if (viewer.line === line) this.lost(viewer);
        },
      });
      viewer.line = line;
    });
  }

  private note(viewer: Viewer): void {
    const { from, to } = delivered;
    if (this.dialect.numbersItself) {
      if (from > viewer.seen && viewer.seen >= 0) this.gaps++;
      if (to <= viewer.seen) return;
      const known = Math.max(from, viewer.seen);
      viewer.seen = to;
      if (this.recording) this.arrivals.note(known, to, now());
    } else if (this.recording) this.arrivals.note(from, to, now());
  }

  private lost(viewer: Viewer): void {
    if (viewer.ready) this.dropped++;
    viewer.line = undefined;
    viewer.ready = false;
  }
}
