import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { type House, openHouse } from '../support/house.ts';
import { openBrowser } from '../support/talk/browserless.ts';
import { sessionOf, signInAs } from '../support/talk/signing-in.ts';

type Context = { house: House; node: RunningNode };
const secrecy = suite<Context>('the secrecy of sessions');

secrecy.before(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
});

secrecy.after(async ({ house }) => {
  await house?.close();
});

secrecy('lets no id stand anywhere in the database', async ({ house, node }) => {
  const browser = openBrowser();
  await signInAs(browser, node, 'Ana');
  const cookie = decodeURIComponent(sessionOf(browser, node));
  const id = /^s:([\w-]{43})\./.exec(cookie)?.[1];
  assert.ok(id, cookie);

  const hash = createHash('sha256').update(id).digest('hex');

  assert.equal(await holdersOf(house, id), []);
  assert.equal(await holdersOf(house, hash), ['sessions'], 'the search finds what is there');
});

secrecy.run();

/** The tables that have the text anywhere in a row. */
const holdersOf = async ({ sql }: House, text: string): Promise<string[]> => {
  const tables = await sql<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await sql(`select from "${name}" as t where strpos(t::text, $1) > 0`, [text]);
    if (rows.length > 0) found.push(name);
  }
  return found;
};
