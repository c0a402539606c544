/** Owns the few pages the server draws itself, around signing in: their frame, style and headers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../shared/language.ts';
import { type Html, html } from '../http/html.ts';

export const stylesheet = readFileSync(join(import.meta.dirname, 'pages.css'), 'utf8');

/** `style` and `theme` are paths on the page's own origin; only the app knows a chosen theme. */
export const document = ({
  language,
  title,
  content,
  style,
  theme,
}: {
  language: Language;
  title: string;
  content: Html;
  style: string;
  theme?: string;
}): string =>
  html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} · Muster</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml">
    ${theme ? html`<script src="${theme}"></script>` : ''}
    <link rel="stylesheet" href="${style}">
  </head>
  <body>
    <main>
      <p class="brand"><img src="/icon.svg" alt="" width="36" height="36">Muster</p>
      <h1>${title}</h1>
      ${content}
    </main>
  </body>
</html>
`.text;

/** `targets` are the origins a form may lead to: Chromium checks every redirect after it too. */
export const pageHeaders = (targets: readonly string[] = []): Record<string, string> => ({
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    `form-action ${targets.length > 0 ? targets.join(' ') : "'none'"}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
});
