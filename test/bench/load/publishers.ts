/** Owns those who make changes: open loop, each command sent when it is due, whatever came before. */
import type { Told } from './arrivals.ts';
import { now } from './clock.ts';
import type { Cell, Dialect } from './dialect.ts';
import { Line } from './line.ts';
import type { Address } from './raw-client.ts';

const statuses = ['LOOKING', 'AVAILABLE', 'MAYBE', 'NOT_PLAYING'];

type Publisher = { line: Line; marked: number };

export class Publishers {
  told: Told[] = [];
  unanswered = 0;
  refused = 0;
  firstRefusal = '';
  /** The furthest a command left after it was due: the load generator's own lateness. */
  latestMs = 0;
  private readonly publishers: Publisher[] = [];
  private readonly waiting = new Map<number, Told>();
  private readonly dialect: Dialect;
  private readonly days: readonly string[];
  private changes = 0;
  private next = 0;

  constructor(dialect: Dialect, days: readonly string[]) {
    this.dialect = dialect;
    this.days = days;
  }

  async connect(
    address: Address,
    count: number,
    headers: readonly Record<string, string>[],
  ): Promise<void> {
    const { dialect } = this;
    for (let i = 0; i < count; i++) {
      await new Promise<void>((resolve, reject) => {
        const mine = headers[i % Math.max(1, headers.length)] ?? {};
        const line = new Line(address, dialect.publisherPath, mine, dialect, {
          onReady: resolve,
          onEvent: () => {},
          onAck: (id, json) => this.acknowledged(id, json),
          onClose: (reason) => reject(new Error(`A publisher lost its connection: ${reason}`)),
        });
        this.publishers.push({ line, marked: 0 });
      });
    }
  }

  /** Forgets the last run. Numbers go on, so that every change stays one. */
  begin(): void {
    this.told = [];
    this.waiting.clear();
    this.unanswered = 0;
    this.refused = 0;
    this.latestMs = 0;
  }

  /**
   * Tells `rate` strokes a second of `cells` cells each, round robin, the first after `delayMs`.
   * Ends when the last was sent.
   */
  tellFor(rate: number, seconds: number, cells = 1, delayMs = 0): Promise<void> {
    const count = Math.max(1, Math.round(rate * seconds));
    const start = now() + 5 + delayMs;
    let sent = 0;
    return new Promise((resolve) => {
      const tick = (): void => {
        for (; sent < count; sent++) {
          const due = start + (sent * 1000) / rate;
          if (due > now()) break;
          this.tell(due, cells);
        }
        if (sent === count) resolve();
        else setTimeout(tick, Math.max(1, start + (sent * 1000) / rate - now()));
      };
      setTimeout(tick, 5);
    });
  }

  /** The highest revision any command was answered with. */
  get lastRevision(): number {
    return this.told.reduce((last, { revision }) => Math.max(last, revision), 0);
  }

  close(): void {
    for (const { line } of this.publishers) line.close();
  }

  private tell(due: number, cells: number): void {
    const publisher = this.publishers[this.next++ % this.publishers.length] as Publisher;
    const marks = Array.from({ length: cells }, () => this.nextCell(publisher));
    const first = this.changes + 1;
    const messages = this.dialect.tell(first, marks);
    if (this.dialect.numbersItself) {
      const told = { due, cells, revision: 0 };
      this.told.push(told);
      this.waiting.set(first, told);
      this.unanswered++;
    } else {
      for (let i = 0; i < cells; i++) this.told.push({ due, cells: 1, revision: first + i });
    }
    this.changes += cells;
    for (const message of messages) publisher.line.send(message);
    this.latestMs = Math.max(this.latestMs, now() - due);
  }

  /** Goes through the days, and through the statuses from one round to the next: each is a change. */
  private nextCell(publisher: Publisher): Cell {
    const n = publisher.marked++;
    const round = Math.floor(n / this.days.length);
    return {
      day: this.days[n % this.days.length] as string,
      status: statuses[round % statuses.length] as string,
    };
  }

  private acknowledged(id: number, json: string): void {
    const told = this.waiting.get(id);
    if (!told) return;
    this.waiting.delete(id);
    this.unanswered--;
    const [answer] = JSON.parse(json);
    if (answer.ok) told.revision = answer.value.revision;
    else {
      this.refused++;
      this.firstRefusal ||= json;
    }
  }
}
