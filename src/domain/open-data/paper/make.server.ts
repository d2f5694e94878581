/** Makes an office file from a paper, in a thread of its own, one at a time. */

import { queue } from '../../text/split/queue.ts';
import { inThread, type Worked } from '../../thread.server.ts';
import type { Paper } from './paper.ts';

const places = queue(1);
const limits = { seconds: 60, megabytes: 400 };

/** The bytes of the file; refused when it would take too long or too much. */
export async function makeDocx(paper: Paper): Promise<Worked<Uint8Array>> {
	const leave = await places.enter();
	return inThread<Uint8Array>('domain/open-data/paper/worker.server.ts', paper, {
		...limits,
		ended: () => leave?.()
	});
}
