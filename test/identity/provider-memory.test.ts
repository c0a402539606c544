import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createProviderMemory } from '../../server/identity/provider-memory.ts';

const memory = suite('what the provider remembers');

memory('is bounded, and never who is signed in', async () => {
  const { adapter, keepName, nameOf } = createProviderMemory();
  const codes = adapter('AuthorizationCode');
  await codes.upsert('first', { grantId: 'a grant' }, 60);
  keepName('subject', 'Ana');
  for (let at = 0; at < 999; at += 1) await codes.upsert(`code ${at}`, {}, 60);

  assert.is(await codes.find('first'), undefined);
  assert.equal(await codes.find('code 998'), {});
  assert.is(nameOf('subject'), 'Ana');
  await codes.upsert('one more', {}, 60);
  assert.is(nameOf('subject'), undefined);

  await codes.upsert('spent', { grantId: 'a grant' }, 0);
  assert.is(await codes.find('spent'), undefined);
  await adapter('Session').upsert('browser', { accountId: 'Ana' }, 60);
  assert.is(await adapter('Session').find('browser'), undefined);
});

memory('is revoked with its grant', async () => {
  const { adapter } = createProviderMemory();
  const codes = adapter('AuthorizationCode');
  await codes.upsert('of it', { grantId: 'a grant' }, 60);
  await codes.upsert('of another', { grantId: 'another' }, 60);

  await codes.revokeByGrantId('a grant');

  assert.is(await codes.find('of it'), undefined);
  assert.equal(await codes.find('of another'), { grantId: 'another' });
});

memory.run();
