/**
 * Owns what is there without a server: the files of one version, and the page for every address. The
 * network always comes first for a page, so that nobody stays on an old version. Must never answer
 * for data, and never imports anything: it is one file of its own.
 */

/** Put before this file by the build: what it made, a name that changes with any of it, and the rest. */
declare const built: {
  readonly version: string;
  readonly files: readonly string[];
  /** First parts of paths that are the server's: data, signing in, and what machines read. */
  readonly servedElsewhere: readonly string[];
};

type Lasting = Event & { waitUntil(work: Promise<unknown>): void };
type Asking = Lasting & { readonly request: Request; respondWith(answer: Promise<Response>): void };
type Scope = {
  addEventListener(event: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(event: 'fetch', listener: (event: Asking) => void): void;
};

const scope = self as unknown as Scope;
const prefix = 'muster-';
const cacheName = prefix + built.version;
const page = '/index.html';
/** Longer than a slow network needs for a small page; shorter than somebody waits for nothing. */
const patienceMs = 4_000;

const isNotOurs = (path: string): boolean =>
  built.servedElsewhere.includes(path.split('/')[1] ?? '');

const bearsItsVersion = (path: string): boolean => path.startsWith('/assets/');

const keepVersion = async (): Promise<void> => {
  const cache = await caches.open(cacheName);
  await cache.addAll(
    built.files.map(
      (path) => new Request(path, { cache: bearsItsVersion(path) ? 'default' : 'no-cache' }),
    ),
  );
};

const forgetOlder = async (): Promise<void> => {
  const older = (await caches.keys()).filter(
    (name) => name.startsWith(prefix) && name !== cacheName,
  );
  await Promise.all(older.map((name) => caches.delete(name)));
};

const kept = async (path: string): Promise<Response | undefined> =>
  (await caches.open(cacheName)).match(path);

/** A server that is ill, or a proxy that finds none, is no server either. */
const openPage = async (request: Request): Promise<Response> => {
  const fresh = fetch(request);
  const here = await kept(page);
  if (!here) return fresh;
  const late = new Promise<undefined>((resolve) => {
    setTimeout(resolve, patienceMs);
  });
  const answer = await Promise.race([fresh.catch(() => undefined), late]);
  return answer && answer.status < 500 ? answer : here;
};

const openFile = async (request: Request, path: string): Promise<Response> => {
  const here = await kept(path);
  if (here && bearsItsVersion(path)) return here;
  const fresh = fetch(request);
  return here ? fresh.catch(() => here) : fresh;
};

scope.addEventListener('install', (event) => event.waitUntil(keepVersion()));

// Comes when no tab of an older version is open: none loses files it may still ask for.
scope.addEventListener('activate', (event) => event.waitUntil(forgetOlder()));

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || isNotOurs(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(openPage(request));
  else if (built.files.includes(pathname)) event.respondWith(openFile(request, pathname));
});
