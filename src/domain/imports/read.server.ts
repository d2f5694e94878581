/** Reads a document in the background, tells how far it is, and stops when someone cancels it anywhere. */

import type { Database } from '#domain/database.server.ts';
import type { Progress, Source } from '#domain/text/split/outcome.ts';
import { split, type Options } from '#domain/text/split/split.server.ts';
import { keep, type Sender } from './keep.server.ts';
import { end, setStage, stateOf } from './store.server.ts';

/** Milliseconds between two looks whether someone has cancelled. */
const look = 300;

type Limits = Pick<Options, 'seconds' | 'megabytes'>;

/** Whether to say again how many pages were read: people look now and then, not at every page. */
function paced() {
	let next = 0;
	return ({ done, all }: Progress) => {
		if (performance.now() < next && done < all) return false;
		next = performance.now() + look;
		return true;
	};
}

/** Ends when the import has ended, one way or another. Throws only what nobody foresaw, after saying so in the row. */
export async function read(
	db: Database,
	importId: string,
	by: Sender,
	source: Source,
	limits: Limits = {}
) {
	const stopping = new AbortController();
	const watch = setInterval(() => {
		void stateOf(db, importId)
			.then((state) => state === 'reading' || stopping.abort())
			.catch(() => undefined);
	}, look);
	try {
		const isTime = paced();
		let telling: Promise<unknown> = Promise.resolve();
		const outcome = await split(source, {
			...limits,
			signal: stopping.signal,
			onStage: (stage, progress) => {
				if (progress && !isTime(progress)) return;
				telling = telling
					.then(() => setStage(db, importId, stage, progress))
					.catch(() => undefined);
			}
		});
		await telling;
		if (!outcome.ok) return void (await end(db, importId, 'refused', outcome.obstacle));
		await setStage(db, importId, 'keeping');
		const kept = await keep(db, importId, by, outcome);
		if (!kept.ok) await end(db, importId, 'refused', kept.obstacle);
	} catch (error) {
		await end(db, importId, 'refused', { code: 'failed' }).catch(() => undefined);
		throw error;
	} finally {
		clearInterval(watch);
	}
}
