/** Makes the report of answers, in a thread of its own, one at a time. */

import { queue } from '#domain/text/split/queue.ts';
import { inThread, type Worked } from '#domain/thread.server.ts';
import type { Report } from '#ui/paper/report-data.ts';

const places = queue(1);
const limits = { seconds: 60, megabytes: 300 };

/** The bytes of the file; refused when it would take too long or too much. */
export async function makeReport(report: Report): Promise<Worked<Uint8Array>> {
	const leave = await places.enter();
	return inThread<Uint8Array>('platform/paper/worker.server.ts', report, {
		...limits,
		ended: () => leave?.()
	});
}
