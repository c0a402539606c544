/** Owns the start in the browser: makes the stores, hands them to the app, opens the connection. */
import { defaultCommunity } from '../shared/pages.ts';
import { Evenings } from './availability/evenings.ts';
import { availabilityFeature } from './availability/feature.ts';
import { Feed } from './availability/feed/feed.ts';
import { HoursEvent } from './availability/hours/hours-event.ts';
import { Memory } from './availability/memory.ts';
import { Availability } from './availability/store.ts';
import { installWorker } from './device/install.ts';
import { renewWhenOutdated } from './device/renew.ts';
import { countDays } from './device/temporal.ts';
import { identityFeature } from './identity/feature.ts';
import { Identity } from './identity/store.ts';
import { Connection } from './live/connection.ts';
import { MusterApp } from './muster-app.ts';
import { Pages } from './pages.ts';
import { followLinks } from './route.ts';
import { drawAnew } from './ui/draw-anew.ts';
import { keepInSight } from './ui/keep-in-sight.ts';
import { Toasts } from './ui/toasts.ts';
import { yieldToMain } from './ui/yield-to-main.ts';
import { preferredLanguage, reader, speak } from './words/language.ts';
import { notStarted, pageNotLoaded } from './words/strings-app.ts';
import { hours } from './words/strings-day.ts';
import { undo } from './words/strings-grid.ts';

/** The build's: changes with `shared/`. */
declare const contractVersion: string;

const startAgainMs = 10_000;

/** There is one yet, whatever an address names. */
const community = defaultCommunity;

const start = async (): Promise<void> => {
  const connection = new Connection(community, undefined, undefined, contractVersion);
  const toasts = new Toasts();
  const identity = new Identity(connection, community, () => memory.forget());
  const availability = new Availability({
    connection,
    community,
    me: identity.me,
    complain: (sentence) => toasts.complain(sentence),
    tell: (sentence, more) => {
      if (!more) return toasts.tell(sentence);
      const ask = () => app.dispatchEvent(new HoursEvent(more.hours));
      toasts.tell(sentence, [
        ...(more.hours.length > 0 ? [{ label: hours(), run: ask }] : []),
        { label: undo(), run: more.undo },
      ]);
    },
  });

  const memory = new Memory({ connection, identity, availability, community });

  const notFetched = () => toasts.complain(pageNotLoaded());

  const feature = availabilityFeature({
    availability,
    evenings: new Evenings(connection, community),
    feed: new Feed(connection, community),
  });
  const features = [identityFeature(identity, feature.aboutMe), feature];
  const app = new MusterApp();
  app.parts = {
    connection,
    identity,
    availability,
    toasts,
    pages: new Pages(connection, notFetched),
    features,
  };
  for (const { join } of features) join(app);
  followLinks(notFetched);
  renewWhenOutdated(
    { outdated: connection.outdated, hasUnsent: () => connection.hasUnsent },
    contractVersion,
    { memory: () => sessionStorage, reload: () => location.reload() },
  );
  connection.open();

  reader.watch(({ language }) => {
    document.documentElement.lang = language;
    drawAnew(document);
  });
  // A laptop that slept finds its connection dead: no need to wait for the next attempt.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') connection.hurry();
  });

  // Nothing is drawn before, or a German would see English first. Better English than nothing, though.
  await speak(preferredLanguage()).catch(() => undefined);
  await yieldToMain();
  document.body.append(app);
  keepInSight(app);
  installWorker();
};

/** The page is loaded anew: a browser asks for a file that failed once only once. */
const startLater = (): void => {
  document.body.append(notStarted());
  addEventListener('online', () => location.reload());
  setTimeout(() => location.reload(), startAgainMs);
};

// Not awaited at this level: German imports from this very file, and each would wait for the other.
void countDays().then(start, startLater);
