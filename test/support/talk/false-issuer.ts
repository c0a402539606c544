/** Owns an OpenID provider as strange as a test wants it: lets everybody in, and says what it is told to. */
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ProviderConfig } from '../../../server/identity/provider.ts';

type Claims = Readonly<Record<string, unknown>>;

export type FalseIssuer = {
  readonly config: ProviderConfig;
  /** Laid over what an honest provider would say. */
  says: { idToken: Claims; userinfo: Claims };
  close(): void;
};

const clientId = 'muster';

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Its ID tokens hold no name, so that a name is asked for at its userinfo. */
export const startFalseIssuer = async (): Promise<FalseIssuer> => {
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const nonces = new Map<string, unknown>();
  const says: FalseIssuer['says'] = { idToken: {}, userinfo: {} };

  const signed = (claims: Claims): string => {
    const text = `${encoded({ alg: 'RS256', kid: 'one' })}.${encoded(claims)}`;
    return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
  };

  app.get('/.well-known/openid-configuration', (_req, res) => {
    res.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    });
  });
  app.get('/keys', (_req, res) => {
    res.json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256' }] });
  });
  app.get('/authorize', (req, res) => {
    const code = randomUUID();
    nonces.set(code, req.query.nonce);
    const back = new URL(String(req.query.redirect_uri));
    back.searchParams.set('code', code);
    back.searchParams.set('state', String(req.query.state));
    res.redirect(303, back.href);
  });
  app.post('/token', express.urlencoded({ extended: false }), (req, res) => {
    const now = Math.floor(Date.now() / 1_000);
    const nonce = nonces.get(req.body.code);
    const honest = { iss: issuer, aud: clientId, sub: 'ana', nonce, iat: now, exp: now + 60 };
    const idToken = signed({ ...honest, ...says.idToken });
    res.json({ access_token: randomUUID(), token_type: 'bearer', id_token: idToken });
  });
  app.get('/userinfo', (_req, res) => {
    res.json({ sub: 'ana', name: 'Ana', ...says.userinfo });
  });

  return {
    config: { issuer, clientId, clientSecret: 'of this test only' },
    says,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
};
