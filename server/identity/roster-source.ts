/** Owns how a community's roster becomes a live stream: loaded from the database, names for members only. */
import type { Database } from '../database/database.ts';
import type { Source } from '../streams/streams.ts';
import { readRoster } from './store.ts';

export const rosterSource =
  (database: Database): Source<'roster'> =>
  async (name) => {
    const row = await readRoster(database, name);
    if (!row) return null;
    const { revision, ...members } = row;
    return { revision, states: { members, everyone: { settings: members.settings } } };
  };
