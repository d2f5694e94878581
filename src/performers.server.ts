/** Which verb carries out an act that waited for its author to sign in. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import type { Performed } from '#domain/pending/confirm.server.ts';
import type { Payload, PendingAct } from '#domain/pending/pending.ts';

/** Given a transaction: what it writes stands or falls with the waiting act. `to` is a path of this site. */
export type Performer = (db: Database, viewer: Viewer, payload: Payload) => Promise<Performed>;

export const performers: Partial<Record<PendingAct, Performer>> = {};
