import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { speak } from '../../client/words/language.ts';
import { templates } from '../../client/words/locales/de.ts';
import * as say from '../../client/words/strings.ts';
import { refusal, refusalStatus } from '../../shared/refusal.ts';
import { findings, type Sentence, sentencesIn, type Template } from '../support/sentences.ts';

const client = join(import.meta.dirname, '..', '..', 'client');
const english = globSync('words/strings*.ts', { cwd: client }).flatMap((file) =>
  sentencesIn(join(client, file)),
);
const german = templates as Record<string, Template>;

/** A refusal brings its English along: the one in general, and the ones that know the field. */
const isOfRefusal = (id: string): boolean =>
  Object.keys(refusalStatus).some((code) => id.startsWith(`refusal-${code}`));
const refusals: Sentence[] = Object.keys(german)
  .filter(isOfRefusal)
  .map((id) => ({ id, words: ['English of the server'] }));
const inGeneral = Object.keys(refusalStatus).map((code) => ({
  id: `refusal-${code}`,
  words: ['English of the server'],
}));
const all = [...english, ...inGeneral, ...refusals];

const sentences = suite('sentences');

sentences.before(() => {
  // Where @lit/localize tells the page that a language has come.
  Object.assign(globalThis, { window: new EventTarget() });
});

sentences.after.each(async () => {
  await speak('en');
});

sentences('are all there in German, with the same values, and no others', () => {
  assert.ok(english.length > 90, `${english.length} sentences were found.`);
  assert.equal(findings(all, german), []);
});

sentences(
  'are missed in German when one is left out, left over, English or short of a value',
  () => {
    const { 'sign-in': _, ...lacking } = german;

    assert.equal(findings(all, lacking), ['sign-in: is missing']);
    assert.equal(findings(all, { ...german, hello: 'Hallo' }), ['hello: nobody says this']);
    assert.equal(findings(all, { ...german, 'link-reason': englishOf('link-reason') }), [
      'link-reason: is still English',
    ]);
    for (const wrong of ['von 3', { strings: ['', ' von ', ''], values: [0, 0] }]) {
      assert.equal(findings(all, { ...german, 'committed-of': wrong }), [
        'committed-of: has other values',
      ]);
    }
  },
);

const englishOf = (wanted: string): string =>
  english.find(({ id }) => id === wanted)?.words.join('') ?? '';

sentences('have one id each', () => {
  const byId = Object.groupBy(english, ({ id }) => id);

  for (const [id, same = []] of Object.entries(byId)) {
    assert.is(new Set(same.map(({ words }) => words.join('…'))).size, 1, id);
  }
});

sentences('are said by no element itself', () => {
  const speakers = globSync('**/*.ts', { cwd: client, exclude: ['dist/**'] }).filter((file) =>
    readFileSync(join(client, file), 'utf8').includes("'@lit/localize'"),
  );
  const others = speakers.filter((file) => !/^words\/(strings|locales\/|language\.ts)/.test(file));

  assert.ok(speakers.includes('words/strings.ts'));
  assert.equal(others, []);
});

sentences('count in German as Germans do', async () => {
  await speak('de');
  const plural = new Intl.PluralRules('de');

  assert.is(say.inQueue(1), '1 Person in der Warteschlange');
  assert.is(say.lookingNow(1), '1 ist hier');
  assert.is(say.moreLooking(1), 'und 1 weitere');
  for (const count of [0, 2, 11, 21, 101]) {
    assert.is(plural.select(count), 'other');
    assert.is(say.inQueue(count), `${count} Personen in der Warteschlange`);
    assert.is(say.lookingNow(count), `${count} sind hier`);
    assert.is(say.moreLooking(count), `und ${count} weitere`);
  }
  assert.is(say.markedSentence(['Freitag', 'Samstag'], 'MAYBE'), '2 Tage: vielleicht');
});

sentences('of a refusal are the server’s in English, and in German follow its code', async () => {
  const taken = refusal('taken', 'Somebody plays under this name.', { field: 'name' });
  const day = refusal('invalid', 'marks.0.day: Too late.', { field: 'marks.0.day' });
  const down = refusal('unavailable', 'This could not be saved.');

  assert.equal(
    [taken, day, down].map(say.refused),
    [taken, day, down].map((no) => no.message),
  );
  await speak('de');
  assert.equal([taken, day, down].map(say.refused), [
    'Unter diesem Namen spielt schon jemand. Wähle einen anderen.',
    'Dieser Tag lässt sich nicht ändern.',
    'Das klappt gerade nicht. Versuch es gleich noch einmal.',
  ]);
});

sentences.run();
