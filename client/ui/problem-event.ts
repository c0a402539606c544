/** Owns the event by which an element tells what went wrong where it has no place of its own to say it. */
export class ProblemEvent extends Event {
  /** With the next step where there is one. */
  readonly sentence: string;

  constructor(sentence: string) {
    super('problem', { bubbles: true, composed: true });
    this.sentence = sentence;
  }
}
