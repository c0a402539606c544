/** Owns saying where two values differ, so that a failure names the cells instead of whole grids. */
import { isDeepStrictEqual } from 'node:util';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** At most so many are told. */
const most = 20;

/** One line for each place at which `actual` is not what is `expected`; none when they are equal. */
export const differences = (actual: unknown, expected: unknown, path = ''): string[] => {
  if (isDeepStrictEqual(actual, expected)) return [];
  if (!isRecord(actual) || !isRecord(expected)) {
    return [`${path}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
  }
  const names = [...new Set([...Object.keys(actual), ...Object.keys(expected)])];
  return names
    .flatMap((name) => differences(actual[name], expected[name], path ? `${path}.${name}` : name))
    .slice(0, most);
};
