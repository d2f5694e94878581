import fc from 'fast-check';
import { expect, test } from 'vitest';
import { marks, piecesOf, searchOf } from './search.ts';

const asked = (query: string) => searchOf(new URLSearchParams(query));

test('an empty address asks for everything, the latest first', () => {
	expect(asked('')).toEqual({
		...{ q: '', in: 'remarks', kind: null, lang: null, by: null, sort: 'latest', page: 1 }
	});
});

test('all filters are read from the address', () => {
	expect(
		asked('q=+cost%00+&in=text&kind=question&lang=ar&by=organisations&sort=oldest&page=3')
	).toEqual({
		...{ q: 'cost', in: 'text', kind: 'question', lang: 'ar' },
		...{ by: 'organisations', sort: 'oldest', page: 3 }
	});
});

test.each([
	'kind=idea',
	'by=robots',
	'in=mail',
	'sort=best',
	'lang=xx',
	'page=0',
	'page=1e3',
	'page=-1',
	`q=${'x'.repeat(201)}`
])('%s is none of ours', (query) => {
	expect(asked(query)).toBeNull();
});

test('pieces are the text without its marks', () => {
	const { start, stop } = marks;
	expect(piecesOf(`a ${start}b${stop} c${start}d${stop}`)).toEqual([
		{ text: 'a ', found: false },
		{ text: 'b', found: true },
		{ text: ' c', found: false },
		{ text: 'd', found: true }
	]);
	fc.assert(
		fc.property(fc.array(fc.constantFrom(start, stop, 'x', '<b>', ' ')), (parts) => {
			const text = parts.join('');
			const plain = text.replaceAll(start, '').replaceAll(stop, '');
			expect(
				piecesOf(text)
					.map((piece) => piece.text)
					.join('')
			).toBe(plain);
		})
	);
});
