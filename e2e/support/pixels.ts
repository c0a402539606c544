/** Owns what can be told apart on the screen: colours as they are painted, whatever styles say. */
import type { Locator } from 'playwright';

type Colour = readonly [red: number, green: number, blue: number];

/** Every colour of a place, the commonest first, with its share of all. */
const coloursOf = async (where: Locator): Promise<{ colour: Colour; share: number }[]> => {
  const png = (await where.screenshot({ animations: 'disabled' })).toString('base64');
  // The page's own policy would not let a picture be read.
  const other = await where.page().context().newPage();
  const counts = (await other.evaluate(`(async () => {
    const picture = new Image();
    picture.src = 'data:image/png;base64,${png}';
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    canvas.drawImage(picture, 0, 0);
    const { data } = canvas.getImageData(0, 0, picture.width, picture.height);
    const counts = new Map();
    for (let at = 0; at < data.length; at += 4) {
      const colour = data.slice(at, at + 3).join();
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    return [...counts].sort(([, a], [, b]) => b - a);
  })()`)) as [string, number][];
  await other.close();
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  return counts.map(([colour, count]) => ({
    colour: colour.split(',').map(Number) as unknown as Colour,
    share: count / all,
  }));
};

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (colour: Colour): number => {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** From 1, the same, to 21, black on white. */
export const contrast = (a: Colour, b: Colour): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
};

/** What a place is filled with. */
export const fillOf = async (where: Locator): Promise<Colour> =>
  (await coloursOf(where))[0]?.colour ?? [0, 0, 0];

/** How much of a place stands out from what it is filled with: 3:1, as a shape must. */
export const drawnShare = async (where: Locator): Promise<number> => {
  const [fill, ...others] = await coloursOf(where);
  if (!fill) return 0;
  return others
    .filter(({ colour }) => contrast(colour, fill.colour) >= 3)
    .reduce((sum, { share }) => sum + share, 0);
};
