import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { set } from '../../shared/availability/commands.ts';
import { daysFrom } from '../../shared/day.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { refusalOf } from '../support/refused.ts';

const strokes = suite<{ house: House }>('limits of strokes');

const { points, seconds } = set.limit;
const allDays = daysFrom('2026-11-18', 91);

strokes.before.each(async (context) => {
  context.house = await openHouse();
});

strokes.after.each(({ house }) => house?.close());

/** A new answer for every writable day of these players. */
const paint = (person: Person, players: readonly Person[]) =>
  person.run('availability:set', {
    key: randomUUID(),
    marks: players.flatMap(({ player }) =>
      allDays.map((day) => ({ day, player, status: 'MAYBE' as const })),
    ),
  });

strokes('count as one point for every ten marks', async ({ house }) => {
  const node = await house.startNode({ limitFactor: 1 });
  const ana = await house.person(node, 'Ana');
  const allowed = Math.floor(points / Math.ceil(allDays.length / 10));

  for (let stroke = 0; stroke < allowed; stroke += 1) await paint(ana, [ana]);

  const { code, retryAfterMs = 0 } = await refusalOf(paint(ana, [ana]));
  assert.is(code, 'too-many');
  assert.ok(retryAfterMs > 0 && retryAfterMs <= seconds * 1_000, `${retryAfterMs} ms`);
});

strokes('of the largest size get through, however tight limits are', async ({ house }) => {
  const node = await house.startNode({ limitFactor: 0.1 });
  const people: Person[] = [];
  for (const name of ['Ana', 'Bor', 'Cilka', 'Dario', 'Eva']) {
    people.push(await house.person(node, name));
  }
  // The first account is an admin.
  const [ana] = people;
  assert.ok(ana && (people.length * allDays.length) / 10 > points * 0.1);

  const { changed } = await paint(ana, people);

  assert.is(changed.length, people.length * allDays.length);
});

strokes.run();
