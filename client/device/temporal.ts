/**
 * Owns which calendar arithmetic the browser uses: its own, or else one fetched before anything is
 * drawn. The build puts this file wherever `temporal-polyfill` is imported.
 */

/** @public */
export let { Temporal } = globalThis;

/** Resolves when days can be counted. */
export const countDays = async (): Promise<void> => {
  if (Temporal) return;
  await import('temporal-polyfill/global');
  ({ Temporal } = globalThis);
};
