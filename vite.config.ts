/** Owns how the browser client is built, and served while developing. Must never shape the server. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type ESTree, type Plugin, Visitor } from 'vite';
import { servedElsewhere } from './shared/pages.ts';

// The server a developer has running beside `vite`: where `npm start` listens.
const server = 'http://localhost:7000';

const workerFile = 'sw.js';
/** Large, and asked for by the system or by other sites only: not worth keeping on every device. */
const notKept = /\.(png|map)$/;
const compressible = /\.(js|css|html|svg)$/;

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();

const hashOf = (folder: string, names: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const name of names) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('base64url').slice(0, 12);
};

const contractVersion = hashOf('shared', filesBelow('shared'));

/** Tells the worker what was built: the files to keep, a version that changes with any of them, and what is not its. */
const describeToWorker = (folder: string): void => {
  const files = filesBelow(folder).filter((name) => !notKept.test(name) && name !== workerFile);
  const built = {
    version: hashOf(folder, files),
    files: files.map((name) => `/${name}`),
    servedElsewhere,
  };
  const worker = join(folder, workerFile);
  const code = readFileSync(worker, 'utf8');
  writeFileSync(worker, `const built = ${JSON.stringify(built)};\n${code}`);
};

/** As small as they get, once; `server/http/files.ts` sends these. */
const precompress = (folder: string): void => {
  for (const name of filesBelow(folder).filter((file) => compressible.test(file))) {
    const path = join(folder, name);
    const content = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(content));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
};

/** Expressions that may declare a schema, or hold one. */
const declaring = new Set(['CallExpression', 'ObjectExpression']);
const shared = `${resolve('shared').replaceAll('\\', '/')}/`;

type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** What a view's value and change look like: beside `apply` and `merge`, which the browser needs. */
const schemasOfViews = (program: ESTree.Program): Edit[] => {
  const edits: Edit[] = [];
  new Visitor({
    ObjectExpression({ properties }) {
      const named = (name: string) =>
        properties.find(
          (one) =>
            one.type === 'Property' && one.key.type === 'Identifier' && one.key.name === name,
        );
      if (!named('apply') || !named('merge')) return;
      for (const schema of [named('state'), named('change')]) {
        if (schema) edits.push({ start: schema.start, end: schema.end, text: '...{}' });
      }
    },
  }).visit(program);
  return edits;
};

/**
 * Schemas only declare, and only the server asks them: the browser takes the rules that stand beside
 * them. A bundler cannot know that a call just declares, so each constant says it of itself; what
 * nobody uses is then left out, and zod with it.
 */
const leaveSchemas: Plugin = {
  name: 'muster-leave-schemas',
  apply: 'build',
  transform: {
    handler(code, id) {
      if (!id.startsWith(shared)) return undefined;
      const program = this.parse(code) as ESTree.Program;
      const values = program.body
        .map((node) => (node.type === 'ExportNamedDeclaration' ? node.declaration : node))
        .flatMap((node) => (node?.type === 'VariableDeclaration' ? node.declarations : []))
        .flatMap(({ init }) => (init && declaring.has(init.type) ? [init] : []));
      const edits = [
        ...values.flatMap(({ start, end }) => [
          { start, end: start, text: '/* @__PURE__ */ (() => (' },
          { start: end, end, text: '))()' },
        ]),
        ...schemasOfViews(program),
      ];
      // From the last to the first, so that what is still to come stays where it was.
      return edits
        .sort((a, b) => b.start - a.start)
        .reduce(
          (edited, { start, end, text }) => edited.slice(0, start) + text + edited.slice(end),
          code,
        );
    },
  },
};

const finish: Plugin = {
  name: 'muster-finish',
  apply: 'build',
  writeBundle({ dir = '' }) {
    describeToWorker(dir);
    precompress(dir);
    // What this client speaks, for the server that lets it in.
    writeFileSync(join(dir, 'contract.txt'), contractVersion);
  },
};

export default defineConfig({
  root: 'client',
  define: { contractVersion: JSON.stringify(contractVersion) },
  plugins: [leaveSchemas, finish],
  // Exactly this name: what the file itself fetches lies below it.
  resolve: {
    alias: [{ find: /^temporal-polyfill$/, replacement: resolve('client/device/temporal.ts') }],
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // light-dark() and oklch() reach the browser as written: these versions are the first to know both.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Nothing inline: the content security policy allows scripts and pictures from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: resolve('client/index.html'), worker: resolve('client/device/worker.ts') },
      output: {
        // A worker rules over the folder it lies in, and is asked for by the same name for ever.
        entryFileNames: ({ name }) => (name === 'worker' ? workerFile : 'assets/[name]-[hash].js'),
        // What the first page needs is one file, however many other pages need some of it too.
        codeSplitting: {
          groups: [{ name: 'app', tags: ['$initial'], test: (id) => !id.endsWith('/worker.ts') }],
        },
      },
    },
  },
  server: {
    fs: { allow: ['..'] },
    proxy: {
      '/api': server,
      '/auth': server,
      '/feed': server,
      '/socket.io': { target: server, ws: true },
    },
  },
});
