/** Chance that falls the same way every time, so that the example looks the same everywhere. */

/** Numbers from 0 to 1 (mulberry32); the seed names the use. */
export function chance(seed: number) {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	/** `count` of `all`, in an order of chance. */
	const some = <One>(all: readonly One[], count: number): One[] => {
		const left = [...all];
		const taken = Array.from({ length: Math.min(count, left.length) }, () =>
			left.splice(Math.floor(next() * left.length), 1)
		);
		return taken.flat();
	};
	return { next, some };
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A reference like those the platform gives, from the same chance. */
export const reference = (next: () => number) =>
	`C-${Array.from({ length: 6 }, () => alphabet[Math.floor(next() * 32)]).join('')}`;
