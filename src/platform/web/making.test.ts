import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { makings } from './making.server.ts';

/** A page that takes a moment to make, and a cache of it that can be spoiled. */
function page() {
	const madeOnce = makings<string>();
	const state = { made: 0, atOnce: 0, most: 0, fails: false, spoils: false };
	let kept: string | undefined;
	const make = async () => {
		const own = (state.made += 1);
		state.most = Math.max(state.most, (state.atOnce += 1));
		await pause(20);
		state.atOnce -= 1;
		if (state.fails) throw new Error('It cannot be made.');
		kept = state.spoils ? undefined : `made ${own}`;
		return `made ${own}`;
	};
	const ask = () => madeOnce('page', () => kept, make);
	return { state, ask, spoil: () => (kept = undefined) };
}

test('many who ask at once get what is made once', async () => {
	const { state, ask } = page();
	const answers = await Promise.all(Array.from({ length: 50 }, ask));
	expect(new Set(answers)).toEqual(new Set(['made 1']));
	expect(state.made).toBe(1);
});

test('who asks after it was made anew does not get the old', async () => {
	const { ask, spoil } = page();
	await ask();
	spoil();
	expect(await ask()).toBe('made 2');
});

test('who comes while it is made, and knows of something newer, gets the next one', async () => {
	const { state, ask } = page();
	state.spoils = true;
	const [first, second, third] = [ask(), ask(), ask()];
	expect(await Promise.all([first, second, third])).toEqual(['made 1', 'made 2', 'made 2']);
});

test('what is old as soon as it is made is still made once at a time', async () => {
	const { state, ask } = page();
	state.spoils = true;
	const asking = Array.from({ length: 200 }, async (_, n) => {
		await pause(n);
		await ask();
	});
	await Promise.all(asking);
	expect(state.most).toBe(1);
	expect(state.made).toBeLessThan(20);
});

test('where making fails, those it was made for hear so, and the next succeeds', async () => {
	const { state, ask } = page();
	state.fails = true;
	const answers = await Promise.allSettled([ask(), ask(), ask()]);
	expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
	expect(state.made).toBe(2);
	state.fails = false;
	expect(await ask()).toBe('made 3');
});
