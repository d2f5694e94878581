/** Items of lists, one after another on the pages, with the list and level each belongs to. */

import type { Marker } from '../../unit.ts';
import type { Place } from '../place.ts';
import type { Block, Prose } from './block.ts';
import { letter, type Label } from './label.ts';

type Open = { indent: number; marker: Marker; number: number; numId: string };

/** Points that two beginnings of one list may differ by. */
const tolerance = 5;

export function placesOf(blocks: Block[]): Map<Prose, Place> {
	const places = new Map<Prose, Place>();
	let open: Open[] = [];
	let lists = 0;
	for (const block of blocks) {
		if (block.kind !== 'prose' || (!block.item && block.note === null)) {
			open = [];
			continue;
		}
		if (block.note !== null || !block.item) continue;
		const { label } = block.item;
		if (!label) {
			const top = open.at(-1);
			if (top) places.set(block, placeOf(top, open.length - 1, block.indent, null));
			continue;
		}
		while (open.length > 1 && block.indent < (open.at(-1)?.indent ?? 0) - tolerance) open.pop();
		const top = open.at(-1);
		const here = read(label, top);
		const isLevel = top !== undefined && block.indent <= top.indent + tolerance;
		if (top && isLevel && follows(top, here)) top.number = here.number;
		else {
			const begun = { indent: block.indent, ...here, numId: String(lists++) };
			if (isLevel) open[open.length - 1] = begun;
			else open.push(begun);
		}
		const now = open.at(-1);
		if (now) places.set(block, placeOf(now, open.length - 1, block.indent, label));
	}
	return places;
}

/** A lone i, v or x goes on with letters where letters went before. */
function read(
	{ text, marker, number }: Label,
	top: Open | undefined
): Omit<Open, 'indent' | 'numId'> {
	const said = text.replace(/[^a-z]/gi, '');
	const kin = marker === 'lower-roman' ? 'lower-alpha' : 'upper-alpha';
	const isRoman = marker === 'lower-roman' || marker === 'upper-roman';
	if (isRoman && said.length === 1 && top?.marker === kin && top.number + 1 === letter(said))
		return { marker: kin, number: letter(said) };
	return { marker, number };
}

const follows = (top: Open, next: { marker: Marker; number: number }) =>
	top.marker === next.marker && (next.marker === 'bullet' || next.number > top.number);

const placeOf = (
	{ numId, marker, number }: Open,
	level: number,
	indent: number,
	label: Label | null
): Place => ({
	numId,
	level,
	// In twentieths of a point, as in word processors.
	indent: indent * 20,
	marker,
	number,
	label: label?.text ?? '',
	isContinuation: label === null
});
