import { expect, test } from 'vitest';
import { plain, type Unit } from '../unit.ts';
import type { Source } from './outcome.ts';
import { parse } from './parse.ts';

async function read(text: string, format: Source['format'] = 'markdown') {
	const outcome = await parse({ content: text, format: format ?? 'markdown' }, () => undefined);
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	const said = outcome.units.map((unit: Unit) => `${unit.kind}: ${plain(unit)}`);
	return { said, firstNumber: outcome.firstNumber, units: outcome.units };
}

const mark = (n: number) => `<!-- P${n} -->`;

test('what stands under one mark is one unit with its number, up to the next mark or heading', async () => {
	const { said, firstNumber, units } = await read(
		[
			...['# Rivers', mark(12), 'One.', 'Two.[^a]', '## Banks', mark(13), 'Three.', '- a\n- b'],
			...[mark(14), 'Four.', '[^a]: A note.']
		].join('\n\n')
	);
	expect(said).toEqual([
		'heading: Rivers',
		'paragraph: One. Two. [A note.]',
		'heading: Banks',
		'list: Three.\na\nb',
		'paragraph: Four.'
	]);
	expect(firstNumber).toBe(12);
	expect(JSON.stringify(units[1])).toContain('\\n');
});

test.each([
	['marks that skip a number', [mark(3), 'One.', mark(5), 'Two.'], undefined],
	[
		'a paragraph outside between two',
		[mark(3), 'One.', '# H', 'Loose.', mark(4), 'Two.'],
		undefined
	],
	['a paragraph outside before the first', ['Loose.', mark(3), 'One.', mark(4), 'Two.'], 2],
	['more before than there are numbers', ['Loose.', mark(0), 'One.'], undefined]
])('%s: the first number is %j', async (_, lines, first) => {
	const { said, firstNumber } = await read(lines.join('\n\n'));
	expect(firstNumber).toBe(first);
	expect(said.filter((one) => one.startsWith('paragraph'))).toHaveLength(
		lines.filter((line) => /^\w+\.$/.test(line)).length
	);
});

test('other comments are no marks', async () => {
	const { said, firstNumber } = await read(
		'<!-- Page 12 -->\n\nOne.\n\nTwo.\n\n<!-- 7 -->\n\nThree.'
	);
	expect(said).toEqual(['paragraph: One.', 'paragraph: Two.', 'paragraph: Three.']);
	expect(firstNumber).toBeUndefined();
});
