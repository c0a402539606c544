/** Owns what is asked about evenings beside the live grid: days that have passed, and my pattern. */

import type { Pattern } from '../../shared/availability/grid.ts';
import type { Day } from '../../shared/day.ts';
import { type Connection, newKey } from '../live/connection.ts';
import type { LiveGrid } from './view.ts';

export class Evenings {
  readonly #connection: Pick<Connection, 'ask'>;
  readonly #community: string;

  constructor(connection: Pick<Connection, 'ask'>, community: string) {
    this.#connection = connection;
    this.#community = community;
  }

  /** The grid of one day, also of one before today: as it is now, and not live. Rejects with `Refused`. */
  async read(day: Day): Promise<LiveGrid> {
    const {
      revision,
      from: _,
      to: __,
      settings,
      ...read
    } = await this.#connection.ask('availability:read', {
      community: this.#community,
      from: day,
      to: day,
    });
    if ('counts' in read) {
      return {
        grid: { view: 'everyone', revision, state: read },
        roster: { view: 'everyone', revision: 0, state: { settings } },
      };
    }
    const { players, ...state } = read;
    return {
      grid: { view: 'members', revision, state },
      roster: { view: 'members', revision: 0, state: { settings, players } },
    };
  }

  /** Sets my pattern, Monday first. Rejects with `Refused`. */
  async setPattern(pattern: Pattern): Promise<void> {
    await this.#connection.ask('availability:set-pattern', {
      community: this.#community,
      key: newKey(),
      pattern,
    });
  }
}
