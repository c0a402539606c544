/** Owns how figures are shown: verdicts and tables, on the terminal and in docs/performance.md. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type Figures, median, type ServerName, short } from './figures.ts';
import { judge } from './goals.ts';

const document = new URL('../../docs/performance.md', import.meta.url);
/** An artefact of one run on one machine: git ignores it. */
const directory = new URL('../../.bench/', import.meta.url);
const [begin, end] = ['<!-- measured: begin -->', '<!-- measured: end -->'];

const servers: readonly ServerName[] = ['ws', 'socket.io', 'http', 'muster', 'muster+redis'];

const laterIssues = [
  'durable chat messages per second',
  'campaign deliveries claimed, sent and recorded',
];

/** Everything measured, as Markdown. */
export function asMarkdown(figures: Figures, minutes: number): string {
  const verdicts = judge(figures).map(({ work, against, goal, ratio, isMet, of, to }) =>
    row([
      work,
      against,
      short(of),
      to === undefined ? '' : short(to),
      short(ratio),
      goal,
      isMet ? 'met' : '**missed**',
    ]),
  );
  const later = laterIssues.map((work) => row([work, '', '', '', '', '', 'not yet built']));
  const works = [...new Set(figures.all.map(({ work }) => work))];
  const node = process.versions.node.split('.')[0];
  const day = new Date().toISOString().slice(0, 10);
  return [
    `Measured on ${day}: ${availableParallelism()} cores, ${process.platform}, Node ${node}, loopback, ${short(minutes)} minutes.`,
    '',
    '### Goals',
    '',
    row(['work', 'against', 'Muster', 'reference', 'ratio', 'goal', '']),
    row(['---', '---', '---:', '---:', '---:', '---', '---']),
    ...verdicts,
    ...later,
    '',
    '### Figures',
    '',
    'Median, then minimum and maximum in brackets.',
    '',
    ...works.flatMap((work) => [...table(figures, work), '']),
  ].join('\n');
}

/** Replaces what stands between the marks of the document, and writes the machine-readable file. */
export function write(figures: Figures, minutes: number): void {
  const text = readFileSync(document, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has lost its marks ${begin}.`);
  const head = text.slice(0, from + begin.length);
  writeFileSync(document, `${head}\n${asMarkdown(figures, minutes)}${text.slice(to)}`);
  const machine = { cores: availableParallelism(), node: process.version };
  const measured = figures.all.map((figure) => ({ ...figure, median: median(figure.values) }));
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    new URL('performance.json', directory),
    `${JSON.stringify({ machine, goals: judge(figures), measured }, null, 2)}\n`,
  );
}

function table(figures: Figures, work: string): string[] {
  const unit = figures.all.find((figure) => figure.work === work)?.unit ?? '';
  const sizes = figures.sizes(work);
  const rows = servers.flatMap((server) => {
    const cells = sizes.map((size) => cell(figures.find(work, server, size)?.values));
    return cells.every((text) => text === '') ? [] : [row([server, ...cells])];
  });
  return [
    row([`${work} (${unit})`, ...sizes.map((size) => size.toLocaleString('en-GB'))]),
    row(['---', ...sizes.map(() => '---:')]),
    ...rows,
  ];
}

function cell(values: readonly number[] | undefined): string {
  if (!values) return '';
  const middle = short(median(values));
  if (values.length === 1) return middle;
  return `${middle} (${short(Math.min(...values))} to ${short(Math.max(...values))})`;
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
