/** Numbered paragraphs, flat in Word and on a printed page, put together as lists in lists. */

import type { Element } from 'hast';
import type { Marker } from '../unit.ts';
import type { Facts } from './office/facts.ts';
import type { Place } from './place.ts';
import { element, text } from './tree.ts';

export type Shaped = { facts: Facts | undefined; made: Element };
type Open = { place: Place; list: Element };

export function listed(all: Shaped[]): Shaped[] {
	const found: Shaped[] = [];
	let open: Open[] = [];
	all.forEach(({ facts, made }, index) => {
		const place = facts?.place;
		if (place?.isContinuation && open.length > 0) {
			addBelow(open, made, (other) => other.level <= place.level);
		} else if (place && !place.isContinuation) {
			open = at(open, place);
			const top = open.at(-1);
			if (!top) {
				const list = listFor(place);
				found.push({ facts: undefined, made: list });
				open = [{ place, list }];
			}
			open.at(-1)?.list.children.push(element('li', {}, [made]));
		} else if (open.length > 0 && isBlank(made)) {
			// An empty line between items ends nothing.
		} else if (open.length > 0 && goesOn(all, index, open)) {
			const indent = facts?.indent ?? 0;
			addBelow(open, made, (other) => other.indent <= indent);
		} else {
			open = [];
			found.push({ facts, made });
		}
	});
	return found;
}

/** The lists that are open where this paragraph stands, its own last; none if it begins anew. */
function at(open: Open[], place: Place): Open[] {
	const same = open.findLastIndex(
		(other) => other.place.numId === place.numId && other.place.level === place.level
	);
	if (same !== -1) return open.slice(0, same + 1);
	const above = open.findLastIndex((other) => isAbove(other.place, place));
	const parent = open[above];
	if (!parent) return [];
	const list = listFor(place);
	itemOf(parent.list).children.push(list);
	return [...open.slice(0, above + 1), { place, list }];
}

/** By level; where levels are alike, lists made by hand are told by their indent. */
const isAbove = (other: Place, place: Place) =>
	other.level < place.level || (other.level === place.level && other.indent + 100 < place.indent);

function itemOf(list: Element): Element {
	const last = list.children.at(-1);
	if (last?.type === 'element' && last.tagName === 'li') return last;
	const item = element('li');
	list.children.push(item);
	return item;
}

function addBelow(open: Open[], made: Element, holds: (place: Place) => boolean): void {
	const holder = open.findLast(({ place }) => holds(place)) ?? open[0];
	if (holder) itemOf(holder.list).children.push(made);
}

/** An indented paragraph between two items of one list belongs to the first of them. */
function goesOn(all: Shaped[], index: number, open: Open[]): boolean {
	const { facts, made } = all[index] ?? {};
	if (!facts || made?.tagName !== 'p' || facts.role !== 'text' || facts.indent <= 0) return false;
	for (const later of all.slice(index + 1, index + 20)) {
		const place = later.facts?.place;
		if (place && !place.isContinuation)
			return open.some((other) => other.place.numId === place.numId);
		if (later.made.tagName !== 'p' || (later.facts?.indent ?? 0) <= 0) return false;
	}
	return false;
}

const isBlank = (made: Element) => made.tagName === 'p' && text(made).trim() === '';

const types: Partial<Record<Marker, string>> = {
	'lower-alpha': 'a',
	'upper-alpha': 'A',
	'lower-roman': 'i',
	'upper-roman': 'I'
};

export const listFor = ({ marker, number }: Pick<Place, 'marker' | 'number'>): Element =>
	marker === 'bullet'
		? element('ul')
		: element('ol', { start: number, ...(types[marker] ? { type: types[marker] } : {}) });
