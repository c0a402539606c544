/** Owns how a labelled field looks: a text or a list to choose from. */
import { css } from 'lit';

export const field = css`
  label {
    display: grid;
    align-content: start;
    gap: var(--space-1);
    min-width: 0;
    font-size: var(--text-s);
    font-weight: 650;
  }
  input,
  select {
    width: 100%;
    min-width: 0;
    min-height: var(--target);
    padding: var(--space-2) var(--space-3);
    border: 1.5px solid var(--line-strong);
    border-radius: var(--round-s);
    background: var(--surface);
    color: var(--ink);
    font: 500 var(--text-m) / 1.3 var(--font);
    font-variant-numeric: tabular-nums;
    text-overflow: ellipsis;
  }
  input::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }
  input:disabled,
  select:disabled {
    border-color: var(--line);
    background: var(--sunken);
    color: var(--ink-soft);
    opacity: 1;
  }
  [aria-invalid='true'] {
    border-color: var(--accent-text);
  }
`;
