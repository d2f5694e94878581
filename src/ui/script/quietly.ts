/** Says what changed to who listens to the page, seldom: whoever reads is not to be talked over. */

/** Milliseconds between two sentences, and in which several changes become one. */
const apart = 20_000;
const together = 1_500;

let next = '';
let last = '';
let saidAt = -Infinity;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The latest sentence is said when its turn comes; an empty one takes the last back. */
export function quietly(sentence: string) {
	next = sentence;
	if (!sentence) last = '';
	const pause = Math.max(together, saidAt + apart - performance.now());
	timer ??= setTimeout(() => {
		timer = undefined;
		if (next && next !== last) now(next);
	}, pause);
}

/** What cannot wait: that a consultation closed. */
export function now(sentence: string) {
	const place = document.getElementById('live-said');
	if (place) place.textContent = sentence;
	last = sentence;
	saidAt = performance.now();
}
