/** Owns what people may do with their calendar feeds: connects tokens, store and calendar. No SQL. */
import { lastWritableOffset } from '../../../shared/availability/commands.ts';
import { addDays, dayAt } from '../../../shared/day.ts';
import { Refused, refusal } from '../../../shared/refusal.ts';
import { each, type Handlers } from '../../run/feature.ts';
import { calendarOf } from './calendar.ts';
import * as store from './store.ts';
import { feedTokens, hashOf } from './token.ts';

type FeedCommand = Extract<keyof Handlers, `availability:feed${string}`>;

/** Days before today that are shown: calendars drop what they no longer find. */
const daysShownBefore = 30;

/** For tokens that never were, that are closed, and of accounts without a player: nobody can tell. */
const noFeed = () =>
  new Refused(refusal('not-found', 'There is no such feed.', { field: 'token' }));

export const feedHandlers = ({
  secret,
  origin,
}: {
  /** The server's own; tokens are made of it. */
  secret: string;
  /** Where pages are, when somebody said what address is ours. */
  origin: string | undefined;
}) => {
  const tokens = feedTokens(secret);

  return {
    'availability:feed': {
      async read({ db, now, input }) {
        const shown = await store.playerShown(db, hashOf(input.token));
        if (!shown) throw noFeed();
        const { player, community, language } = shown;
        const today = dayAt(now, community.zone);
        const evenings = await store.eveningsOf(
          db,
          player,
          addDays(today, -daysShownBefore),
          addDays(today, lastWritableOffset),
        );
        return calendarOf({ community, player, language, evenings, origin });
      },
    },

    'availability:feed-link': {
      async read({ db, actor, input }) {
        const feed = await store.findFeed(db, input.community, actor.account.id);
        if (!feed) return null;
        const token = tokens.of(feed.nonce);
        const isOurs = hashOf(token) === feed.hash;
        return { path: isOurs ? `/feed/${token}.ics` : null, openedAt: feed.openedAt };
      },
    },

    // Receipts keep results as they are: so the result is empty, and a reading tells the link.
    'availability:feed-open': {
      streams: () => [],
      take: each(async ({ tx, now, community }, { actor, input: { language } }) => {
        const nonce = tokens.newNonce();
        const hash = hashOf(tokens.of(nonce));
        const account = actor.account.id;
        await store.saveFeed(tx, { community: community.id, account, nonce, hash, language }, now);
        return {};
      }),
    },

    'availability:feed-close': {
      streams: () => [],
      take: each(async ({ tx, community }, { actor }) => {
        await store.deleteFeed(tx, community.id, actor.account.id);
        return {};
      }),
    },
  } satisfies Pick<Handlers, FeedCommand>;
};
