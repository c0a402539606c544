/** Owns where somebody may be sent after signing in: a page of this site, never anywhere else. */

const longest = 512;
const here = 'http://here.invalid';

/** The path, with query and fragment, in the form a browser would ask for it; `/` when in doubt. */
export const returnPath = (wanted: unknown): string => {
  if (typeof wanted !== 'string' || wanted.length > longest || !wanted.startsWith('/')) return '/';
  // A browser reads `/\` as `//`, and drops tabs and line ends before it looks.
  if (/[\\\p{Cc}]/u.test(wanted)) return '/';
  const url = URL.parse(wanted, here);
  if (url?.origin !== here) return '/';
  const path = url.pathname + url.search + url.hash;
  // `/.//elsewhere` becomes `//elsewhere`; the sign-in routes would lead in a circle.
  return path.startsWith('//') || /^\/auth(?![\w-])/i.test(path) ? '/' : path;
};
