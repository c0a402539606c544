/** Owns the one error that is no bug: why Muster cannot start, in a sentence for who started it. */

/** Its message is all that is shown; it never carries a stack to the reader. */
export class StartProblem extends Error {
  override name = 'StartProblem';
}
