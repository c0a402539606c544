/** Owns what the rows of the grid are made of. Plain boxes without listeners: there are thousands. */
import { html, nothing } from 'lit';
import { readiness } from '../../shared/availability.ts';
import type { Day } from '../../shared/day.ts';
import { statuses } from '../../shared/grid.ts';
import { dayNumber, longDay, monthShort, weekdayShort } from '../dates.ts';
import {
  cellSentence,
  countsSentence,
  everybody,
  neededInWords,
  playersHead,
  you,
} from '../strings.ts';
import '../ui/initials-avatar.ts';
import type { View } from './view.ts';

export const headRow = (days: readonly Day[], today: Day) =>
  html`<div role="row" class="row heads">
    <div role="columnheader" class="name">${playersHead()}</div>
    ${days.map(
      (day, index) => html`<div
        role="columnheader"
        class="head ${day === today ? 'today' : ''}"
        aria-label=${longDay(day)}
      >
        <span>${weekdayShort(day)}</span><b>${dayNumber(day)}</b>
        <span>${index === 0 || day.endsWith('-01') ? monthShort(day) : nothing}</span>
      </div>`,
    )}
  </div>`;

/** The whole community: who is committed against the threshold, and the four counts. */
export const summaryRow = (id: string, view: View, days: readonly Day[]) =>
  html`<div role="row" class="row summary" data-row=${id}>
    <div role="rowheader" class="name">
      <span>${everybody()}</span>
      <span class="threshold">${neededInWords(view.settings.threshold)}</span>
    </div>
    ${days.map((day) => {
      const counts = view.countsOn(day);
      const { committed, isReady } = readiness(view.settings, counts);
      return html`<div
        role="gridcell"
        tabindex="-1"
        class="total ${isReady ? 'ready' : ''}"
      >
        <span class="spoken"
          >${countsSentence(longDay(day), committed, view.settings.threshold, counts)}</span
        >
        <b aria-hidden="true">${committed}/${view.settings.threshold}</b>
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

const nameCell = (view: View, player: string) => html`<div role="rowheader" class="name">
  <initials-avatar .name=${view.nameOf(player)} .seed=${player}></initials-avatar>
  <bdi title=${view.nameOf(player)}>${view.nameOf(player)}</bdi>
  ${player === view.me ? html`<span class="you">${you()}</span>` : nothing}
</div>`;

export const playerRow = (view: View, days: readonly Day[], player: string) =>
  html`<div role="row" class="row" data-row=${player}>
    ${nameCell(view, player)}
    ${days.map((day) => {
      const status = view.statusOn(day, player);
      return html`<div
        role="gridcell"
        tabindex="-1"
        class="cell"
        data-status=${status ?? nothing}
        aria-label=${cellSentence(longDay(day), view.nameOf(player), status)}
      ></div>`;
    })}
  </div>`;

/** My own row: its cells can be written, selected, and show what waits for its answer. */
export const myRow = (
  view: View,
  days: readonly Day[],
  me: string,
  selected: readonly [number, number] | undefined,
) =>
  html`<div role="row" class="row mine" data-row=${me}>
    ${nameCell(view, me)}
    ${days.map((day, column) => {
      const status = view.statusOn(day, me);
      const isSelected = selected && column >= selected[0] && column <= selected[1];
      return html`<div
        role="gridcell"
        tabindex="-1"
        class="cell ${view.waiting.has(day) ? 'waiting' : ''}"
        data-status=${status ?? nothing}
        aria-label=${cellSentence(longDay(day), view.nameOf(me), status)}
        aria-readonly="false"
        aria-selected=${isSelected ? 'true' : 'false'}
      ></div>`;
    })}
  </div>`;
