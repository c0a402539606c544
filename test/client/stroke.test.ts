import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  areaBetween,
  cellsIn,
  markFor,
  statusOfStroke,
} from '../../client/availability/grid/painting/stroke.ts';

const stroke = suite('stroke of the brush');

const canvas = {
  days: ['2026-11-18', '2026-11-19', '2026-11-20'],
  rows: [undefined, 'ana', 'bor', 'čenča'],
  mayPaint: (player: string) => player === 'ana',
};

stroke('puts the brush, and clears when the first cell has it already', () => {
  assert.is(statusOfStroke('MAYBE', null), 'MAYBE');
  assert.is(statusOfStroke('MAYBE', 'LOOKING'), 'MAYBE');
  assert.is(statusOfStroke('MAYBE', 'MAYBE'), null);
  assert.is(statusOfStroke('CLEAR', 'MAYBE'), null);
  assert.is(statusOfStroke('CLEAR', null), null);
});

stroke('without a brush puts what a click would make of the first cell', () => {
  assert.is(statusOfStroke(undefined, null), 'LOOKING');
  assert.is(statusOfStroke(undefined, 'LOOKING'), 'AVAILABLE');
  assert.is(statusOfStroke(undefined, 'NOT_PLAYING'), null);
});

stroke('is the rectangle between its ends, in whatever direction', () => {
  const there = areaBetween({ row: 3, column: 0 }, { row: 1, column: 2 });

  assert.equal(there, areaBetween({ row: 1, column: 2 }, { row: 3, column: 0 }));
  assert.equal(there, { top: 1, bottom: 3, left: 0, right: 2 });
});

stroke('leaves out the rows that may not be painted, and everybody', () => {
  const area = { top: 0, bottom: 3, left: 1, right: 2 };

  assert.equal(cellsIn(canvas, area), [
    { day: '2026-11-19', player: 'ana' },
    { day: '2026-11-20', player: 'ana' },
  ]);
  assert.is(cellsIn({ ...canvas, mayPaint: () => true }, area).length, 6);
});

stroke('names the player of a mark only where it is somebody else', () => {
  const status = 'MAYBE' as const;

  assert.equal(markFor('ana', { day: '2026-11-18', player: 'ana' }, { status }), {
    day: '2026-11-18',
    status,
  });
  assert.equal(markFor('ana', { day: '2026-11-18', player: 'bor' }, { status }), {
    day: '2026-11-18',
    status,
    player: 'bor',
  });
});

stroke.run();
