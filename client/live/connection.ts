/**
 * Owns the one socket: asks commands until each is answered, with the same key, across reconnects,
 * and says how the connection is. Must never know what a command means.
 */
import { io, type Socket } from 'socket.io-client';
import type { Answer } from '../../shared/command.ts';
import type {
  ClientEvents,
  CommandName,
  Result,
  Sent,
  ServerEvents,
  Sync,
} from '../../shared/protocol.ts';
import { Refused, refusal } from '../../shared/refusal.ts';
import { refused, tooManyWaiting } from '../words/strings.ts';
import { Store } from './store.ts';

export type ConnectionState = 'connecting' | 'online' | 'offline';

/** Beyond this many unanswered commands a new one is refused at once: nobody marks that much unseen. */
const longestQueue = 100;
/** An answer takes milliseconds; after this long it was lost, and asking again is safe. */
const answerWithinMs = 20_000;
/** Sent away because the session ended: back soon, as nobody, before others' names look current. */
const sentAwayMs = 100;
/** Not let in: the server is not well. */
const refusedMs = 1_000;

type Question = {
  readonly command: CommandName;
  readonly input: unknown;
  /** It was asked before this connection, so that many may be asked at once that were not so meant. */
  waited: boolean;
  readonly settle: (answer: Answer<unknown>) => void;
};

/** What Socket.IO's typed `emit` cannot express for a name known only at run time. */
type Emit = {
  emit(
    command: string,
    input: unknown,
    answer: (lost: Error | null, answer: Answer<unknown>) => void,
  ): void;
};

/** Made by hand, because `crypto.randomUUID` is missing where a page is served without TLS. */
export const newKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, index) => {
    const marked = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, '0');
  }).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

export class Connection {
  readonly state = new Store<ConnectionState>('connecting');
  /** `delayed` while changes made through other nodes do not arrive at once. */
  readonly sync = new Store<Sync['live']>('yes');
  /** The server speaks this page's contract no more. */
  readonly outdated = new Store(false);
  readonly #socket: Socket<ServerEvents, ClientEvents>;
  readonly #unanswered = new Set<Question>();
  #isWanted = false;
  /** Commands of which the server has had too many for now: more of them wait, to stay in their order. */
  readonly #resting = new Map<CommandName, ReturnType<typeof setTimeout>>();

  /** `url` and headers are left out in the browser: the page's own origin, and what it sends. */
  constructor(
    community: string,
    url?: string,
    extraHeaders?: Record<string, string>,
    contract?: string,
  ) {
    const options = {
      transports: ['websocket'],
      auth: { community, ...(contract && { contract }) },
      reconnectionDelay: 300,
      reconnectionDelayMax: 5_000,
      autoConnect: false,
      ...(extraHeaders && { extraHeaders }),
    };
    this.#socket = url === undefined ? io(options) : io(url, options);
    this.#socket.on('connect', () => {
      this.outdated.set(false);
      this.sync.set('yes');
      for (const timer of this.#resting.values()) clearTimeout(timer);
      this.#resting.clear();
      for (const question of this.#unanswered) {
        question.waited = true;
        this.#emit(question);
      }
      this.state.set('online');
    });
    this.#socket.on('sync', ({ live }) => this.sync.set(live));
    this.#socket.on('disconnect', () => this.#lost(sentAwayMs));
    this.#socket.on('connect_error', (error: Error & { data?: { code?: unknown } }) => {
      if (error.data?.code === 'outdated') this.outdated.set(true);
      this.#lost(refusedMs);
    });
  }

  /** Something I changed has not been answered; a query can be asked anew. */
  get hasUnsent(): boolean {
    return [...this.#unanswered].some(({ input }) => Object.hasOwn(input as object, 'key'));
  }

  open(): void {
    this.#isWanted = true;
    this.#socket.connect();
  }

  close(): void {
    this.#isWanted = false;
    this.#socket.disconnect();
  }

  /** Tries at once instead of at the next attempt; for when the network or the laptop comes back. */
  hurry(): void {
    if (this.#socket.connected) return;
    this.#socket.disconnect().connect();
  }

  /** Returns how to hear no more. */
  on<Name extends keyof ServerEvents>(event: Name, listener: ServerEvents[Name]): () => void {
    // Socket.IO types listeners per literal event; for a generic name it needs to be told.
    this.#socket.on(event as string as never, listener as never);
    return () => this.#socket.off(event as string as never, listener as never);
  }

  /** Rejects with `Refused`. Never rejects because the connection is gone: it waits for the next one. */
  ask<Name extends CommandName>(command: Name, input: Sent<Name>): Promise<Result<Name>> {
    if (this.#unanswered.size >= longestQueue) {
      return Promise.reject(new Refused(refusal('too-many', tooManyWaiting())));
    }
    return new Promise((resolve, reject) => {
      const question: Question = {
        command,
        input,
        waited: !this.#socket.connected || this.#resting.has(command),
        settle: (answer) => {
          if (!this.#unanswered.delete(question)) return;
          if (answer.ok) resolve(answer.value as Result<Name>);
          else reject(new Refused({ ...answer.refusal, message: refused(answer.refusal) }));
        },
      };
      this.#unanswered.add(question);
      if (!question.waited) this.#emit(question);
    });
  }

  #emit(question: Question): void {
    const socket = this.#socket.timeout(answerWithinMs) as unknown as Emit;
    socket.emit(question.command, question.input, (lost, answer) => {
      if (!lost) this.#answered(question, answer);
      else if (this.#socket.connected && this.#unanswered.has(question)) this.#emit(question);
    });
  }

  /** Who waited cannot know that it has become too much: it is asked again, with the same key. */
  #answered(question: Question, answer: Answer<unknown>): void {
    const { command, waited } = question;
    const restMs = answer.ok || !waited ? undefined : answer.refusal.retryAfterMs;
    if (restMs === undefined) question.settle(answer);
    else if (!this.#resting.has(command)) {
      this.#resting.set(
        command,
        setTimeout(() => this.#askAgain(command), restMs),
      );
    }
  }

  #askAgain(command: CommandName): void {
    this.#resting.delete(command);
    for (const question of this.#unanswered) {
      if (question.command === command && this.#socket.connected) this.#emit(question);
    }
  }

  #lost(pauseMs: number): void {
    this.state.set('offline');
    // Socket.IO does not come back by itself when the server closed the connection or refused it.
    if (this.#isWanted && !this.#socket.active) {
      const again = (): void => {
        if (this.#isWanted) this.#socket.connect();
      };
      setTimeout(again, pauseMs * (1 + 2 * Math.random()));
    }
  }
}
