import { expect, test } from 'vitest';
import { leaves, withLeaves } from './leaves.ts';
import type { Unit } from './unit.ts';

const noted: Unit = {
	kind: 'list',
	lang: 'en',
	body: {
		marker: 'decimal',
		start: 1,
		lead: [{ text: 'These ' }, { text: 'rules', em: true }],
		items: [
			{ parts: [{ runs: [{ text: 'one' }, { text: '', note: 0 }] }] },
			{
				parts: [
					{ runs: [{ text: 'two' }] },
					{
						list: {
							marker: 'bullet',
							start: 1,
							items: [{ parts: [{ runs: [{ text: 'below' }] }] }]
						}
					}
				]
			}
		],
		notes: [{ label: '1', runs: [{ text: 'a note' }] }]
	}
};

test('the lines of a unit are its items, cells and notes in order', () => {
	expect(leaves(noted)).toEqual(['These rules', 'one', 'two', 'below', 'a note']);
});

test('other words stand on the same lines, with the notes they call', () => {
	const said = withLeaves(noted, ['These rules', 'uno', 'dos', 'debajo', 'una nota']);
	expect(said && leaves(said)).toEqual(['These rules', 'uno', 'dos', 'debajo', 'una nota']);
	expect(said?.body).toMatchObject({
		lead: [{ text: 'These ' }, { text: 'rules', em: true }],
		items: [{ parts: [{ runs: [{ text: 'uno' }, { note: 0 }] }] }, {}],
		notes: [{ label: '1', runs: [{ text: 'una nota' }] }]
	});
});

test.each([[['one']], [['1', '2', '3', '4', '5', '6']], [[]]])(
	'%j lines are not the five of the unit',
	(lines) => {
		expect(withLeaves(noted, lines)).toBeNull();
	}
);

test('a picture is said by its description and its caption', () => {
	const figure: Unit = {
		kind: 'figure',
		lang: 'en',
		body: { alt: 'A quay', caption: [{ text: 'The quay' }] }
	};
	expect(leaves(figure)).toEqual(['A quay', 'The quay']);
	expect(withLeaves(figure, ['Un quai', 'Le quai'])?.body).toEqual({
		alt: 'Un quai',
		caption: [{ text: 'Le quai' }]
	});
});
