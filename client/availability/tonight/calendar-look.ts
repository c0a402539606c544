/** Owns how the month view looks. */
import { css } from 'lit';

export const calendarLook = css`
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-3);
    margin-bottom: var(--space-3);
  }
  table {
    width: 100%;
    border-collapse: separate;
    border-spacing: 2px;
    table-layout: fixed;
  }
  th {
    padding: var(--space-1) 0;
    overflow: hidden;
    color: var(--ink-soft);
    font-size: var(--text-xs);
    font-weight: 600;
  }
  td {
    height: 4.25rem;
    padding: 0;
    text-align: center;
    vertical-align: top;
  }
  .day,
  .past {
    display: grid;
    grid-template-rows: 1.3rem 1.25rem 1.1rem;
    place-items: center;
    width: 100%;
    height: 100%;
    padding: 3px 0;
    border: 1.5px solid transparent;
    border-radius: var(--round-s);
    background: var(--sunken);
    background-clip: padding-box;
    color: var(--ink);
    font: 600 var(--text-s) / 1 var(--font);
    font-variant-numeric: tabular-nums;
    --glyph: 1.125rem;
  }
  .day {
    min-height: var(--target);
    cursor: pointer;
  }
  .day:hover {
    border-color: var(--line-strong);
  }
  td[aria-selected='true'] .day {
    border-color: var(--accent-text);
    background: var(--accent-soft);
  }
  .day[aria-current] .number {
    color: var(--accent-text);
    font-weight: 850;
    text-decoration: underline;
    text-decoration-thickness: 2px;
    text-underline-offset: 3px;
  }
  .past {
    background: none;
    color: var(--ink-soft);
    font-weight: 400;
  }
  .waiting {
    border-style: dashed;
    border-color: var(--line-strong);
  }
  @media (max-width: 40rem) {
    table {
      border-spacing: 0;
    }
  }
  .stands {
    padding: 1px 5px;
    border-radius: 99rem;
    color: var(--ink-soft);
    font-size: 0.75rem;
  }
  .stands.ready {
    background: var(--accent);
    color: var(--on-accent);
  }
  @media (forced-colors: active) {
    td[aria-selected='true'] .day {
      border-color: Highlight;
      background: Highlight;
      forced-color-adjust: none;
    }
    td[aria-selected='true'] .day :is(.number, .stands) {
      background: none;
      color: HighlightText;
    }
    .day:focus-visible {
      outline-color: CanvasText;
    }
  }
`;
