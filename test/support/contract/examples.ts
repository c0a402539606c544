/** Owns one right input for every command, complete with what may be left out. A new command needs one. */
import type { CommandName, Sent } from '../../../shared/protocol.ts';

type Complete = { readonly [Name in CommandName]: Required<Sent<Name>> };

/** Right on 2026-11-18, the evening on which `openHouse` begins. */
export const examples = {
  'stream:open': { stream: 'grid:default', since: 0 },
  'stream:close': { stream: 'grid:default' },
  'stream:hint': { stream: 'grid:default', hint: 'typing' },
  'identity:me': { community: 'default' },
  'identity:link': {
    community: 'default',
    key: '0198c0de-7e57-7a3b-8c4d-1f2e3d4c5b6a',
    name: 'Nova',
  },
  'identity:unlink': { community: 'default', key: '0198c0de-7e57-7a3b-8c4d-1f2e3d4c5b6b' },
  'identity:sign-in': { issuer: 'https://issuer.example', subject: '42', name: 'Nova' },
  'availability:set': {
    community: 'default',
    key: '0198c0de-7e57-7a3b-8c4d-1f2e3d4c5b6c',
    marks: [
      {
        day: '2026-11-22',
        status: 'MAYBE',
        window: { from: '20:30', until: '00:30' },
        note: 'Home by nine 🚆',
      },
      { day: '2026-11-23', status: 'LOOKING' },
    ],
  },
  'availability:undo': {
    community: 'default',
    key: '0198c0de-7e57-7a3b-8c4d-1f2e3d4c5b6d',
    stroke: '0198c0de-7e57-7a3b-8c4d-1f2e3d4c5b6c',
  },
  'availability:set-pattern': {
    community: 'default',
    key: '0198c0de-7e57-7a3b-8c4d-1f2e3d4c5b6e',
    pattern: [
      { status: 'LOOKING', window: { from: '20:00', until: '23:30' } },
      { status: 'MAYBE' },
      ...[null, null, null, null, null],
    ],
  },
  'availability:read': { community: 'default', from: '2026-11-18', to: '2026-11-30' },
  'availability:access': { community: 'default' },
  'availability:rollover': { community: 'default' },
  'availability:feed': { token: 'lIYnKq0Q2Vb7oXmT4sE9cRzWpUj1hGdA' },
  'availability:feed-link': { community: 'default' },
  'availability:feed-open': {
    community: 'default',
    key: '0198c0de-7e57-7a3b-8c4d-1f2e3d4c5b70',
    language: 'de',
  },
  'availability:feed-close': { community: 'default', key: '0198c0de-7e57-7a3b-8c4d-1f2e3d4c5b71' },
} satisfies Complete as Complete;
