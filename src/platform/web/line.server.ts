/** One account in a hurry does not hold every connection to the database: its acts stand in line. */

import { error } from '@sveltejs/kit';
import type { Viewer } from '#domain/accounts/viewer.ts';

/** Acts of one account carried out at once in this process, and how many more may wait. */
const atOnce = 4;
const most = 200;

type Line = { busy: number; waiting: (() => void)[] };
const lines = new Map<string, Line>();

type Asking = { viewer: Viewer | null; retryAfter?: number };

/** Does the work when it comes to its place; who is unknown, and who only reads, need not wait. */
export async function inLine<Result>(
	locals: Asking,
	method: string,
	work: () => Result | Promise<Result>
): Promise<Result> {
	if (!locals.viewer || method !== 'POST') return work();
	const { id } = locals.viewer;
	const line = lines.get(id) ?? { busy: 0, waiting: [] };
	lines.set(id, line);
	if (line.waiting.length >= most) {
		locals.retryAfter = 1;
		error(429, 'Too many requests.', { seconds: 1 });
	}
	if (line.busy === atOnce) await new Promise<void>((turn) => void line.waiting.push(turn));
	else line.busy += 1;
	try {
		return await work();
	} finally {
		// The place is handed on as it is: nobody who comes now slips in between.
		const next = line.waiting.shift();
		if (next) next();
		else if (--line.busy === 0) lines.delete(id);
	}
}
