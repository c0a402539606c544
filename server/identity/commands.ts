/** Owns what people may do with accounts and players: connects rules and store. No SQL, no sockets. */

import { dayAt } from '../../shared/day.ts';
import { objectionToLink } from '../../shared/identity/commands.ts';
import { rosterOf } from '../../shared/identity/roster.ts';
import { Refused, refusal, refuseIf } from '../../shared/refusal.ts';
import { takenConstraint } from '../database/database.ts';
import { each, type Handlers } from '../run/feature.ts';
import * as store from './store.ts';

type IdentityCommand = Extract<keyof Handlers, `identity:${string}`>;

export const identityHandlers = {
  'identity:me': {
    async read({ db, actor, input, now }) {
      const community = await store.findCommunity(db, input.community);
      if (!community) {
        throw new Refused(
          refusal('not-found', 'There is no such community.', { field: 'community' }),
        );
      }
      const { slug, name, zone, roster } = community;
      return {
        account: actor.account && { name: actor.account.name },
        player: actor.player,
        roles: [...(actor.player ? (['member'] as const) : []), ...actor.roles],
        community: { slug, name, zone, roster, today: dayAt(now, zone) },
      };
    },
  },

  'identity:link': {
    streams: (input) => [rosterOf(input.community)],
    take: each(async ({ tx, now, community, announce, refresh }, { actor, input }) => {
      refuseIf(objectionToLink(actor));
      const account = actor.account.id;
      try {
        const player =
          (await store.claimPlayer(tx, community.id, account, input.name)) ??
          (await addPlayer(tx, community, account, input.name, now));
        await store.recordAudit(
          tx,
          {
            community: community.id,
            account,
            action: 'player:linked',
            subject: player.id,
            before: null,
            after: { name: player.name },
          },
          now,
        );
        const entry = { name: player.name, claimed: true };
        announce(rosterOf(community.slug), { members: { players: { [player.id]: entry } } });
        refresh(account);
        return { player };
      } catch (error) {
        switch (takenConstraint(error)) {
          case 'players_one_per_account':
            throw new Refused(refusal('taken', 'You already have a player here.'));
          case 'players_name_taken':
            throw new Refused(
              refusal('taken', 'Somebody plays under this name. Choose another.', {
                field: 'name',
              }),
            );
          default:
            throw error;
        }
      }
    }),
  },

  'identity:unlink': {
    streams: (input) => [rosterOf(input.community)],
    take: each(async ({ tx, now, community, announce, refresh }, { actor }) => {
      const { id, name } = actor.player;
      if (!(await store.releasePlayer(tx, id, actor.account.id))) {
        throw new Refused(refusal('not-linked', 'You have no player here.'));
      }
      await store.recordAudit(
        tx,
        {
          community: community.id,
          account: actor.account.id,
          action: 'player:unlinked',
          subject: id,
          before: { name },
          after: null,
        },
        now,
      );
      announce(rosterOf(community.slug), {
        members: { players: { [id]: { name, claimed: false } } },
      });
      refresh(actor.account.id);
      return {};
    }),
  },

  'identity:sign-in': {
    streams: () => [],
    take: each(async ({ tx, now }, { input }) => {
      const account = await store.saveAccount(tx, input, now);
      const community = await store.becomeFirstAdmin(tx, account.id);
      if (community) {
        await store.recordAudit(
          tx,
          {
            community,
            account: account.id,
            action: 'role:granted',
            subject: account.id,
            before: null,
            after: { role: 'admin' },
          },
          now,
        );
      }
      return { account: account.id };
    }),
  },
} satisfies Pick<Handlers, IdentityCommand>;

const addPlayer = async (
  tx: Parameters<typeof store.addPlayer>[0],
  community: { id: string; settings: { roster: 'open' | 'closed' } },
  account: string,
  name: string,
  now: number,
) => {
  if (
    community.settings.roster === 'closed' &&
    !(await store.isNameKnown(tx, community.id, name))
  ) {
    throw new Refused(
      refusal('closed', 'The roster is closed. Ask an admin to add you.', { field: 'name' }),
    );
  }
  return store.addPlayer(tx, community.id, account, name, now);
};
