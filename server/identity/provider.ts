/**
 * Owns the conversation with the identity provider: where to send a browser, and who came back.
 * Knows no session and no route.
 */
import * as oidc from 'openid-client';
import { cleanName, PlayerName } from '../../shared/identity/names.ts';

export type ProviderConfig = {
  /** Such as `https://discord.com`; plain http is spoken on loopback only. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What to ask for; by default what names a person at this issuer. */
  readonly scope?: string;
  /** Muster's own provider: it asks for the name every time, and its port is no part of who you are. */
  readonly isLocal?: boolean;
};

/** What one sign-in must prove when it comes back. */
export type Proof = {
  readonly state: string;
  readonly nonce: string;
  /** PKCE (RFC 7636): only its digest travels through the browser. */
  readonly verifier: string;
};

export type Identity = { readonly issuer: string; readonly subject: string; readonly name: string };

export const newProof = (): Proof => ({
  state: oidc.randomState(),
  nonce: oidc.randomNonce(),
  verifier: oidc.randomPKCECodeVerifier(),
});

/** `cancelled` by the person, `stale` for the provider, or the provider is `unavailable`. */
export class SignInFailed extends Error {
  readonly because: 'cancelled' | 'stale' | 'unavailable';

  constructor(because: SignInFailed['because'], cause: unknown) {
    super(`${because}: ${described(cause)}`, { cause });
    this.name = 'SignInFailed';
    this.because = because;
  }
}

export type Provider = {
  /** Throws `SignInFailed` when the provider cannot be reached. */
  authorizationUrl(proof: Proof, redirectUri: string): Promise<URL>;
  /** Redeems the code in the URL that the provider sent the browser to. Throws `SignInFailed`. */
  identify(callback: URL, proof: Proof): Promise<Identity>;
};

// A person is waiting; a provider that takes longer is as good as down.
const patienceSeconds = 8;

/** Asks the provider nothing yet: it may be down while Muster starts, and come back later. */
export const createProvider = (config: ProviderConfig): Provider => {
  const { issuer, clientId, clientSecret, isLocal = false } = config;
  const scope =
    config.scope ?? (issuer === 'https://discord.com' ? 'openid identify' : 'openid profile');
  let discovered: Promise<oidc.Configuration> | undefined;

  // Asked once however many sign in; a failure is forgotten, so that the next sign-in asks again.
  const discover = (): Promise<oidc.Configuration> => {
    discovered ??= oidc
      .discovery(new URL(issuer), clientId, {}, authenticateBy(clientSecret), {
        timeout: patienceSeconds,
        execute: isLoopbackHttp(issuer) ? [oidc.allowInsecureRequests] : [],
      })
      .catch((error: unknown) => {
        discovered = undefined;
        throw new SignInFailed('unavailable', error);
      });
    return discovered;
  };

  return {
    async authorizationUrl({ state, nonce, verifier }, redirectUri) {
      return oidc.buildAuthorizationUrl(await discover(), {
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(isLocal ? { prompt: 'login' } : {}),
      });
    },

    async identify(callback, { state, nonce, verifier }) {
      const server = await discover();
      try {
        const tokens = await oidc.authorizationCodeGrant(server, callback, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) throw new TypeError('An ID token without claims.');
        const { iss, sub } = claims;
        const name =
          nameFrom(claims) ??
          (server.serverMetadata().userinfo_endpoint
            ? nameFrom(await oidc.fetchUserInfo(server, tokens.access_token, sub))
            : undefined);
        return { issuer: isLocal ? 'local' : iss, subject: sub, name: name ?? 'Player' };
      } catch (error) {
        throw new SignInFailed(reasonOf(error), error);
      }
    },
  };
};

/** The first claim that holds a usable name, cut to 32 characters. */
export const nameFrom = (claims: Readonly<Record<string, unknown>>): string | undefined => {
  for (const claim of [claims.name, claims.preferred_username, claims.nickname]) {
    if (typeof claim !== 'string') continue;
    const short = [...cleanName(claim.toWellFormed())].slice(0, 32).join('');
    const name = PlayerName.safeParse(short);
    if (name.success) return name.data;
  }
  return undefined;
};

/** An error with its causes in one line: `fetch failed: connect ECONNREFUSED`. No response bodies. */
const described = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  const code = error instanceof oidc.ResponseBodyError ? ` (${error.error})` : '';
  const cause = described(error.cause);
  return `${error.message}${code}${cause && ': '}${cause}`;
};

const reasonOf = (error: unknown): SignInFailed['because'] => {
  if (error instanceof oidc.AuthorizationResponseError) {
    if (error.error === 'access_denied') return 'cancelled';
    return /^(server_error|temporarily_unavailable)$/.test(error.error) ? 'unavailable' : 'stale';
  }
  // RFC 6749, 5.2: the code was used before, ran out, or was given to somebody else.
  if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') return 'stale';
  // What the browser brought is no answer to what was asked: a parameter missing, twice, or altered.
  if (error instanceof oidc.ClientError && error.code === 'OAUTH_INVALID_RESPONSE') return 'stale';
  return 'unavailable';
};

/** `client_secret_basic` is what a server that does not say accepts (OpenID Connect Discovery, 3). */
const authenticateBy = (secret: string): oidc.ClientAuth => {
  const basic = oidc.ClientSecretBasic(secret);
  const post = oidc.ClientSecretPost(secret);
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
};

const isLoopbackHttp = (issuer: string): boolean => {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'http:' && isLoopback(hostname);
};

/** Whether a host, as it stands in a URL, is this machine itself. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
