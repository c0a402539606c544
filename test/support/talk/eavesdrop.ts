/** Owns searching everything that reached a visitor for what must not: other people's names and ids. */
import * as assert from 'uvu/assert';
import type { Person } from '../house.ts';
import type { Reply } from './request.ts';

/** What gives a person away: the name, and the ids of account, player and session. */
const tracesOf = ({ name, account, player, session, cookie }: Person): string[] =>
  [name, account, player, session, cookie].filter((trace) => trace !== '');

/** Every way in which text may carry a trace. */
const writings = (trace: string): string[] => [
  trace,
  JSON.stringify(trace).slice(1, -1),
  encodeURIComponent(trace),
  Buffer.from(trace).toString('base64').replace(/=+$/, ''),
  Buffer.from(trace).toString('hex'),
  trace.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`),
  trace.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`),
];

/** The whole answer: status, headers, body decompressed and as it came. */
export const wordsOf = ({ status, headers, text, bytes }: Reply): string =>
  [status, JSON.stringify(headers), text, bytes.toString('latin1')].join('\n');

export const tellsNothingOf = (people: readonly Person[], where: string, words: string): void => {
  for (const person of people) {
    for (const trace of tracesOf(person)) {
      const found = writings(trace).find((writing) => words.includes(writing));
      const around = found
        ? words.slice(Math.max(0, words.indexOf(found) - 100)).slice(0, 200)
        : '';
      assert.is(found, undefined, `${where} tells "${found}": …${around}…`);
    }
  }
};
