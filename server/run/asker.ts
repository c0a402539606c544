/** Owns how those who call are told apart, in one word each: whose limit it is, and whose receipts. Pure. */
import type { By, Caller, Identity } from './feature.ts';

/** The same word for the same caller; `identity/store.ts` answers actors by it. */
export const askerOf = (by: By): string => {
  if (by === 'system' || by === 'nobody') return by;
  if ('session' in by) return sessionAsker(by.session);
  if ('account' in by) return accountAsker(by.account);
  return `service ${by.service}`;
};

const sessionAsker = (session: string): string => `session ${session}`;
const accountAsker = ({ issuer, subject }: Identity): string => `account ${issuer} ${subject}`;

/** Those among callers that the database knows. */
export const asked = (callers: readonly By[]): { sessions: string[]; accounts: Identity[] } => {
  const sessions = new Set<string>();
  const accounts = new Map<string, Identity>();
  for (const by of callers) {
    if (typeof by === 'string') continue;
    if ('session' in by) sessions.add(by.session);
    if ('account' in by) accounts.set(accountAsker(by.account), by.account);
  }
  return { sessions: [...sessions], accounts: [...accounts.values()] };
};

/** Who pays: whoever calls; for nobody the socket, and over HTTP, where there is none, the address. */
export const payerOf = ({ by, viewer, address }: Caller): string => {
  if (by !== 'nobody') return askerOf(by);
  return viewer ? `viewer ${viewer.id}` : `address ${address}`;
};
