/**
 * Owns how a file of journeys runs: one browser for the file, a house and a node for each journey, and
 * the rule that no page may have complained in the end.
 */
import { type Browser, chromium } from 'playwright';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunningNode } from '../../server/node.ts';
import { type House, openHouse } from '../../test/support/house.ts';
import { chromiumPath } from '../../test/support/programs/programs.ts';
import { openVisit, type Visit, type VisitOptions } from './visit.ts';

export type World = {
  readonly house: House;
  readonly node: RunningNode;
  /** Somebody comes with a browser of their own: nobody known, unless `as` says who. */
  visit(options?: VisitOptions): Promise<Visit>;
};

type HouseOptions = Parameters<typeof openHouse>[0];

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath() ?? '',
    // Chromium refuses to run as root with its sandbox.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });

/** A suite whose tests get a world; `journey.run()` comes last in the file. */
export const journeys = (title: string) => {
  const all = suite<{ browser: Browser }>(title);

  all.before(async (context) => {
    context.browser = await launchChromium();
  });

  all.after(async ({ browser }) => {
    await browser?.close();
  });

  const journey = (
    sentence: string,
    walk: (world: World) => Promise<void>,
    options?: HouseOptions,
  ): void => {
    all(sentence, async ({ browser }) => {
      const house = await openHouse(options);
      const visits: Visit[] = [];
      try {
        const node = await house.startNode();
        const visit: World['visit'] = async (who) => {
          const opened = await openVisit(browser, node, who);
          visits.push(opened);
          return opened;
        };
        await walk({ house, node, visit });
        assert.equal(faultsOf(visits), []);
      } catch (error) {
        if (error instanceof Error) await describe(error, sentence, visits);
        throw error;
      } finally {
        await Promise.all(visits.map(({ context }) => context.close()));
        await house.close();
      }
    });
  };
  return Object.assign(journey, { run: () => all.run() });
};

const faultsOf = (visits: readonly Visit[]): string[] => visits.flatMap(({ faults }) => faults);

/** A lost journey says what the pages complained about; with SHOTS, a folder, also what they showed. */
const describe = async (error: Error, sentence: string, visits: readonly Visit[]) => {
  const faults = faultsOf(visits);
  if (faults.length > 0) error.message += `\nThe pages complained:\n${faults.join('\n')}`;
  const folder = process.env['SHOTS'];
  if (!folder) return;
  const pages = visits.flatMap(({ context }) => context.pages());
  for (const [index, page] of pages.entries()) {
    const path = `${folder}/${sentence.replace(/\W+/g, '-')}-${index + 1}.png`;
    await page.screenshot({ path }).catch(() => undefined);
  }
};
