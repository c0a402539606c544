/** Owns who is looking at a stream: one entry per player however many tabs. Volatile; never stored. */
import type { Presence as Shown } from '../../shared/protocol.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { RedisClient } from '../redis.ts';
import { inMemory, inRedis, type Sightings } from './sightings.ts';
import { contractOf, type Outlet, roomOf } from './streams.ts';

/** What one node's viewers do on one stream. */
type Here = {
  /** How many viewers each player has. */
  readonly tabs: Map<string, number>;
  /** Players to be recorded, and viewers to be told, with the next look. */
  unseen: Set<string>;
  newcomers: string[];
};

type GoneListener = (stream: string, player: string) => void;

/** A player is shown this long after the last node that saw it: a reload does not flicker. */
const lingersMs = 30_000;
const renewEveryMs = 10_000;
/** How often changes are looked for, and so the longest time until others see them. */
const sweepEveryMs = 2_000;
/** Whoever comes within this time is recorded and told together: a storm costs one look. */
const gathersMs = 200;
/** Who is back this soon, by a reload or on another node, has not gone. */
const goneAfterMs = 3_000;

export class Presence {
  readonly #sightings: Sightings;
  readonly #outlet: Outlet;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #here = new Map<string, Here>();
  readonly #shown = new Map<string, string>();
  readonly #listeners: GoneListener[] = [];
  readonly #leaving = new Map<string, NodeJS.Timeout>();
  readonly #timer: NodeJS.Timeout;
  #renewedAt: number;
  #soon: NodeJS.Timeout | undefined;

  constructor({
    redis,
    outlet,
    clock,
    log,
  }: {
    redis: RedisClient | undefined;
    outlet: Outlet;
    clock: Clock;
    log: Log;
  }) {
    this.#sightings = redis ? inRedis(redis) : inMemory();
    this.#outlet = outlet;
    this.#clock = clock;
    this.#log = log;
    this.#renewedAt = clock.elapsed();
    this.#timer = setInterval(() => void this.#sweep(), sweepEveryMs);
  }

  /** A viewer looks at a stream as a player; soon it is told who else does. */
  join(stream: string, player: string, viewer: string): void {
    const mine: Here = this.#here.get(stream) ?? {
      tabs: new Map(),
      unseen: new Set(),
      newcomers: [],
    };
    this.#here.set(stream, mine);
    mine.tabs.set(player, (mine.tabs.get(player) ?? 0) + 1);
    mine.unseen.add(player);
    mine.newcomers.push(viewer);
    this.#stay(stream, player);
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      void this.#sweep();
    }, gathersMs);
  }

  leave(stream: string, player: string): void {
    const mine = this.#here.get(stream);
    const tabs = (mine?.tabs.get(player) ?? 0) - 1;
    if (tabs > 0) {
      mine?.tabs.set(player, tabs);
      return;
    }
    mine?.tabs.delete(player);
    if (mine?.tabs.size === 0) this.#here.delete(stream);
    this.#depart(stream, player);
  }

  /** Calls when a player's last viewer, on whichever node, has been away for a moment. */
  onGone(listener: GoneListener): void {
    this.#listeners.push(listener);
  }

  /** Whether a player looks at a stream now, on whichever node. */
  isHere(stream: string, player: string): Promise<boolean> {
    return this.#sightings.isSeen(stream, player, this.#clock.now());
  }

  close(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    for (const timer of this.#leaving.values()) clearTimeout(timer);
  }

  #stay(stream: string, player: string): void {
    const name = `${stream} ${player}`;
    clearTimeout(this.#leaving.get(name));
    this.#leaving.delete(name);
  }

  #depart(stream: string, player: string): void {
    this.#stay(stream, player);
    const name = `${stream} ${player}`;
    const go = async (): Promise<void> => {
      this.#leaving.delete(name);
      await this.#sightings.lose(stream, player);
      if (await this.isHere(stream, player)) return;
      for (const listener of this.#listeners) listener(stream, player);
    };
    const timer = setTimeout(() => {
      go().catch((error: unknown) => this.#unavailable(error));
    }, goneAfterMs);
    this.#leaving.set(name, timer);
  }

  async #sweep(): Promise<void> {
    try {
      const isDue = this.#clock.elapsed() - this.#renewedAt >= renewEveryMs;
      if (isDue) this.#renewedAt = this.#clock.elapsed();
      for (const stream of new Set([...this.#here.keys(), ...this.#shown.keys()])) {
        const players = [...(this.#here.get(stream)?.tabs.keys() ?? [])];
        if (isDue && players.length > 0) await this.#see(stream, players);
        await this.#look(stream);
      }
    } catch (error) {
      this.#unavailable(error);
    }
  }

  #see(stream: string, players: readonly string[]): Promise<void> {
    return this.#sightings.see(stream, players, this.#clock.now() + lingersMs);
  }

  async #look(stream: string): Promise<void> {
    const mine = this.#here.get(stream);
    const { unseen, newcomers } = mine ?? { unseen: new Set<string>(), newcomers: [] };
    if (mine) Object.assign(mine, { unseen: new Set(), newcomers: [] });
    if (unseen.size > 0) await this.#see(stream, [...unseen]);
    const presence = { stream, ...(await this.#sightings.list(stream, this.#clock.now())) };
    const text = JSON.stringify(presence);
    if (this.#shown.get(stream) !== text) this.#show(presence);
    else if (newcomers.length > 0) this.#show(presence, newcomers);
    this.#shown.set(stream, text);
    if (presence.total === 0) this.#shown.delete(stream);
  }

  /** To all on this node who watch by the view that sees who is here, or to those of them named. */
  #show(shown: Shown, viewers?: readonly string[]): void {
    const room = roomOf(shown.stream, contractOf(shown.stream).presence ?? '');
    const watching = this.#outlet.inRoom(room);
    // A viewer may have lost the right to see it since it came.
    const to = viewers?.filter((viewer) => watching?.has(viewer)) ?? [room];
    if (watching && to.length > 0) this.#outlet.send(to, 'presence', shown);
  }

  #unavailable(error: unknown): void {
    this.#log.debug({ err: error }, 'presence is not available');
  }
}
