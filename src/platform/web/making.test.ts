import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { makings } from './making.server.ts';

/** A page that takes a moment to make, and a cache of it that can be spoiled. */
function page() {
	const madeOnce = makings();
	const state = { made: 0, kept: undefined as string | undefined, fails: false, spoils: false };
	const make = async () => {
		const own = (state.made += 1);
		await pause(20);
		if (state.fails) throw new Error('It cannot be made.');
		state.kept = state.spoils ? undefined : `made ${own}`;
		return `made ${own}`;
	};
	return { state, ask: () => madeOnce('page', () => state.kept, make) };
}

test('many who ask at once get what is made once', async () => {
	const { state, ask } = page();
	const answers = await Promise.all(Array.from({ length: 50 }, ask));
	expect(new Set(answers)).toEqual(new Set(['made 1']));
	expect(state.made).toBe(1);
});

test('who asks after it was made anew does not get the old', async () => {
	const { state, ask } = page();
	await ask();
	state.kept = undefined;
	expect(await ask()).toBe('made 2');
});

test('where making fails, each hears so for themselves, and the next succeeds', async () => {
	const { state, ask } = page();
	state.fails = true;
	const answers = await Promise.allSettled([ask(), ask()]);
	expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
	state.fails = false;
	expect(await ask()).toMatch(/^made/);
});

test('nobody waits long for what is old as soon as it is made', async () => {
	const { state, ask } = page();
	state.spoils = true;
	const begun = performance.now();
	await Promise.all(Array.from({ length: 200 }, ask));
	expect(performance.now() - begun).toBeLessThan(2000);
});
