/** Owns who is looking at the grid right now. Names where they may be seen, else how many. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Presence } from '../../../shared/protocol.ts';
import { lookingNow, moreLooking } from '../../words/strings.ts';
import '../../ui/initials-avatar.ts';
import { base } from '../../ui/look/styles.ts';
import type { View } from '../view.ts';

const shownAtMost = 6;

@customElement('presence-list')
export class PresenceList extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        align-items: center;
        justify-content: flex-end;
        gap: var(--space-3);
        min-height: var(--target);
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      @media (max-width: 40rem) {
        /* Faces say how many by themselves, and the list says it aloud. */
        .all {
          display: none;
        }
      }
      ul {
        display: flex;
      }
      li {
        margin-inline-start: -0.5rem;
        border: 2px solid var(--page);
        border-radius: 50%;
        --avatar: 2.125rem;
      }
      li:first-child {
        margin-inline-start: 0;
      }
      p {
        white-space: nowrap;
      }
      p::before {
        content: '';
        display: inline-block;
        width: 0.5rem;
        height: 0.5rem;
        margin-inline-end: var(--space-2);
        border-radius: 50%;
        background: var(--available);
        vertical-align: 0.08em;
      }
    `,
  ];

  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) presence!: Pick<Presence, 'players' | 'total'>;

  override render() {
    const { players, total } = this.presence;
    const named = players.filter((player) => this.view.players?.[player]);
    if (named.length === 0) return total > 0 ? html`<p>${lookingNow(total)}</p>` : nothing;
    const shown = named.slice(0, shownAtMost);
    const more = Math.max(0, total - shown.length);
    return html`<ul role="list" aria-label=${lookingNow(total)}>
        ${repeat(
          shown,
          (player) => player,
          (player) => html`<li title=${this.view.nameOf(player)}>
            <initials-avatar .name=${this.view.nameOf(player)} .seed=${player}></initials-avatar>
            <span class="spoken">${this.view.nameOf(player)}</span>
          </li>`,
        )}
      </ul>
      <p class=${more > 0 ? '' : 'all'}>${more > 0 ? moreLooking(more) : lookingNow(total)}</p>`;
  }
}
