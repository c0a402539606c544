/** Owns the snapshot endpoint, unchanged: answered in full and by 304, against bare `http` with the same bytes. */
import { request } from 'node:http';
import autocannon from 'autocannon';
import { type Server, startServer } from '../contestants/processes.ts';
import type { Stage } from '../contestants/stage.ts';
import type { Figures, ServerName } from '../figures.ts';

/** Asks `path` of the product and of a server that repeats its answers byte for byte. */
export async function measureSnapshot(
  { name, server: product }: Stage,
  path: string,
  headers: Record<string, string>,
  figures: Figures,
  { times, seconds }: { times: number; seconds: number },
): Promise<void> {
  const plain = { ...headers, 'accept-encoding': 'gzip' };
  const full = await fetchRaw(product, path, plain);
  const etag = full.headers.etag;
  if (full.status !== 200 || !etag) throw new Error(`No snapshot: ${full.status}, etag ${etag}.`);
  const conditional = { ...plain, 'if-none-match': etag };
  const unchanged = await fetchRaw(product, path, conditional);
  if (unchanged.status !== 304) throw new Error(`Unchanged is answered ${unchanged.status}.`);
  console.log(`  the snapshot has ${Buffer.from(full.body, 'base64').length} bytes as sent`);
  const bare = await startServer('../contestants/reference-http.ts', {
    ANSWERS: JSON.stringify({ full, unchanged }),
  });
  try {
    for (let i = 0; i < times; i++) {
      for (const [status, sent] of [
        [200, plain],
        [304, conditional],
      ] as const) {
        for (const [server, at] of [
          ['http', bare],
          [name, product],
        ] as const) {
          await shoot(server, at, path, sent, status, figures, seconds);
        }
      }
    }
  } finally {
    await bare.stop();
  }
}

async function shoot(
  name: ServerName,
  { address: { host, port }, ask }: Server,
  path: string,
  headers: Record<string, string>,
  status: number,
  figures: Figures,
  seconds: number,
): Promise<void> {
  const url = `http://${host}:${port}${path}`;
  await autocannon({ url, connections: 20, duration: 1, headers });
  const before = await ask('cpu', undefined);
  const result = await autocannon({ url, connections: 20, duration: seconds, headers });
  const cpuUs = (await ask('cpu', undefined)) - before;
  const { requests, errors, statusCodeStats } = result;
  const others = Object.keys(statusCodeStats).filter((code) => code !== String(status));
  if (errors > 0 || others.length > 0) {
    throw new Error(`${name} answered ${JSON.stringify(statusCodeStats)}, ${errors} errors.`);
  }
  figures.add(`snapshot ${status}`, name, 1, 'requests/s', requests.average);
  figures.add(`snapshot ${status}, CPU`, name, 1, 'µs per request', cpuUs / requests.total);
}

/** The answer as it travels: compressed when it comes compressed. */
async function fetchRaw(server: Server, path: string, headers: Record<string, string>) {
  return new Promise<{ status: number; headers: Record<string, string>; body: string }>(
    (resolve, reject) => {
      request({ ...server.address, path, headers }, async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        const kept = Object.entries(response.headers).filter(
          ([name]) => !['date', 'connection', 'keep-alive'].includes(name),
        );
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(kept) as Record<string, string>,
          body: Buffer.concat(chunks).toString('base64'),
        });
      })
        .on('error', reject)
        .end();
    },
  );
}
