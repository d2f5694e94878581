/** The thread an office file is made in: one paper, then it ends. */

import { parentPort, workerData } from 'node:worker_threads';
import { docxOf } from './docx.ts';
import type { Paper } from './paper.ts';

parentPort?.postMessage({ answer: await docxOf(workerData as Paper) });
