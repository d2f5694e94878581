/** The thread a document is split in: one document, then it ends. */

import { parentPort, workerData } from 'node:worker_threads';
import type { Said } from '../../thread.server.ts';
import type { Outcome, Progress, Source, Stage } from './outcome.ts';
import { parse } from './parse.ts';

/** How far it is. */
export type Far = { stage: Stage; progress?: Progress | undefined };

const say = (said: Said<Outcome, Far>) => parentPort?.postMessage(said);

const answer = await parse(workerData as Source, (stage, progress) =>
	say({ progress: { stage, progress } })
);
say({ answer });
