/** Acts counted in this process, which draws what it may give from the counter of all processes. */

/** Counts one act of a key; 0, or the milliseconds until one is possible again. */
export type Counter = (key: string) => Promise<number>;

/** The counter of all processes: takes points of a key; 0, or the milliseconds until there are some again. */
type Shared = (key: string, points: number) => Promise<number>;

type Given = {
	seconds: number;
	/** What each process gives without asking, so that whoever acts at a human pace costs no statement. */
	own: number;
	/** What is drawn at a time; what is left of it is lost when the time is over. */
	handful: number;
};

type Purse = { left: number; until: number; emptyUntil: number; drawing: Promise<void> | null };

export function allowance({ seconds, own, handful }: Given, shared: Shared): Counter {
	const purses = new Map<string, Purse>();
	let sweepAt = 0;

	const isOver = ({ until, emptyUntil }: Purse, now: number) => now >= until && now >= emptyUntil;

	function purseOf(key: string, now: number): Purse {
		const known = purses.get(key);
		if (known && !isOver(known, now)) return known;
		const purse = { left: own, until: now + seconds * 1000, emptyUntil: 0, drawing: null };
		purses.set(key, purse);
		return purse;
	}

	async function draw(key: string, purse: Purse) {
		const wait = await shared(key, handful);
		if (wait === 0) purse.left += handful;
		else purse.emptyUntil = performance.now() + wait;
	}

	function sweep(now: number) {
		if (now < sweepAt) return;
		sweepAt = now + seconds * 1000;
		for (const [key, purse] of purses) if (isOver(purse, now)) purses.delete(key);
	}

	return async (key) => {
		const now = performance.now();
		sweep(now);
		const purse = purseOf(key, now);
		// Whoever waits for a handful shares it with all who wait: the last of them may need another.
		while (purse.left < 1) {
			const wait = purse.emptyUntil - performance.now();
			if (wait > 0) return wait;
			purse.drawing ??= draw(key, purse).finally(() => (purse.drawing = null));
			await purse.drawing;
		}
		purse.left -= 1;
		return 0;
	};
}
