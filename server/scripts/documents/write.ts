/** Owns `npm run docs`: writes docs/protocol.md from the contract, and nothing else. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { protocolDocument } from './protocol-document.ts';

writeFileSync(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'protocol.md'),
  protocolDocument(),
);
