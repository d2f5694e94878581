/** The thread a document is split in: one document, then it ends. */

import { parentPort, workerData } from 'node:worker_threads';
import type { Outcome, Source, Stage } from './outcome.ts';
import { parse } from './parse.ts';

export type Message = { stage: Stage } | { outcome: Outcome };

const say = (message: Message) => parentPort?.postMessage(message);

say({ outcome: await parse(workerData as Source, (stage) => say({ stage })) });
