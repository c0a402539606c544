/**
 * Owns the tokens of feeds: made, told again to their owner, recognised. A token is never stored;
 * the database holds what it was made of besides the secret, and its hash to find it by.
 */
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const tokenBytes = 24;

export type FeedTokens = {
  /** What a new token is made of; never the same twice, so that a closed link stays closed. */
  newNonce(): string;
  of(nonce: string): string;
};

/** `secret` is the server's. With another one, the same nonces give other tokens. */
export const feedTokens = (secret: string): FeedTokens => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'muster calendar feed', 32));
  return {
    newNonce: () => randomBytes(tokenBytes).toString('base64url'),
    of: (nonce) =>
      createHmac('sha256', key)
        .update(nonce)
        .digest()
        .subarray(0, tokenBytes)
        .toString('base64url'),
  };
};

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
