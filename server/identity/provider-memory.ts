/**
 * Owns what the local provider remembers: a bounded number of things, for minutes, in memory.
 * Never who is signed in: the provider asks for the name every time.
 */
import { LRUCache } from 'lru-cache';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

const most = 1_000;

export type ProviderMemory = {
  readonly adapter: AdapterFactory;
  keepName(subject: string, name: string): void;
  nameOf(subject: string): string | undefined;
};

/** Beyond 1,000 things the oldest is forgotten: that sign-in has to begin again. */
export const createProviderMemory = (): ProviderMemory => {
  const kept = new LRUCache<string, AdapterPayload>({ max: most });

  const keep = (key: string, payload: AdapterPayload, seconds: number) => {
    // To the cache, a time of 0 would be for ever.
    if (seconds > 0) kept.set(key, payload, { ttl: seconds * 1_000 });
    else kept.delete(key);
  };
  // Looking does not renew: what came first goes first.
  const recall = (key: string): AdapterPayload | undefined => kept.peek(key);

  const adapterOf = (model: string): Adapter => ({
    async upsert(id, payload, seconds = 600) {
      if (model !== 'Session') keep(`${model} ${id}`, payload, seconds);
    },
    async find(id) {
      return recall(`${model} ${id}`);
    },
    async findByUid() {},
    async findByUserCode() {},
    async consume(id) {
      const payload = recall(`${model} ${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1_000);
    },
    async destroy(id) {
      kept.delete(`${model} ${id}`);
    },
    async revokeByGrantId(grant) {
      for (const [key, { grantId }] of kept.entries()) if (grantId === grant) kept.delete(key);
    },
  });

  return {
    adapter: adapterOf,
    keepName: (subject, name) => keep(`name ${subject}`, { name }, 600),
    nameOf: (subject) => {
      const name = recall(`name ${subject}`)?.name;
      return typeof name === 'string' ? name : undefined;
    },
  };
};
