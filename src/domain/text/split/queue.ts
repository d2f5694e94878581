/** A few places to work in; who finds none waits in line, or leaves it. */

type Leave = () => void;

export function queue(places: number) {
	let free = places;
	const waiting: (() => void)[] = [];

	const leave = () => {
		let left = false;
		return () => {
			if (left) return;
			left = true;
			free++;
			waiting.shift()?.();
		};
	};

	/** The way out again, or null if the signal came first. */
	function enter(signal?: AbortSignal): Promise<Leave | null> {
		if (signal?.aborted) return Promise.resolve(null);
		const { promise, resolve } = Promise.withResolvers<Leave | null>();
		const come = () => {
			free--;
			signal?.removeEventListener('abort', giveUp);
			resolve(leave());
		};
		const giveUp = () => {
			const place = waiting.indexOf(come);
			if (place !== -1) waiting.splice(place, 1);
			resolve(null);
		};
		signal?.addEventListener('abort', giveUp, { once: true });
		if (free > 0) come();
		else waiting.push(come);
		return promise;
	}

	return { enter };
}
