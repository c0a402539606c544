/** Owns quoting shared/ as it is written: type declarations, and the comments above schemas. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const shared = join(import.meta.dirname, '..', '..', '..', 'shared');
const text = globSync('**/*.ts', { cwd: shared })
  .sort()
  .map((file) => readFileSync(join(shared, file), 'utf8'))
  .join('\n');

/** The comment right above a declaration, as it stands there. */
const above = String.raw`(/\*\*(?:(?!\*/)[^])*\*/\n)?`;

/** An exported type with its comments, without `export` and `readonly`. */
export const declarationOf = (type: string): string => {
  const [found] = text.match(new RegExp(`${above}export type ${type}\\b[^]*?;\\n(?=\\n)`)) ?? [];
  if (!found) throw new Error(`shared/ declares no type ${type}.`);
  return found.replace('export type', 'type').replaceAll('readonly ', '').trim();
};

/** The words of the comment above a schema, in one line; empty when there is none. */
export const commentOf = (schema: string): string => {
  const [, comment = ''] = text.match(new RegExp(`${above}export const ${schema} = `)) ?? [];
  return comment
    .replace(/^\/\*\*|\*\/\n$/g, '')
    .replace(/\s*\n \* ?/g, ' ')
    .trim();
};
