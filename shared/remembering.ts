/** Owns that a question about a short text, asked all the time, is answered from memory. */

/** Longer than any day, time and zone: what a sender made up may have megabytes. */
const longestKept = 64;

/** For days, zones and the like, which are few: an answer is kept, the oldest forgotten. */
export const remembering = <T>(ask: (text: string) => T, most = 1_000): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > longestKept) return ask(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = ask(text);
    const [oldest] = known.keys();
    if (known.size >= most && oldest !== undefined) known.delete(oldest);
    known.set(text, answer);
    return answer;
  };
};
