/** Owns one connection as the rest of the server sees it: what it watches, and as whom. */
import type { Actor } from '../../shared/actor.ts';
import type { Io } from '../bus.ts';
import type { By, Viewer } from '../run/feature.ts';
import type { Presence } from '../streams/presence.ts';
import { contractOf, roomOf } from '../streams/streams.ts';

type SocketData = {
  viewer: SocketViewer;
  by: By;
  address: string;
  /** When the actor was looked up, as `rights.ts` counts. */
  lookedUpAt: number;
};
type OpenSocket = NonNullable<ReturnType<Io['sockets']['sockets']['get']>>;
/** A socket of ours, with what we keep about it. */
export type ViewerSocket = Omit<OpenSocket, 'data'> & { data: SocketData };

export class SocketViewer implements Viewer {
  readonly id: string;
  readonly community: string;
  actor: Actor;
  /** How often the actor has been looked up again: only the latest answer counts. */
  lookUps = 0;
  readonly #socket: ViewerSocket;
  readonly #presence: Presence;
  #watched: Map<string, { view: string; player?: string }> | undefined;

  constructor(socket: ViewerSocket, presence: Presence, community: string, actor: Actor) {
    this.id = socket.id;
    this.community = community;
    this.actor = actor;
    this.#socket = socket;
    this.#presence = presence;
  }

  watch(stream: string, view: string): void {
    this.unwatch(stream);
    void this.#socket.join(roomOf(stream, view));
    this.#watched ??= new Map();
    this.#watched.set(stream, { view });
  }

  unwatch(stream: string): void {
    const watched = this.#watched?.get(stream);
    if (!watched) return;
    this.#watched?.delete(stream);
    void this.#socket.leave(roomOf(stream, watched.view));
    if (watched.player) this.#presence.leave(stream, watched.player);
  }

  unwatchAll(): void {
    for (const stream of [...(this.#watched?.keys() ?? [])]) this.unwatch(stream);
  }

  sees(stream: string): string | undefined {
    return this.#watched?.get(stream)?.view;
  }

  beSeen(stream: string): void {
    const watched = this.#watched?.get(stream);
    const player = this.actor.player?.id;
    if (!watched || watched.view !== contractOf(stream).presence || watched.player || !player)
      return;
    watched.player = player;
    this.#presence.join(stream, player, this.id);
  }
}
