/** Whoever opens every door there is takes away more files in a minute than people may: what was counted is forgotten. */

import { db } from '../journeys/site.ts';

/** To be called before the limit is reached; who was told to wait once, waits. */
export const rested = () => db.deleteFrom('rateLimit').where('key', 'like', 'export %').execute();
