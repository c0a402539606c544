/**
 * Owns what the local provider remembers: a bounded number of things, for minutes, in memory.
 * Never who is signed in: the provider asks for the name every time.
 */
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

const most = 1_000;

export type ProviderMemory = {
  readonly adapter: AdapterFactory;
  keepName(subject: string, name: string): void;
  nameOf(subject: string): string | undefined;
};

/** Beyond 1,000 things the oldest is forgotten: that sign-in has to begin again. */
export const createProviderMemory = (): ProviderMemory => {
  const kept = new Map<string, { payload: AdapterPayload; until: number }>();

  const keep = (key: string, payload: AdapterPayload, seconds: number) => {
    kept.delete(key);
    kept.set(key, { payload, until: Date.now() + seconds * 1_000 });
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
  };
  const recall = (key: string): AdapterPayload | undefined => {
    const found = kept.get(key);
    return found && found.until > Date.now() ? found.payload : undefined;
  };

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
      for (const [key, { payload }] of kept) if (payload.grantId === grant) kept.delete(key);
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
