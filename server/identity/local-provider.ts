/**
 * Owns the sign-in of a machine of one's own: a real OpenID Connect provider that believes any name.
 * Refuses to exist in production and off loopback, and keeps nothing when it stops.
 */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { Provider } from 'oidc-provider';
import { PlayerName } from '../../shared/identity/names.ts';
import type { Log } from '../log.ts';
import { StartProblem } from '../start-problem.ts';
import { nameForm, problemPage } from './local-provider-pages.ts';
import { localProviderSettings } from './local-provider-settings.ts';
import { pageHeaders, stylesheet } from './pages.ts';
import { isLoopback, type ProviderConfig } from './provider.ts';
import { createProviderMemory, type ProviderMemory } from './provider-memory.ts';
import { languageOf } from './sentences.ts';

export type LocalProvider = {
  /** For `createSignIn`, here or in another node on this machine. Its secret is new at each start. */
  readonly config: ProviderConfig;
  close(): Promise<void>;
};

/**
 * `port` 0 takes any. `redirectUris` are where it may send browsers.
 * Throws `StartProblem` in production, off loopback, and when the port is taken.
 */
export const startLocalProvider = async ({
  host,
  port,
  production,
  redirectUris,
  log,
}: {
  host: string;
  port: number;
  production: boolean;
  redirectUris: readonly string[];
  log: Log;
}): Promise<LocalProvider> => {
  if (production) {
    throw new StartProblem(
      'The local sign-in believes any name and is not for production: set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.',
    );
  }
  const hostInUrl = isIPv6(host) ? `[${host}]` : host;
  if (!isLoopback(hostInUrl)) {
    throw new StartProblem(
      `The local sign-in believes any name and may listen on loopback only, not on ${host}.`,
    );
  }
  const server = createServer();
  const issuer = `http://${hostInUrl}:${await listen(server, host, port)}`;
  const client = { id: 'muster', secret: randomBytes(32).toString('base64url') };
  const memory = createProviderMemory();
  const origins = [...new Set(redirectUris.map((uri) => new URL(uri).origin))];
  const home = origins[0] ?? issuer;
  const settings = localProviderSettings({ client, redirectUris, memory, home });
  const provider = new Provider(issuer, settings);
  // Koa would print what `server_error` tells us already.
  provider.silent = true;
  provider.on('server_error', (_ctx, error) => {
    log.error({ err: error }, 'the local sign-in failed');
  });
  server.on('request', serve({ provider, memory, issuer, origins, home, log }));

  return {
    config: { issuer, clientId: client.id, clientSecret: client.secret, isLocal: true },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
};

const listen = async (server: Server, host: string, port: number): Promise<number> => {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new StartProblem(`Port ${port}, for the local sign-in, is taken by another program.`);
  }
  return (server.address() as AddressInfo).port;
};

const serve = ({
  provider,
  memory,
  issuer,
  origins,
  home,
  log,
}: {
  provider: Provider;
  memory: ProviderMemory;
  issuer: string;
  origins: readonly string[];
  home: string;
  log: Log;
}): Express => {
  const app = express().disable('x-powered-by');
  // The form's answer leads back to the app, by redirects.
  const headers = pageHeaders(["'self'", ...origins]);
  const { host } = new URL(issuer);

  // A page elsewhere whose name resolves to this machine is not us.
  app.use((req, res, next) => {
    if (req.headers.host === host) next();
    else res.status(421).type('text').send(`This is ${issuer}.\n`);
  });
  app.get('/pages.css', (_req, res) => {
    res.type('css').send(stylesheet);
  });
  app.get('/icon.svg', (_req, res) => {
    res.sendFile(join(import.meta.dirname, '../../client/public/icon.svg'));
  });

  app.get('/sign-in/:uid', async (req, res) => {
    const { uid } = await provider.interactionDetails(req, res);
    res.set(headers).send(nameForm({ language: languageOf(req), uid }));
  });
  app.post(
    '/sign-in/:uid',
    express.urlencoded({ extended: false, limit: '4kb' }),
    async (req, res) => {
      const { uid } = await provider.interactionDetails(req, res);
      const typed: unknown = req.body?.name;
      const name = PlayerName.safeParse(typed);
      if (!name.success) {
        const problem = name.error.issues[0]?.message ?? 'Choose another name.';
        const again = nameForm({
          language: languageOf(req),
          uid,
          problem,
          typed: typeof typed === 'string' ? typed : '',
        });
        res.status(422).set(headers).send(again);
        return;
      }
      const subject = subjectOf(name.data);
      memory.keepName(subject, name.data);
      await provider.interactionFinished(req, res, {
        login: { accountId: subject, remember: false },
      });
    },
  );
  app.get('/sign-in/:uid/cancel', async (req, res) => {
    await provider.interactionFinished(req, res, { error: 'access_denied' });
  });

  app.use(provider.callback());
  app.use(((error, req, res, next) => {
    if (res.headersSent) return next(error);
    const status = Number(error.status ?? error.statusCode) || 500;
    if (status >= 500) log.error({ err: error }, 'the local sign-in failed');
    res
      .status(status)
      .set(pageHeaders())
      .send(problemPage(languageOf(req), home));
  }) satisfies ErrorRequestHandler);
  return app;
};

/** One account for one name, however its case and accents were typed. ASCII, as OpenID Connect asks. */
export const subjectOf = (name: string): string => {
  // Upper case first: so ß meets SS, and both forms of the Greek sigma each other.
  const folded = name.trim().normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
  return createHash('sha256').update(folded).digest('base64url');
};
