/** A page that grew old is made anew once, however many ask for it meanwhile: the others wait for that one. */

import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds one waits for others at most: then what changes faster than it is made is made for oneself. */
const patience = 1_000;

/** Answers with what `made` finds as soon as it is there, and has it made where nobody is about to. */
export type MadeOnce = <Answer>(
	key: string,
	made: () => Answer | undefined,
	make: () => Promise<Answer>
) => Promise<Answer>;

export function makings(): MadeOnce {
	const underWay = new Map<string, Promise<unknown>>();
	return async (key, made, make) => {
		const until = performance.now() + patience;
		for (;;) {
			const [other, left] = [underWay.get(key), until - performance.now()];
			if (!other || left <= 0) break;
			await Promise.race([other.catch(() => undefined), pause(left, undefined, { ref: false })]);
			const found = made();
			if (found !== undefined) return found;
		}
		const own = make();
		underWay.set(key, own);
		try {
			return await own;
		} finally {
			if (underWay.get(key) === own) underWay.delete(key);
		}
	};
}
