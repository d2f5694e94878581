/** One consultation watched for all its readers: read once when something is said of it, told to all at once. */

import { changesOf, type Standing } from '#domain/consultation/live.ts';
import { frameOf } from './frames.server.ts';

/** Milliseconds between two readings; and after a first word, until others of the same act have come too. */
const apart = 300;
const together = 20;
/** Milliseconds after which a reading that failed is tried again. */
const again = 1000;

/** Bytes of frames kept for readers that come back. */
const mostKept = 64 * 1024;

type Kept = { to: number; frame: Buffer };

export type Watched = {
	standing: Standing;
	spaceId: string;
	/** Milliseconds until the clock alone changes its state; null when it will not. */
	next: number | null;
};

export type Watch = {
	now: () => Watched;
	/** Something was said of it: it is read again, soon. */
	stir: () => void;
	/** The frames after a generation; null when they are not all known any more. */
	since: (generation: number) => Buffer[] | null;
	close: () => void;
};

/** Begins to watch; answers undefined when there is nothing that may be watched. */
export async function watch(
	read: () => Promise<Watched | undefined>,
	tell: (frame: Buffer) => void
): Promise<Watch | undefined> {
	const first = await read();
	if (!first) return undefined;
	let current: Watched = first;
	let kept: Kept[] = [];
	/** From this generation on every difference is in `kept`. */
	let known = first.standing.generation;
	let begun = performance.now();
	let waiting: NodeJS.Timeout | undefined;
	let clock: NodeJS.Timeout | undefined;
	let reading = false;
	let stirred = false;
	let closed = false;

	const stir = () => {
		stirred = true;
		if (reading || waiting || closed) return;
		after(Math.max(together, begun + apart - performance.now()));
	};
	const after = (pause: number) => {
		waiting = setTimeout(() => void look(), pause);
	};
	const setClock = () => {
		clearTimeout(clock);
		// A timer takes no more than 24 days; an hour is soon enough to look again.
		if (current.next !== null) clock = setTimeout(stir, Math.min(current.next + 50, 3_600_000));
		clock?.unref();
	};

	async function look() {
		waiting = undefined;
		reading = true;
		stirred = false;
		begun = performance.now();
		const next = await read().catch(() => null);
		reading = false;
		if (closed) return;
		if (!next) return void after(again);
		step(next);
		setClock();
		if (stirred) stir();
	}

	function step(next: Watched) {
		const change = changesOf(current.standing, next.standing);
		current = next;
		if (!change) return;
		const frame = frameOf(change);
		kept.push({ to: change.n, frame });
		let size = kept.reduce((all, one) => all + one.frame.length, 0);
		for (const oldest of kept) {
			if (size <= mostKept) break;
			size -= oldest.frame.length;
			known = oldest.to;
		}
		kept = kept.filter(({ to }) => to > known);
		tell(frame);
	}

	setClock();
	return {
		now: () => current,
		stir,
		since: (generation) =>
			generation < known
				? null
				: kept.filter(({ to }) => to > generation).map(({ frame }) => frame),
		close() {
			closed = true;
			kept = [];
			clearTimeout(waiting);
			clearTimeout(clock);
		}
	};
}
