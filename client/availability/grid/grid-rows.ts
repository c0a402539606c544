/** Owns what the rows of the grid are made of. Plain boxes without listeners: there are hundreds. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { readiness } from '../../../shared/availability/commands.ts';
import { statuses } from '../../../shared/availability/grid.ts';
import type { Day } from '../../../shared/day.ts';
import { pathTo } from '../../route.ts';
import { clockTime, dayNumber, monthShort, weekdayShort } from '../../words/dates.ts';
import { countsSentence, everybody, neededInWords, playersHead, you } from '../../words/strings.ts';
import { cellSentence, committedSentence } from '../../words/strings-grid.ts';
import '../../ui/initials-avatar.ts';
import type { View } from '../view.ts';
import type { Column } from './grid-columns.ts';

/** A row of a player: its place among all of them, and what my cells can do. */
export type Row = {
  readonly at: number;
  readonly player: string;
  readonly mayPaint: boolean;
  readonly isSelected: (column: number) => boolean;
};

/** Boxes stand side by side; one after a gap says how wide that is, and no other has a style of its own. */
const after = (gap: number): string => (gap > 0 ? `--gap: ${gap}` : '');
const classes = (...names: (string | false)[]): string => names.filter(Boolean).join(' ');

const byDay = <T>(columns: readonly Column[], draw: (column: Column) => T) =>
  repeat(columns, ({ day }) => day, draw);

export const headRow = (columns: readonly Column[], today: Day) =>
  html`<div role="row" class="row heads" aria-rowindex="1">
    <div role="columnheader" class="name" aria-colindex="1">${playersHead()}</div>
    ${byDay(
      columns,
      ({ at, day, inWords, isWeekStart, gap }) => html`<div
        role="columnheader"
        class=${classes('head', day === today && 'today', isWeekStart && 'week', gap > 0 && 'gap')}
        aria-colindex=${at + 2}
        .style=${after(gap)}
      >
        <a href=${pathTo('day', { day })} tabindex="-1">
          <span class="spoken">${inWords}</span>
          <span aria-hidden="true">${weekdayShort(day)}</span>
          <b aria-hidden="true">${dayNumber(day)}</b>
          <span aria-hidden="true"
            >${at === 0 || day.endsWith('-01') ? monthShort(day) : nothing}</span
          >
        </a>
      </div>`,
    )}
  </div>`;

/** From 0, nobody, to 1. */
const nearness = (committed: number, threshold: number): number =>
  Math.min(1, committed / threshold);

/** The whole community: who is committed against the threshold, and the four counts. */
export const summaryRow = (id: string, view: View, columns: readonly Column[]) =>
  html`<div role="row" class="row summary" aria-rowindex="2" data-row=${id}>
    <div role="rowheader" class="name" aria-colindex="1">
      <span>${everybody()}</span>
      <span class="threshold">${neededInWords(view.settings.threshold)}</span>
    </div>
    ${byDay(columns, ({ at, day, inWords, isWeekStart, gap }) => {
      const counts = view.countsOn(day);
      const { committed, isReady } = readiness(view.settings, counts);
      return html`<div
        role="gridcell"
        tabindex="-1"
        class=${classes('total', isReady && 'ready', isWeekStart && 'week', gap > 0 && 'gap')}
        aria-colindex=${at + 2}
        .style=${after(gap)}
      >
        <span class="spoken"
          >${countsSentence(inWords, committed, view.settings.threshold, counts)}</span
        >
        <span id=${`on-${day}`} hidden>${committedSentence(committed, view.settings.threshold)}</span>
        <b aria-hidden="true" .style=${`--near: ${nearness(committed, view.settings.threshold)}`}>${committed}/${view.settings.threshold}</b>
        <span aria-hidden="true" class="four">
          ${statuses.map(
            (status) =>
              html`<span class="count plain ${counts[status] ? '' : 'zero'}" data-status=${status}
                >${counts[status]}</span
              >`,
          )}
        </span>
      </div>`;
    })}
  </div>`;

const nameCell = (view: View, player: string) => html`<div
  role="rowheader"
  class="name"
  aria-colindex="1"
>
  <initials-avatar .name=${view.nameOf(player)} .seed=${player}></initials-avatar>
  <bdi title=${view.nameOf(player)}>${view.nameOf(player)}</bdi>
  ${player === view.me ? html`<span class="you">${you()}</span>` : nothing}
</div>`;

/** What a row's cells are drawn from: while all of it is the same, so is the row. */
export const partsOf = (view: View, columns: readonly Column[], row: Row): unknown[] => [
  columns,
  row.at,
  row.mayPaint,
  view.players,
  ...columns.flatMap(({ at, day }) => [
    view.entryOn(day, row.player) ?? view.suggestionOn(day, row.player),
    row.isSelected(at),
    view.isWaiting(day, row.player),
  ]),
];

export const playerRow = (view: View, columns: readonly Column[], row: Row) =>
  html`<div
    role="row"
    class=${classes('row', row.player === view.me && 'mine', row.mayPaint && 'paintable')}
    data-row=${row.player}
    aria-rowindex=${row.at + 3}
    .style=${`--at: ${row.at}`}
  >
    ${nameCell(view, row.player)}
    ${byDay(columns, (column) => cell(view, column, row))}
  </div>`;

/** Its name ends with how its day stands, so that this row stays as it is when another changes. */
const cell = (view: View, column: Column, { player, mayPaint, isSelected }: Row) => {
  const { at, day, inWords, isWeekStart, gap } = column;
  const entry = view.entryOn(day, player);
  const suggestion = view.suggestionOn(day, player);
  const setBy = entry?.by === undefined ? undefined : view.nameOf(entry.by);
  const sentence = cellSentence(inWords, view.nameOf(player), entry, suggestion, setBy);
  const { window, note } = entry ?? { window: suggestion?.window };
  const id = `c-${player}-${day}`;
  const hasMore = window !== undefined || note !== undefined || setBy !== undefined;
  return html`<div
    role="gridcell"
    tabindex="-1"
    id=${id}
    class=${classes(
      'cell',
      isWeekStart && 'week',
      gap > 0 && 'gap',
      suggestion !== undefined && 'suggestion',
      view.isWaiting(day, player) && 'waiting',
      window !== undefined && 'timed',
    )}
    data-status=${entry?.status ?? suggestion?.status ?? nothing}
    aria-colindex=${at + 2}
    aria-label=${sentence}
    aria-labelledby=${`${id} on-${day}`}
    aria-readonly=${mayPaint ? 'false' : nothing}
    aria-selected=${mayPaint ? isSelected(at) : nothing}
    title=${hasMore ? sentence : nothing}
    aria-description=${hasMore ? '' : nothing}
    .style=${after(gap)}
  >${
    window ? html`<span class="from" aria-hidden="true">${clockTime(window.from)}</span>` : nothing
  }${note ? html`<span class="note"></span>` : nothing}${
    setBy ? html`<span class="by"></span>` : nothing
  }</div>`;
};
