/** Blocks of a PDF as the tree every format is turned into. */

import type { Element, ElementContent, Root } from 'hast';
import type { Findings } from '../findings.ts';
import { listed, type Shaped } from '../listed.ts';
import { plainly } from '../office/facts.ts';
import { grouped } from '../office/grouped.ts';
import { withoutTitleBlock } from '../office/title-block.ts';
import type { Place } from '../place.ts';
import { element, string } from '../tree.ts';
import { wordsOf, type Block, type Grid, type Prose } from './block.ts';
import { placesOf } from './listing.ts';
import { callsOf, type Calls } from './notes.ts';
import { letters, most, type Line, type Span } from './span.ts';
import { bookOf, wordsIn, type Book } from './words.ts';

type Known = { book: Book; calls: Calls };

export function rootOf(blocks: Block[], findings: Findings): { root: Root; title: string } {
	const lines = blocks.flatMap(linesIn);
	const calls = callsOf(blocks);
	const known: Known = { book: bookOf(lines), calls };
	const text = blocks.filter((one) => !calls.notes.has(one));
	const places = placesOf(text);
	const shaped = text.map((one) => shape(one, places, known));
	const notes = [...calls.notes].map(([one, id]) =>
		element('div', { id }, one.kind === 'prose' ? [element('p', {}, words(one, known))] : [])
	);
	const { title, rest } = withoutTitleBlock(shaped, findings);
	const body = grouped(listed(rest));
	const children = [...body, element('section', { role: 'doc-endnotes' }, notes)];
	return { root: { type: 'root', children }, title };
}

const linesIn = (one: Block): Line[] => {
	if (one.kind === 'prose') return one.lines;
	return one.kind === 'grid' ? one.rows.flat(2).flatMap(({ lines }) => lines) : [];
};

function shape(one: Block, places: Map<Prose, Place>, known: Known): Shaped {
	if (one.kind === 'picture')
		return {
			facts: plainly('picture', one.alt),
			made: element('figure', {}, [element('img', { alt: one.alt })])
		};
	if (one.kind === 'grid') return { facts: undefined, made: table(one, known) };
	const said = words(one, known);
	const facts = { ...plainly(one.role), heading: one.heading, place: places.get(one) ?? null };
	if (one.heading) return { facts, made: element(`h${one.heading}`, {}, said) };
	return {
		facts,
		made: element('p', one.role === 'caption' ? { dataCaption: 'above' } : {}, said)
	};
}

function words(one: Prose, { book, calls }: Known): ElementContent[] {
	const call = (span: Span) => {
		const id = calls.bySpan.get(span);
		if (!id) return null;
		const link = element('a', { role: 'doc-noteref', href: `#${id}` }, [string(span.text.trim())]);
		return element('sup', {}, [link]);
	};
	const before = one.note === null ? [] : calls.notes.has(one) ? [] : [string(`${one.note} `)];
	const look = one.heading || one.role === 'title' ? { bold: true, italic: true } : lookOf(one);
	return [...before, ...wordsIn(one.lines, book, call, look)];
}

/** A quotation or caption all in italics is so by its kind; a paragraph in bold means it. */
function lookOf({ lines, role }: Prose) {
	const spans = lines.flatMap((line) => line.spans);
	const italic = most(
		spans.map(({ font, text }) => ({ value: font.italic, weight: letters(text) }))
	);
	return { bold: false, italic: role !== 'text' && italic === true };
}

function table({ head, rows, caption }: Grid, known: Known): Element {
	const row = (cells: Prose[][], name: string) =>
		element(
			'tr',
			{},
			cells.map((cell) =>
				element(
					name,
					{},
					cell.map((one) => element('p', {}, words(one, known)))
				)
			)
		);
	const said = caption.filter((one) => wordsOf(one.lines));
	return element('table', {}, [
		...(said.length > 0
			? [
					element(
						'caption',
						{},
						said.flatMap((one) => words(one, known))
					)
				]
			: []),
		...(head > 0
			? [
					element(
						'thead',
						{},
						rows.slice(0, head).map((cells) => row(cells, 'th'))
					)
				]
			: []),
		element(
			'tbody',
			{},
			rows.slice(head).map((cells) => row(cells, 'td'))
		)
	]);
}
