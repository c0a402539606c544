/** Owns where the grid is as it was last seen in this visit: filtered, sorted, of so many days. */
import { Store } from '../live/store.ts';
import { pathTo } from '../route.ts';

export const gridAddress = new Store(pathTo('grid'));
