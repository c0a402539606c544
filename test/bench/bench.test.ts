import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Arrivals } from './load/arrivals.ts';
import { FrameReader } from './load/frame-reader.ts';
import { Histogram } from './load/histogram.ts';
import { searchFrom, searchNear } from './measures/search.ts';

const bench = suite('bench');

/** A text message of a server: RFC 6455, section 5.2, without a mask. */
function framed(text: string): Buffer {
  const { length } = text;
  const header = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  header[0] = 0x81;
  header[1] = header.length === 2 ? length : header.length === 4 ? 126 : 127;
  if (header.length === 4) header.writeUInt16BE(length, 2);
  if (header.length === 10) header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, Buffer.from(text)]);
}

bench('reads the start of every message, however the bytes are split', () => {
  const texts = fc.array(fc.integer({ min: 0, max: 70_000 }), { maxLength: 6 });
  const cuts = fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1 });
  fc.assert(
    fc.property(texts, cuts, (lengths, sizes) => {
      const sent = lengths.map((length, i) => `${i}:${'x'.repeat(length)}`);
      const read: string[] = [];
      const reader = new FrameReader((bytes, start, kept) => {
        read.push(bytes.toString('latin1', start, start + Math.min(kept, 500)));
      });
      const all = Buffer.concat(sent.map(framed));
      for (let at = 0, i = 0; at < all.length; i++) {
        const size = sizes[i % sizes.length] as number;
        // In the middle of a larger buffer that is used again, as the socket does it.
        const shared = Buffer.alloc(size, 0xff);
        const length = all.copy(shared, 0, at, at + size);
        reader.read(shared, 0, length);
        at += length;
      }
      assert.equal(
        read,
        sent.map((text) => text.slice(0, 500)),
      );
    }),
    { numRuns: 50 },
  );
});

bench('counts a command for each viewer whose frame holds its revision', () => {
  const arrivals = new Arrivals();
  const histogram = new Histogram();
  const told = [7, 8, 8, 9].map((revision, i) => ({ due: i, cells: 1, revision }));
  arrivals.note(6, 8, 10);
  arrivals.note(8, 9, 20);
  arrivals.note(6, 9, 30);

  const { arrived, arrivedBefore } = arrivals.addTo(histogram, told, undefined, 20);

  assert.is(arrived, 8);
  assert.is(arrivedBefore, 4);
  // 10 - 0, 10 - 1, 10 - 2; 20 - 3; 30 - 0, 30 - 1, 30 - 2, 30 - 3
  assert.is(Math.round(histogram.quantile(0.5)), 17);
  assert.is(Math.round(histogram.summary().max), 30);
});

bench('finds the highest rate that passes, from below, above and near', async () => {
  const bounds = { most: 10_000, precision: 1.1 };
  for (const limit of [3, 90, 1_234]) {
    const passes = async (rate: number): Promise<boolean> => rate <= limit;
    for (const start of [10, 100]) {
      const found = await searchFrom(start, bounds, passes);
      assert.ok(found <= limit && found * 1.11 > limit, `${found} from ${start}, not ${limit}`);
    }
    for (const known of [limit / 3, limit, limit * 3]) {
      const found = await searchNear(known, bounds, passes);
      assert.ok(found <= limit && found * 1.11 > limit, `${found} near ${known}, not ${limit}`);
    }
  }
  assert.is(await searchFrom(10, bounds, async () => true), 5_120);
});

bench('lets one bad moment below a rate that passes decide nothing', async () => {
  const bounds = { most: 10_000, precision: 1.1 };
  const found = await searchFrom(10, bounds, async (rate) => rate !== 40 && rate <= 200);
  assert.ok(found > 180, `${found}`);
});

bench.run();
