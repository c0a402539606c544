/** The reference of the snapshot endpoint: bare `http` that answers the same bytes and headers, or 304. */
import { createServer, type OutgoingHttpHeaders } from 'node:http';

type Answer = { status: number; headers: OutgoingHttpHeaders; body: string };

const { full, unchanged } = JSON.parse(process.env.ANSWERS ?? '{}') as {
  full: Answer;
  unchanged: Answer;
};
const bytes = Buffer.from(full.body, 'base64');

createServer((request, response) => {
  if (request.headers['if-none-match']) response.writeHead(304, unchanged.headers).end();
  else response.writeHead(200, full.headers).end(bytes);
}).listen(Number(process.argv[2]), '127.0.0.1');
