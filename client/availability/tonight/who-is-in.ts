/** Owns who has answered for a day: the queue in order, then the others by status. Counts where names are not seen. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { answersIn, type Status } from '../../../shared/availability/grid.ts';
import type { Day } from '../../../shared/day.ts';
import { byName } from '../../words/dates.ts';
import { inQueue, nobodyYet, queue, queueIsEmpty, statusName, you } from '../../words/strings.ts';
import '../../ui/initials-avatar.ts';
import '../../ui/status-glyph.ts';
import { base } from '../../ui/look/styles.ts';
import '../status-counts.ts';
import { windowInWords } from '../hours/window-words.ts';
import type { View } from '../view.ts';

const others: readonly Status[] = ['AVAILABLE', 'MAYBE', 'NOT_PLAYING'];

@customElement('who-is-in')
export class WhoIsIn extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        container-type: inline-size;
      }
      .all {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4) var(--space-6);
      }
      @container (min-width: 34rem) {
        .all {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }
      h3 {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        --glyph: 1.25rem;
        margin-bottom: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: 650;
        line-height: 1.3;
      }
      .names {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      li {
        --avatar: 1.75rem;
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        max-width: 100%;
        padding: 3px var(--space-3) 3px 3px;
        border-radius: 99rem;
        background: var(--sunken);
        font-size: var(--text-s);
        font-weight: 600;
      }
      .place {
        padding-inline-start: var(--space-2);
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .hours {
        flex: none;
        color: var(--ink-soft);
        font-size: var(--text-xs);
        font-weight: 500;
        font-variant-numeric: tabular-nums;
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .empty {
        margin-top: var(--space-2);
        color: var(--ink-soft);
      }
    `,
  ];

  @property({ attribute: false }) view!: View;
  @property() day: Day = '';

  override render() {
    const { view, day } = this;
    const counts = view.countsOn(day);
    if (!view.players) {
      return html`<status-counts .counts=${counts}></status-counts>
        ${
          day === view.today
            ? html`<p class="empty">${counts.LOOKING ? inQueue(counts.LOOKING) : queueIsEmpty()}</p>`
            : nothing
        }`;
    }
    return html`<div class="all">
      ${day === view.today ? this.#queue() : this.#named('LOOKING')}
      ${others.map((status) => this.#named(status))}
      ${answersIn(counts) === 0 ? html`<p class="empty">${nobodyYet()}</p>` : nothing}
    </div>`;
  }

  /** Today's, in the order they joined; said in words when there is none. */
  #queue() {
    const players = this.view.queueOn(this.day);
    return html`<section>
      <h3><status-glyph status="LOOKING"></status-glyph>${queue()}</h3>
      ${
        players.length > 0
          ? this.#names(players, true)
          : html`<p class="empty">${queueIsEmpty()}</p>`
      }
    </section>`;
  }

  #named(status: Status) {
    const players = Object.entries(this.view.entriesOn(this.day))
      .filter(([, entry]) => entry.status === status)
      .map(([player]) => player)
      .sort((a, b) => byName(this.view.nameOf(a), this.view.nameOf(b)));
    if (players.length === 0) return nothing;
    return html`<section>
      <h3><status-glyph .status=${status}></status-glyph>${statusName(status)}</h3>
      ${this.#names(players, false)}
    </section>`;
  }

  #hours(player: string) {
    const window = this.view.entryOn(this.day, player)?.window;
    return window ? html`<span class="hours">${windowInWords(window)}</span>` : nothing;
  }

  #names(players: readonly string[], numbered: boolean) {
    return html`<ol class="names" role="list">
      ${repeat(
        players,
        (player) => player,
        (player, index) => html`<li>
          ${numbered ? html`<span class="place">${index + 1}</span>` : nothing}
          <initials-avatar .name=${this.view.nameOf(player)} .seed=${player}></initials-avatar>
          <bdi class="name">${this.view.nameOf(player)}</bdi>
          ${player === this.view.me ? html`<span class="place">${you()}</span>` : nothing}
          ${this.#hours(player)}
        </li>`,
      )}
    </ol>`;
  }
}
