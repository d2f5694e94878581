/** The thread a document is split in: one document, then it ends. */

import { parentPort, workerData } from 'node:worker_threads';
import type { Outcome, Progress, Source, Stage } from './outcome.ts';
import { parse } from './parse.ts';

export type Message = { stage: Stage; progress?: Progress } | { outcome: Outcome };

const say = (message: Message) => parentPort?.postMessage(message);

const outcome = await parse(workerData as Source, (stage, progress) => say({ stage, progress }));
say({ outcome });
