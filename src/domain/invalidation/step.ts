import type { Transaction } from '../database.server.ts';
import type { Locked } from './store.server.ts';

/** Where some people's acts go out or come back: one transaction, at one moment, of one invalidation. */
export type Step = { tx: Transaction; at: Date; one: Locked; spaceId: string };
