/** Owns what a row of the day in half hours is made of: who, what they say, and the bar of their hours. */
import { html, nothing } from 'lit';
import { intervalOf, type TimeWindow } from '../../../shared/availability/window.ts';
import type { Day } from '../../../shared/day.ts';
import { startInWords } from '../../words/dates.ts';
import { statusName, you } from '../../words/strings.ts';
import * as say from '../../words/strings-day.ts';
import '../../ui/initials-avatar.ts';
import '../../ui/status-glyph.ts';
import type { Cursor } from '../grid/cursor.ts';
import { type Span, spanOf } from '../hours/timeline.ts';
import { windowInWords, windowOnDay } from '../hours/window-words.ts';
import type { View } from '../view.ts';
import type { Answer } from './answers.ts';
import { chosenBy } from './hours-cursor.ts';

/** From this many half hours on a bar of a wide page has room for its words. */
const longFrom = 4;

/** As bars and names say them. */
export const hoursInWords = (window: TimeWindow | null | undefined): string =>
  window ? windowInWords(window) : say.allEvening();

/** What stands beside the bar: all that the bar says is here in words. */
export const personOf = (view: View, day: Day, answer: Answer) => {
  const { player, status, window, note, setBy, isSuggestion } = answer;
  const when = hoursInWords(window);
  const isAbsent = status === undefined || status === 'NOT_PLAYING';
  return html`<div class="name person">
    <initials-avatar .name=${view.nameOf(player)} .seed=${player}></initials-avatar>
    <p class="who">
      <bdi>${view.nameOf(player)}</bdi>
      ${player === view.me ? html`<span class="soft">${you()}</span>` : nothing}
      ${status ? html`<span class="spoken">${isSuggestion ? say.usually(status) : statusName(status)}</span>` : nothing}
    </p>
    <p class="said">
      ${
        isAbsent
          ? nothing
          : html`<span title=${window ? windowOnDay(day, view.settings.zone, window) : nothing}
            >${when}</span
          >`
      }
      ${note ? html`<bdi class="note">${note}</bdi>` : nothing}
      ${setBy ? html`<span class="by">${say.setBy(view.nameOf(setBy))}</span>` : nothing}
    </p>
  </div>`;
};

/** `left` and `width` in half hours; `timeline-look.ts` knows how wide one is. */
const placed = ({ from, length }: Span): string => `--from: ${from}; --length: ${length}`;

/** Decoration: `personOf` has said it. */
export const barOf = (view: View, day: Day, answer: Answer, halves: readonly number[]) => {
  const { status, window, isSuggestion, player } = answer;
  if (status === undefined || status === 'NOT_PLAYING') return nothing;
  const { zone } = view.settings;
  const span = window ? spanOf(intervalOf(day, zone, window), halves) : undefined;
  if (span?.length === 0) return nothing;
  const classes = [
    'bar',
    span === undefined && 'open long',
    span && span.length >= longFrom && 'long',
    isSuggestion && 'suggestion',
    view.isWaiting(day, player) && 'waiting',
  ];
  return html`<div
    class=${classes.filter(Boolean).join(' ')}
    data-status=${status}
    aria-hidden="true"
    .style=${span ? placed(span) : ''}
  >
    <status-glyph .status=${status}></status-glyph>
    <span>${hoursInWords(window)}</span>
  </div>`;
};

/** The hours that a pointer is drawn over, or that the keyboard has chosen. */
export const strokeOf = (span: Span, window: TimeWindow | null) => html`<div
  class="bar drawn long"
  aria-hidden="true"
  .style=${placed(span)}
>
  <span>${hoursInWords(window)}</span>
</div>`;

export type Choice = {
  readonly halves: readonly number[];
  readonly zone: string;
  readonly cursor: Cursor;
  /** Who does not play has no hours to choose. */
  readonly isOut: boolean;
  readonly key: (event: KeyboardEvent) => void;
  readonly left: () => void;
};

/** My row once more, for the keyboard: a list of its half hours. */
export const choiceOf = ({ halves, zone, cursor, isOut, key, left }: Choice) => {
  const { from = -1, to = -1 } = chosenBy(cursor) ?? {};
  return html`<div
    class="choice"
    role="listbox"
    tabindex="0"
    aria-label=${say.myHours()}
    aria-description=${say.paintByKeys()}
    aria-orientation="horizontal"
    aria-multiselectable="true"
    aria-disabled=${isOut ? 'true' : nothing}
    aria-activedescendant=${`half-${cursor.column}`}
    @keydown=${key}
    @focusout=${left}
  >
    ${halves.map(
      (half, index) => html`<div
        role="option"
        id=${`half-${index}`}
        class=${index === cursor.column ? 'half here' : 'half'}
        aria-label=${startInWords(half, zone)}
        aria-selected=${index >= from && index <= to ? 'true' : 'false'}
        .style=${placed({ from: index, length: 1 })}
      ></div>`,
    )}
  </div>`;
};
