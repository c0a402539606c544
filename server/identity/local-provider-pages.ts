/** Owns the one page of the local provider, and the one that says why it cannot be shown. */
import type { Language } from '../../shared/language.ts';
import { html } from '../http/html.ts';
import { document } from './pages.ts';
import { sentences } from './sentences.ts';

const style = '/pages.css';

/** `problem` says what is wrong with the name typed before. */
export const nameForm = ({
  language,
  uid,
  problem,
  typed = '',
}: {
  language: Language;
  uid: string;
  problem?: string;
  typed?: string;
}): string => {
  const { local: say } = sentences[language];
  return document({
    language,
    title: say.title,
    style,
    content: html`<form method="post" action="/sign-in/${uid}">
        <label for="name">${say.name}</label>
        <input id="name" name="name" value="${typed}" autocomplete="nickname" autofocus required
          ${problem ? html`aria-invalid="true" aria-describedby="wrong"` : ''}>
        ${problem ? html`<p class="wrong" id="wrong" role="alert">${say.wrongName(problem)}</p>` : ''}
        <p class="actions">
          <button class="primary">${say.title}</button>
          <a class="other" href="/sign-in/${uid}/cancel">${say.cancel}</a>
        </p>
      </form>
      <p class="note">${say.note}</p>`,
  });
};

/** `home` is where the person came from. */
export const problemPage = (language: Language, home: string): string => {
  const { stale, local, back } = sentences[language];
  return document({
    language,
    title: stale.title,
    style,
    content: html`<p>${local.over}</p>
      <p class="actions"><a class="primary" href="${home}/">${back}</a></p>`,
  });
};
