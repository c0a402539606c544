import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { servedElsewhere } from '../../shared/pages.ts';

const origin = 'http://muster.test';
const file = join(import.meta.dirname, '..', '..', 'client', 'device', 'worker.ts');

type Asking = { request: { url: string; method: string; mode: string }; respondWith(): void };

/** The worker as the browser starts it; asks it for a path, and says whether it answers. */
const startWorker = () => {
  const heard = new Map<string, (event: Asking) => void>();
  const scope = {
    addEventListener: (name: string, listener: (event: Asking) => void) =>
      heard.set(name, listener),
  };
  const built = { version: '1', files: ['/index.html', '/theme.js'], servedElsewhere };
  const caches = { open: async () => ({ match: async () => undefined }) };
  const fetch = async () => ({ status: 200 });
  const world = { self: scope, built, caches, fetch, setTimeout, URL, location: { origin } };
  runInContext(stripTypeScriptTypes(readFileSync(file, 'utf8')), createContext(world));
  return (path: string, mode = 'navigate', method = 'GET'): boolean => {
    let answers = false;
    const request = { url: new URL(path, origin).href, method, mode };
    const respondWith = () => {
      answers = true;
    };
    heard.get('fetch')?.({ request, respondWith });
    return answers;
  };
};

const worker = suite('the worker');

worker('answers for neither data nor feeds, nor for anything of the server', () => {
  const answers = startWorker();

  for (const path of [
    '/api/availability',
    '/feed/x.ics',
    '/auth/sign-in',
    ...servedElsewhere.map((name) => `/${name}`),
  ]) {
    assert.not(answers(path), path);
    assert.not(answers(path, 'cors'), path);
  }
});

worker('answers for pages and for files of its version, and for no write', () => {
  const answers = startWorker();

  assert.ok(answers('/'));
  assert.ok(answers('/feedback'));
  assert.ok(answers('/theme.js', 'no-cors'));
  assert.not(answers('/other.js', 'no-cors'));
  assert.not(answers('/', 'navigate', 'POST'));
  assert.not(answers('http://elsewhere.test/'));
});

worker.run();
