/** Owns the environment: read once, checked, turned into values. Secrets come from nowhere else. */
import { z } from 'zod';

const Url = (protocols: RegExp) => z.url({ protocol: protocols });
const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|::1|\[::1\])$/.test(host);

const Environment = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(7000),
  HOST: z.string().min(1).optional(),
  PUBLIC_URL: Url(/^https?$/).optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  DATABASE_URL: Url(/^postgres(ql)?$/).optional(),
  DATABASE_OWNER_URL: Url(/^postgres(ql)?$/).optional(),
  REDIS_URL: Url(/^rediss?$/).optional(),
  OIDC_ISSUER: Url(/^https?$/).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  SESSION_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
  MUSTER_DATA: z.string().min(1).default('.data'),
  MUSTER_LIMIT_FACTOR: z.coerce.number().positive().default(1),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
});

export type Oidc = { issuer: string; clientId: string; clientSecret: string };

/** What the process was told. Parts that are missing are brought along by `main`. */
export type Config = {
  isProduction: boolean;
  host: string;
  port: number;
  publicUrl: string | undefined;
  /** Proxies in front whose X-Forwarded-For is believed. */
  proxies: number;
  database: { appUrl: string; ownerUrl: string } | undefined;
  redisUrl: string | undefined;
  oidc: Oidc | undefined;
  sessionSecret: string | undefined;
  dataDirectory: string;
  limitFactor: number;
  logLevel: string;
};

/** What one node needs; nothing is missing any more. */
export type NodeConfig = {
  host: string;
  port: number;
  publicUrl: string | undefined;
  proxies: number;
  databaseUrl: string;
  redisUrl: string | undefined;
  /** `local` starts the local identity provider beside the node. */
  oidc: Oidc | 'local';
  isProduction: boolean;
  sessionSecret: string;
  limitFactor: number;
  clientDirectory: string;
};

/** Throws an Error whose message names every variable that is wrong. */
export const readConfig = (environment: NodeJS.ProcessEnv): Config => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`The environment is not right. ${reasons.join('; ')}.`);
  }
  const env = parsed.data;
  const oidc = [env.OIDC_ISSUER, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET];
  if (oidc.some(Boolean) && !oidc.every(Boolean)) {
    throw new Error('Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET together.');
  }
  const [issuer, clientId, clientSecret] = oidc;
  const config: Config = {
    isProduction: env.NODE_ENV === 'production',
    // Whoever can reach the local provider may sign in as anyone: it stays on this machine.
    host: env.HOST ?? (issuer ? '0.0.0.0' : '127.0.0.1'),
    port: env.PORT,
    publicUrl: env.PUBLIC_URL,
    proxies: env.TRUST_PROXY,
    database: env.DATABASE_URL
      ? { appUrl: env.DATABASE_URL, ownerUrl: env.DATABASE_OWNER_URL ?? env.DATABASE_URL }
      : undefined,
    redisUrl: env.REDIS_URL,
    oidc: issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined,
    sessionSecret: env.SESSION_SECRET,
    dataDirectory: env.MUSTER_DATA,
    limitFactor: env.MUSTER_LIMIT_FACTOR,
    logLevel: env.LOG_LEVEL,
  };
  const missing = missingFor(config);
  if (missing) throw new Error(missing);
  return config;
};

const missingFor = (config: Config): string | undefined => {
  if (config.isProduction) {
    if (!config.oidc)
      return 'In production, set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.';
    if (!config.database) return 'In production, set DATABASE_URL.';
    if (!config.publicUrl) return 'In production, set PUBLIC_URL to the address people open.';
    const { protocol, hostname } = new URL(config.publicUrl);
    if (protocol !== 'https:' && !isLoopback(hostname)) {
      return 'In production, PUBLIC_URL begins with https: a session must not travel in the clear.';
    }
  }
  if (config.database && !config.sessionSecret && config.isProduction) {
    return 'In production, set SESSION_SECRET: 32 random characters or more, the same on every node.';
  }
  if (!config.oidc && !isLoopback(config.host)) {
    return 'The local identity provider lets anyone in as anyone, so it only exists on this machine: set OIDC_ISSUER to listen on HOST.';
  }
  return undefined;
};
