/** Owns the programs that tests need beside npm's: Redis and Chromium, from the system's packages. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const systemChromium = '/usr/bin/chromium';

const isOnPath = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/** The browser that journeys drive: the system's, else Playwright's own when it was installed. */
export const chromiumPath = (): string | undefined =>
  [systemChromium, chromium.executablePath()].find((path) => existsSync(path));

const missing = (): string[] => [
  ...(isOnPath('redis-server') ? [] : ['redis-server']),
  ...(chromiumPath() ? [] : ['chromium']),
];

/** Installs what is missing where that is allowed; else throws one sentence. Never skips silently. */
export const ensurePrograms = (): void => {
  const wanted = missing();
  if (wanted.length === 0) return;
  const mayInstall = process.getuid?.() === 0 && isOnPath('apt-get');
  if (mayInstall) {
    console.log(`Installing ${wanted.join(' and ')} from the system's packages.`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const words of [
      ['update', '-qq'],
      ['install', '-y', '-qq', ...wanted],
    ]) {
      spawnSync('apt-get', words, { stdio: 'ignore', env });
    }
  }
  const still = missing();
  if (still.length > 0) {
    throw new Error(
      `The tests need ${still.join(' and ')}: install with your system's packages, for example apt-get install ${still.join(' ')}.`,
    );
  }
};
