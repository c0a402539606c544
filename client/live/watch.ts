/** Owns that an element renders again when a store it watches changes, and only while it is on the page. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Watched } from './store.ts';

export class Watch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #stores: () => readonly Watched[];
  #stops: (() => void)[] = [];

  /** `stores` is asked when the element is connected: stores may come as properties. */
  constructor(host: ReactiveControllerHost, stores: () => readonly Watched[]) {
    this.#host = host;
    this.#stores = stores;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stops = this.#stores().map((store) => store.watch(() => this.#host.requestUpdate()));
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }
}
