/** The thread in which texts are compared. */

import { parentPort, workerData } from 'node:worker_threads';
import { groupsOf, likeMarked, type Proposal, type Compared } from './alike.ts';

export type Job = { texts: Compared[]; marked: number[] | null };

const { texts, marked } = workerData as Job;
let told = -1;
const tick = (progress: number) => {
	if (progress > told) parentPort?.postMessage({ progress: (told = progress) });
};

const answer: Proposal[] = marked
	? likeMarked(texts, new Set(marked), tick).map(({ at, shared }) => ({ members: [at], shared }))
	: groupsOf(texts, tick);
parentPort?.postMessage({ answer });
