/** Owns which identity provider a node uses: the configured one, or a local one that ends with the node. */
import type { NodeConfig } from '../config.ts';
import type { Log } from '../log.ts';
import { startLocalProvider } from './local-provider.ts';
import type { ProviderConfig } from './provider.ts';
import { callbackPath } from './sign-in.ts';

/** The configured provider is only remembered here: nothing is asked of it yet. */
export const chooseProvider = async (
  { oidc, host, isProduction }: NodeConfig,
  origins: readonly string[],
  log: Log,
): Promise<{ config: ProviderConfig; close(): Promise<void> }> => {
  if (oidc !== 'local') return { config: oidc, close: async () => {} };
  return startLocalProvider({
    host,
    port: 0,
    production: isProduction,
    redirectUris: origins.map((origin) => origin + callbackPath),
    log,
  });
};
