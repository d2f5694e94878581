import { expect, test } from 'vitest';
import { fitted } from './fit.ts';

type Set = { width: number; height: number; text: string; size: number };

/** A page of squares: every character as wide and as high as the size, broken after twenty. */
const measured: { text: string; size: number }[] = [];
const measure = (text: string, size: number): Promise<Set> => {
	measured.push({ text, size });
	const lines = Math.ceil(text.length / 20);
	return Promise.resolve({
		text,
		size,
		width: Math.min(20, text.length) * size,
		height: lines * size
	});
};
const room = { width: 200, height: 30 };

test.each([
	['short', 'Ten words.', 20],
	['of two lines', 'x'.repeat(40), 10],
	['of four lines', 'four lines '.repeat(7).trim(), 6]
])('a text %s is set at the largest size it fits in', async (_, text, size) => {
	const set = await fitted(text, [20, 10, 8, 6], room, measure);
	expect(set).toMatchObject({ text, size });
});

test('what fits at no size is cut between words, and says so', async () => {
	const words = Array.from({ length: 60 }, (_, n) => `word${n}`).join(' ');
	const set = await fitted(words, [10, 8], room, measure);
	expect(set.size).toBe(8);
	expect(set.height).toBeLessThanOrEqual(room.height);
	expect(set.text).toMatch(/^word0 .* word\d+…$/);
	const shown = set.text.slice(0, -1);
	expect(words.startsWith(shown)).toBe(true);
	expect(words[shown.length]).toBe(' ');
	// One word more would not have fitted.
	const next = words.slice(0, words.indexOf(' ', shown.length + 1));
	expect((await measure(`${next}…`, 8)).height).toBeGreaterThan(room.height);
});

test('one endless word is cut between characters', async () => {
	const set = await fitted('й'.repeat(5000), [10], room, measure);
	expect(set.text).toBe(`${'й'.repeat(59)}…`);
});

test('a text is measured a few times, however long it is', async () => {
	measured.length = 0;
	await fitted('a word and '.repeat(2000), [20, 10, 8, 6], room, measure);
	expect(measured.length).toBeLessThan(25);
});
