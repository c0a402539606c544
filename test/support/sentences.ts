/** Owns what the client says, read from its source: which sentences there are, and what a translation owes. */
import { readFileSync } from 'node:fs';
import { type ESTree, parseSync, Visitor } from 'vite';

export type Sentence = {
  readonly id: string;
  /** The English words, a value between one and the next. */
  readonly words: readonly string[];
};

/** As @lit/localize holds it: plain, or words with the numbers of the values between them. */
export type Template = string | { readonly strings: readonly string[]; readonly values: unknown[] };

/** Every `msg(...)` of a source file whose id is written out. Throws where one has no id at all. */
export const sentencesIn = (path: string): Sentence[] => {
  const found: Sentence[] = [];
  const { program, errors } = parseSync(path, readFileSync(path, 'utf8'));
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  new Visitor({
    CallExpression({ callee, arguments: [sentence, options] }) {
      if (callee.type !== 'Identifier' || callee.name !== 'msg') return;
      const id = idIn(options);
      if (!id) throw new Error(`${path}: a sentence has no id: ${wordsOf(sentence).join('…')}`);
      // An id that is put together names a family, such as the refusals: no one sentence.
      if (id.type === 'Literal') found.push({ id: `${id.value}`, words: wordsOf(sentence) });
    },
  }).visit(program);
  return found;
};

const idIn = (options: ESTree.Argument | undefined): ESTree.Expression | undefined => {
  if (options?.type !== 'ObjectExpression') return undefined;
  for (const property of options.properties) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
    if (property.key.name === 'id') return property.value as ESTree.Expression;
  }
  return undefined;
};

const wordsOf = (sentence: ESTree.Argument | undefined): string[] => {
  if (sentence?.type === 'Literal') return [`${sentence.value}`];
  if (sentence?.type !== 'TaggedTemplateExpression') return [];
  return sentence.quasi.quasis.map(({ value }) => value.cooked ?? value.raw);
};

/** What is wrong with a translation, in words; nothing when it is complete and says it all. */
export const findings = (
  sentences: readonly Sentence[],
  templates: Readonly<Record<string, Template>>,
): string[] => {
  const wanted = new Map(sentences.map((sentence) => [sentence.id, sentence]));
  const missing = [...wanted.keys()].filter((id) => templates[id] === undefined);
  const leftOver = Object.keys(templates).filter((id) => !wanted.has(id));
  const both = [...wanted.values()].flatMap(({ id, words }) => {
    const template = templates[id];
    return template === undefined ? [] : [{ id, words, template }];
  });
  return [
    ...missing.map((id) => `${id}: is missing`),
    ...leftOver.map((id) => `${id}: nobody says this`),
    ...both.filter(hasOtherValues).map(({ id }) => `${id}: has other values`),
    ...both.filter(isStillEnglish).map(({ id }) => `${id}: is still English`),
  ];
};

type Pair = { readonly words: readonly string[]; readonly template: Template };

const hasOtherValues = ({ words, template }: Pair): boolean => {
  const values =
    typeof template === 'string' ? [] : template.values.map(Number).sort((a, b) => a - b);
  return values.join() !== [...words.keys()].slice(0, -1).join();
};

/** Single words, such as names, may be the same in both languages. */
const isStillEnglish = ({ words, template }: Pair): boolean => {
  const translated: readonly string[] =
    typeof template === 'string' ? [template] : template.strings;
  const english = words.join(' ');
  return english === translated.join(' ') && (english.match(/\p{L}+/gu)?.length ?? 0) > 1;
};
