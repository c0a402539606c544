import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readConfig } from '../../server/config.ts';

const config = suite('the environment');

const secret = 'thirty-two characters, or more, of chance';
const oidc = {
  OIDC_ISSUER: 'https://issuer.example',
  OIDC_CLIENT_ID: 'muster',
  OIDC_CLIENT_SECRET: 'secret',
};
const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://muster.example',
  DATABASE_URL: 'postgres://app@db/muster',
  SESSION_SECRET: secret,
  ...oidc,
};

/** What is refused, and the words that name it. */
const refused: readonly [what: string, environment: NodeJS.ProcessEnv, why: RegExp][] = [
  ['plain http in production', { ...production, PUBLIC_URL: 'http://muster.example' }, /https/],
  ['no address in production', { ...production, PUBLIC_URL: '' }, /PUBLIC_URL/],
  ['no database in production', { ...production, DATABASE_URL: '' }, /DATABASE_URL/],
  ['no secret in production', { ...production, SESSION_SECRET: '' }, /SESSION_SECRET/],
  ['a short secret', { SESSION_SECRET: 'short' }, /SESSION_SECRET.*32/],
  [
    'no provider in production',
    { ...production, OIDC_ISSUER: '', OIDC_CLIENT_ID: '', OIDC_CLIENT_SECRET: '' },
    /OIDC_ISSUER/,
  ],
  ['half a provider', { ...production, OIDC_CLIENT_SECRET: '' }, /OIDC_CLIENT_SECRET together/],
  ['the local provider off loopback', { HOST: '0.0.0.0' }, /local identity provider.*OIDC_ISSUER/],
  ['a port that is none', { PORT: '70000' }, /PORT/],
  ['proxies that are no number', { TRUST_PROXY: 'all' }, /TRUST_PROXY/],
  ['an address of another kind', { PUBLIC_URL: 'ftp://muster.example' }, /PUBLIC_URL/],
  ['another database', { DATABASE_URL: 'mysql://db/muster' }, /DATABASE_URL/],
];

for (const [what, environment, why] of refused) {
  config(`refuses ${what}, by name`, () => {
    assert.throws(() => readConfig(environment), why);
  });
}

config('stays on this machine while anybody may sign in as anybody', () => {
  assert.is(readConfig({}).host, '127.0.0.1');
  assert.is(readConfig({ ...oidc }).host, '0.0.0.0');
});

config('takes plain http for this machine itself, in production too', () => {
  const { publicUrl } = readConfig({ ...production, PUBLIC_URL: 'http://localhost:7000' });
  assert.is(publicUrl, 'http://localhost:7000');
});

config.run();
