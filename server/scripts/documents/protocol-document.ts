/** Owns docs/protocol.md: the contract as a page for readers. Writes no file, and decides nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Command } from '../../../shared/command.ts';
import type { ServerEvents } from '../../../shared/protocol.ts';
import {
  commands,
  Hint,
  hintLastsMs,
  Mine,
  Presence,
  presenceShown,
  Sync,
  streams,
} from '../../../shared/protocol.ts';
import { type RefusalCode, refusalStatus } from '../../../shared/refusal.ts';
import type { Stream } from '../../../shared/stream.ts';
import { envelopes } from './envelopes.ts';
import { constraintsOf, type JsonSchema, schemaOf, shapeOf } from './shape.ts';

const refusals: Readonly<Record<RefusalCode, string>> = {
  invalid: 'The input is not what the command takes; `field` says where.',
  'not-signed-in': 'Sign in first.',
  'not-linked': 'Take a player first.',
  forbidden: 'Not from here, or not by this person.',
  'not-found': 'There is no such command, community, stream or address.',
  taken: 'Somebody has it already.',
  closed: 'No longer, or not yet, possible.',
  'too-large': 'The body is longer than any command needs.',
  'too-many': 'Asked too often; `retryAfterMs` says when to try again.',
  internal: 'A mistake of ours; `id` finds it in the log.',
  unavailable: 'Not possible just now, for example while too many ask at once. Try again.',
};

const events: Readonly<Record<keyof ServerEvents, { carries: string; when: string }>> = {
  snapshot: {
    carries: '`Snapshot`',
    when: 'A stream was opened; or the server had to read it anew, and everybody starts from there.',
  },
  frame: { carries: '`Frame`', when: 'A stream changed, or was opened with `since`.' },
  presence: {
    carries: '`Presence`',
    when: `Who looks at a stream has changed. Sent to members. Names at most ${presenceShown} players and says how many there are; each counts once, however many tabs are open, and stays for 30 s after the last one.`,
  },
  sync: {
    carries: '`Sync`',
    when: 'With several nodes: changes made through the others are `delayed` from now on, or arrive at once again (`yes`, as after every new connection).',
  },
  me: {
    carries: 'nothing',
    when: 'My account, player or roles have changed; see [views](#views).',
  },
  hint: {
    carries: '`Hint`',
    when: `What a player who watches a stream with me is doing just now; to be forgotten after ${hintLastsMs / 1_000} s.`,
  },
  mine: {
    carries: '`Mine`',
    when: 'Something that is mine alone has changed: ask for it again.',
  },
};

const all: readonly Command[] = Object.values(commands);
const allStreams: readonly Stream[] = Object.values(streams);
const forClients = all.filter(({ gate }) => gate !== 'system' && gate !== 'service');
const forSystem = all.filter(({ gate }) => gate === 'system' || gate === 'service');

const code = (text: string): string => `\`${text}\``;

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(row).join('\n');

const routeOf = ({ http }: Command): string =>
  http ? code(`${http.method.toUpperCase()} ${http.path}`) : '';

/** The fragment that GitHub gives a heading. */
const fragmentOf = (name: string): string => `#${name.replaceAll(':', '')}`;

const typesOf = ({ input, result }: Command): string =>
  [
    '```ts',
    `type Input = ${shapeOf(schemaOf(input, 'input'))};`,
    `type Result = ${shapeOf(schemaOf(result, 'output'))};`,
    '```',
  ].join('\n');

const sectionOf = (command: Command): string => {
  const { name, summary, gate, kind, limit } = command;
  const facts = [gate, kind, `at most ${limit.points} in ${limit.seconds} s`, routeOf(command)];
  return [`### ${name}`, summary, facts.filter(Boolean).join(' · '), typesOf(command)].join('\n\n');
};

/** Every schema with a name that the contract mentions. */
const definitions = (): [name: string, schema: JsonSchema][] => {
  const alsoSent = [
    ...allStreams.flatMap(({ views }) =>
      Object.values(views).flatMap(({ state, change }) => [state, change]),
    ),
    Presence,
    Sync,
    Hint,
    Mine,
  ];
  const mentioned = [
    ...all.flatMap(({ input, result }) => [schemaOf(input, 'input'), schemaOf(result, 'output')]),
    ...alsoSent.map((schema) => schemaOf(schema, 'output')),
  ];
  const named = Object.assign({}, ...mentioned.map(({ $defs }) => $defs));
  return Object.entries<JsonSchema>(named).sort(([a], [b]) => (a < b ? -1 : 1));
};

const valueRow = ([name, { example, description = '', ...schema }]: [
  string,
  JsonSchema,
]): string[] => [
  code(name),
  [code(shapeOf(schema)), ...constraintsOf(schema)].join(', '),
  description,
  example === undefined ? '' : code(String(example)),
];

const shapeWithComment = ([name, schema]: [string, JsonSchema]): string => {
  const { description } = schema;
  return `${description ? `/** ${description} */\n` : ''}type ${name} = ${shapeOf(schema)};`;
};

const envelopeSlots = () =>
  Object.fromEntries(
    Object.entries(envelopes).map(([name, schema]) => [
      name.replace(/<.*/, ''),
      shapeWithComment([name, schemaOf(schema, 'output')]),
    ]),
  );

const slots = (): Readonly<Record<string, string>> => {
  const named = definitions();
  const isObject = ([, { type }]: [string, JsonSchema]) => type === 'object';
  const typeOf = (schema: z.ZodType) => code(shapeOf(schemaOf(schema, 'output')));
  return {
    ...envelopeSlots(),
    refusals: table(
      [code('RefusalCode'), 'over HTTP', 'meaning'],
      Object.entries(refusals).map(([name, meaning]) => [
        code(name),
        String(refusalStatus[name as RefusalCode]),
        meaning,
      ]),
    ),
    streams: table(
      ['stream', 'what it is', 'view: value, change'],
      allStreams.map(({ kind, key, summary, views }) => [
        code(`${kind}:COMMUNITY${key ? ':KEY' : ''}`),
        summary,
        Object.entries(views)
          .map(([view, { state, change }]) => `${view}: ${typeOf(state)}, ${typeOf(change)}`)
          .join('; '),
      ]),
    ),
    events: table(
      ['event', 'carries', 'when'],
      Object.entries(events).map(([name, { carries, when }]) => [code(name), carries, when]),
    ),
    overview: table(
      ['command', 'what it does', 'who', 'kind', 'route'],
      forClients.map((command) => [
        `[${command.name}](${fragmentOf(command.name)})`,
        command.summary,
        command.gate,
        command.kind,
        routeOf(command),
      ]),
    ),
    commands: forClients.map(sectionOf).join('\n\n'),
    system: table(
      ['command', 'what it does'],
      forSystem.map(({ name, summary }) => [code(name), summary]),
    ),
    values: table(
      ['name', 'is', 'meaning', 'such as'],
      named.filter((one) => !isObject(one)).map(valueRow),
    ),
    shapes: named.filter(isObject).map(shapeWithComment).join('\n\n'),
  };
};

/** The whole page: the template with its slots filled. */
export const protocolDocument = (): string => {
  const filled = slots();
  return readFileSync(join(import.meta.dirname, 'protocol-template.md'), 'utf8').replace(
    /\{\{(\w+)\}\}/g,
    (_, name: string) => {
      const text = filled[name];
      if (text === undefined)
        throw new Error(`The template has a slot that nothing fills: ${name}.`);
      return text;
    },
  );
};
