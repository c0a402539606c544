import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { until, within } from '../support/deadline.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { type Browser, openBrowser } from '../support/talk/browserless.ts';
import { tellsNothingOf } from '../support/talk/eavesdrop.ts';
import { signInAs, whoIs } from '../support/talk/signing-in.ts';
import { openWire, type Wire } from '../support/talk/wire.ts';

type Context = {
  house: House;
  node: RunningNode;
  ana: Person;
  bor: Person;
  browser: Browser;
  tab: Wire;
};
const browser = suite<Context>('another account in the same browser');

const today = '2026-11-18';

const watch = async (wire: Wire) => {
  await wire.ask('stream:open', { stream: 'roster:default' });
  return wire.ask('stream:open', { stream: 'grid:default' });
};

const mark = ({ bor }: Context, note: string) =>
  bor.run('availability:set', {
    key: crypto.randomUUID(),
    marks: [{ day: today, status: 'LOOKING', note }],
  });

/** Ana's tab watches; so does Bor's, which tells when a mark has gone out. */
browser.before.each(async (context) => {
  context.house = await openHouse();
  context.node = await context.house.startNode();
  const { house, node } = context;
  context.ana = await house.person(node, 'Ana');
  context.bor = await house.person(node, 'Bor 🎯');
  context.browser = openBrowser();
  const [, value = ''] = context.ana.cookie.split('=');
  context.browser.plant(new URL(node.url).hostname, 'muster', value);
  context.tab = await openWire(node, context.ana);
  await watch(context.tab);
});

browser.after.each(async ({ house, tab }) => {
  tab?.close();
  await house?.close();
});

browser('sends the tab away that watched as the former, which hears no more', async (context) => {
  const { node, bor, tab } = context;
  const witness = await openWire(node, bor);
  await watch(witness);
  await mark(context, 'before');
  await until('the mark', () => tab.frames.some((frame) => frame.includes('before')));

  await signInAs(context.browser, node, 'Cene');
  await within('the tab to be sent away', tab.closed);
  const heard = tab.frames.length;
  await mark(context, 'after');
  await until('the mark', () => witness.frames.some((frame) => frame.includes('after')));

  assert.is(await whoIs(context.browser, node), 'Cene');
  assert.is(tab.frames.length, heard);
  assert.ok(witness.isOpen(), 'whom it does not concern stays');
  witness.close();
});

browser('shows the tab that comes back what the new one may see: counts', async (context) => {
  const { node, ana, bor, tab } = context;
  await mark(context, 'before');

  await signInAs(context.browser, node, 'Cene');
  await within('the tab to be sent away', tab.closed);
  const again = await openWire(node, { cookie: context.browser.cookiesFor(node.url) });
  const opened = await watch(again);
  await mark(context, 'after');
  await until('the mark', () => again.received('frame').length > 0);

  assert.equal(opened, { ok: true, value: { view: 'everyone' } });
  tellsNothingOf([ana, bor], 'the tab', again.frames.join('\n'));
  assert.not.match(again.frames.join('\n'), /before|after/);
  again.close();
});

browser('leaves the former signed in elsewhere', async (context) => {
  const { house, node, ana, tab } = context;
  const id = 'a'.repeat(64);
  await house.sql(
    `insert into sessions (id_hash, account_id, created_at, seen_at, expires_at)
     select $1, account_id, created_at, seen_at, expires_at from sessions where account_id = $2`,
    [id, ana.account],
  );

  await signInAs(context.browser, node, 'Cene');
  await within('the tab to be sent away', tab.closed);

  const left = await house.sql('select id_hash from sessions where account_id = $1', [ana.account]);
  assert.equal(left, [{ id_hash: id }]);
});

browser.run();
