/**
 * One stream for all tabs of this browser that show a consultation: whichever holds the lock has the connection
 * and tells the others. Only while one of them is seen; and where a browser cannot share, each has its own.
 */

/** What the server tells (domain/consultation/live.ts); `all`: anything may have changed. */
export type Told = {
	n: number;
	state?: string;
	opens?: string | null;
	closes?: string | null;
	places?: Record<string, number[]>;
	remarks?: [reference: string, on: string, to: string | null][];
	gone?: string[];
	acts?: number;
	all?: boolean;
};

/** Milliseconds a tab may be out of sight before it lets go: long enough to look something up. */
const grace = 20_000;
/** Milliseconds before a refused stream is asked for again, doubled each time up to the longest. */
const firstPause = 5_000;
const longestPause = 300_000;
/** Frames the tab with the stream keeps for tabs that open later. */
const mostKept = 200;

export function followStream(id: string, since: number, tell: (told: Told) => void) {
	const name = `live ${id}`;
	let n = since;
	let channel: BroadcastChannel | null = null;
	let source: EventSource | null = null;
	let kept: Told[] = [];
	let keptFrom = 0;
	let tries = 0;
	let again: ReturnType<typeof setTimeout> | undefined;
	let leaving: ReturnType<typeof setTimeout> | undefined;
	/** Set from the moment the lock is asked for; ends the waiting or gives the lock back. */
	let leave: (() => void) | null = null;

	const take = (told: Told) => {
		n = Math.max(n, told.n);
		tell(told);
	};

	function connect() {
		[kept, keptFrom] = [[], n];
		source = new EventSource(`/live/${id}?since=${n}`);
		source.addEventListener('message', ({ data }) => {
			tries = 0;
			const told = JSON.parse(String(data)) as Told;
			kept = [...kept, told].slice(-mostKept);
			if (kept.length === mostKept) keptFrom = kept[0]?.n ?? n;
			channel?.postMessage(told);
			take(told);
		});
		source.addEventListener('error', () => {
			// A connection that broke is opened again by the browser; a refusal is not.
			if (source?.readyState !== EventSource.CLOSED) return;
			const pause = Math.min(longestPause, firstPause * 2 ** tries++);
			again = setTimeout(connect, pause * (0.75 + Math.random() / 2));
		});
	}

	function disconnect() {
		clearTimeout(again);
		source?.close();
		source = null;
	}

	function share() {
		if (channel || !('BroadcastChannel' in window)) return;
		channel = new BroadcastChannel(name);
		channel.addEventListener('message', ({ data }: MessageEvent<Told | { ask: number }>) => {
			if (!('ask' in data)) return take(data);
			if (!source || data.ask >= n) return;
			if (data.ask < keptFrom) return channel?.postMessage({ n, all: true } satisfies Told);
			for (const told of kept) if (told.n > data.ask) channel?.postMessage(told);
		});
	}

	function enter() {
		clearTimeout(leaving);
		if (leave) return;
		share();
		channel?.postMessage({ ask: n });
		const { locks } = navigator;
		// Without a lock (an address that is not secure) every tab looks after itself.
		if (!locks || !channel) {
			leave = disconnect;
			return connect();
		}
		const waiting = new AbortController();
		leave = () => waiting.abort();
		locks
			.request(
				name,
				{ signal: waiting.signal },
				() =>
					new Promise<void>((given) => {
						leave = () => {
							disconnect();
							given();
						};
						connect();
					})
			)
			.catch(() => undefined);
	}

	function go() {
		clearTimeout(leaving);
		leave?.();
		leave = null;
	}

	const look = () => {
		if (document.visibilityState === 'visible') return enter();
		clearTimeout(leaving);
		leaving = setTimeout(go, grace);
	};
	document.addEventListener('visibilitychange', look);
	// A page that may come back from the browser's memory holds neither lock nor channel there.
	addEventListener('pagehide', () => {
		go();
		channel?.close();
		channel = null;
	});
	addEventListener('pageshow', look);
	look();
}
