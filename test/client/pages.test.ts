import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { addressOf, isServedElsewhere, pages, readAddress } from '../../shared/pages.ts';

const addresses = suite('addresses');

addresses('of every page are read as they are written, in every community', () => {
  for (const page of Object.keys(pages) as (keyof typeof pages)[]) {
    for (const community of ['default', 'night-owls']) {
      const params = page === 'day' ? { day: '2026-11-18' } : {};

      const path = addressOf(page, params, community);

      assert.equal(readAddress(path), { community, page, params }, path);
      assert.equal(
        readAddress(`${path}/`)?.page,
        page === 'tonight' && path === '/' ? undefined : page,
        path,
      );
    }
  }
});

addresses('name no community where it is the default one', () => {
  assert.is(addressOf('tonight'), '/');
  assert.is(addressOf('day', { day: '2026-11-18' }), '/day/2026-11-18');
  assert.is(addressOf('tonight', {}, 'night-owls'), '/c/night-owls');
  assert.is(addressOf('grid', {}, 'night-owls'), '/c/night-owls/grid');
});

addresses('lead nowhere where there is no page, no such day, or a second address', () => {
  for (const path of [
    '/nowhere',
    '/day/2026-02-30',
    '/day/',
    '/day/2026-11-18/more',
    '/grid/more',
    '/c/nowhere/at/all',
    '/c/default/grid',
    '/c/',
    '',
  ]) {
    assert.is(readAddress(path), undefined, path);
  }
});

addresses('of the server are whole words of a path', () => {
  for (const path of ['/api', '/api/availability', '/feed/x.ics', '/socket.io/']) {
    assert.ok(isServedElsewhere(path), path);
  }
  for (const path of ['/', '/grid', '/feedback', '/apiary', '/me']) {
    assert.not(isServedElsewhere(path), path);
  }
});

addresses.run();
