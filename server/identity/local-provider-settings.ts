/**
 * Owns how the local provider speaks OpenID Connect: one client, codes only, no consent, nothing
 * remembered beyond ten minutes. Serves no page.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Configuration } from 'oidc-provider';
import { problemPage } from './local-provider-pages.ts';
import { pageHeaders } from './pages.ts';
import type { ProviderMemory } from './provider-memory.ts';
import { languageOf } from './sentences.ts';

const minutes = (count: number): number => count * 60;

/** `home` is where its error page leads back to. */
export const localProviderSettings = ({
  client,
  redirectUris,
  memory,
  home,
}: {
  client: { id: string; secret: string };
  redirectUris: readonly string[];
  memory: ProviderMemory;
  home: string;
}): Configuration => ({
  adapter: memory.adapter,
  clients: [
    {
      client_id: client.id,
      client_secret: client.secret,
      redirect_uris: [...redirectUris],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      id_token_signed_response_alg: 'ES256',
    },
  ],
  responseTypes: ['code'],
  scopes: ['openid', 'profile'],
  claims: { openid: ['sub'], profile: ['name'] },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
  },
  // Made anew at each start: nothing that this provider signed outlives it.
  jwks: { keys: [signingKey()] },
  cookies: {
    keys: [randomBytes(32).toString('base64url')],
    // Browsers share cookies between the ports of a host: not the names of the app's own.
    names: {
      session: 'muster-provider.session',
      interaction: 'muster-provider.interaction',
      resume: 'muster-provider.resume',
    },
  },
  ttl: {
    Interaction: minutes(10),
    Session: minutes(10),
    Grant: minutes(10),
    AuthorizationCode: minutes(1),
    AccessToken: minutes(1),
    IdToken: minutes(5),
  },
  interactions: { url: (_ctx, { uid }) => `/sign-in/${uid}` },
  expiresWithSession: () => false,
  findAccount: (_ctx, subject) => ({
    accountId: subject,
    claims: () => {
      const name = memory.nameOf(subject);
      return { sub: subject, ...(name ? { name } : {}) };
    },
  }),
  // Everything Muster asks for is granted: there is nobody else to ask.
  async loadExistingGrant({ oidc }) {
    const accountId = oidc.session?.accountId;
    if (!accountId) return undefined;
    const grant = new oidc.provider.Grant({ clientId: client.id, accountId });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
  async renderError(ctx) {
    ctx.set(pageHeaders());
    ctx.body = problemPage(languageOf(ctx), home);
  },
});

const signingKey = () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' };
};
