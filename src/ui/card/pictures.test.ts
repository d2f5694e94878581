import { expect, test } from 'vitest';
import type { Card } from './card.ts';
import { openPictures } from './pictures.server.ts';

const card = (words: string): Card => ({
	...{ dir: 'ltr', space: 'Arcadia', label: '', state: 'Open', rest: '' },
	text: { words, lang: 'en', dir: 'ltr' }
});

/** A drawing board that shows who stands at it. */
function board(length = 10) {
	const seen = { drawn: [] as string[], atOnce: 0, most: 0 };
	const draw = async ({ text }: Card) => {
		seen.drawn.push(text.words);
		seen.most = Math.max(seen.most, ++seen.atOnce);
		await new Promise((resume) => setTimeout(resume, 2));
		seen.atOnce -= 1;
		if (text.words === 'broken') throw new Error('No ink.');
		return Buffer.alloc(length, text.words);
	};
	return { seen, pictures: openPictures(draw) };
}

test('one is drawn at a time, and each once however many ask', async () => {
	const { seen, pictures } = board();
	const asked = ['a', 'b', 'a', 'c', 'a', 'b'].map((words) => pictures.of(card(words)));
	const [first, , third] = await Promise.all(asked);
	expect(first?.equals(third ?? Buffer.alloc(0))).toBe(true);
	await pictures.of(card('a'));
	expect(seen).toMatchObject({ drawn: ['a', 'b', 'c'], most: 1 });
});

test('who comes to a full room is sent away, and is served later', async () => {
	const { seen, pictures } = board();
	const all = await Promise.all(Array.from({ length: 40 }, (_, n) => pictures.of(card(String(n)))));
	expect(all.filter((one) => one === null)).toHaveLength(28);
	expect(seen.drawn).toHaveLength(12);
	expect(await pictures.of(card('39'))).not.toBeNull();
});

test('a drawing that fails is nobody else’s trouble', async () => {
	const { pictures } = board();
	const broken = pictures.of(card('broken'));
	const next = pictures.of(card('whole'));
	await expect(broken).rejects.toThrow('No ink.');
	expect(await next).not.toBeNull();
	await expect(pictures.of(card('broken'))).rejects.toThrow('No ink.');
});

test('what is kept is bounded: the oldest is drawn again', async () => {
	const { seen, pictures } = board(9 * 1024 * 1024);
	for (const words of ['a', 'b', 'c', 'c', 'a']) await pictures.of(card(words));
	expect(seen.drawn).toEqual(['a', 'b', 'c', 'a']);
});
