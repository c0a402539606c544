/** Owns the one page of the local provider, and the one that says why it cannot be shown. */
import { html } from '../html.ts';
import { document } from './pages.ts';

const style = '/pages.css';

/** `problem` says what is wrong with the name typed before. */
export const nameForm = ({
  uid,
  problem,
  typed = '',
}: {
  uid: string;
  problem?: string;
  typed?: string;
}): string =>
  document({
    title: 'Sign in',
    style,
    content: html`<form method="post" action="/sign-in/${uid}">
        <label for="name">Name</label>
        <input id="name" name="name" value="${typed}" autocomplete="nickname" autofocus required
          ${problem ? html`aria-invalid="true" aria-describedby="wrong"` : ''}>
        ${problem ? html`<p class="wrong" id="wrong" role="alert">${problem}</p>` : ''}
        <p class="actions">
          <button class="primary">Sign in</button>
          <a class="other" href="/sign-in/${uid}/cancel">Cancel</a>
        </p>
      </form>
      <p class="note">
        This sign-in exists on this computer only and asks for no password: the same name is the
        same person.
      </p>`,
  });

/** `home` is where the person came from. */
export const problemPage = (home: string): string =>
  document({
    title: 'This sign-in is over',
    style,
    content: html`<p>It ran out, or began in another browser. Go back and begin again.</p>
      <p class="actions"><a class="primary" href="${home}/">Back to Muster</a></p>`,
  });
