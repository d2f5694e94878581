/** Lists, with what is nested in them, as one unit. */

import type { Element } from 'hast';
import { isBlank, tidy, type Item, type Listing, type Marker, type Part } from '../unit.ts';
import { below, type Context, type Rough } from './context.ts';
import { limits } from './outcome.ts';
import { attribute, is, isElement, number } from './tree.ts';

export function list(element: Element, context: Context): Rough[] {
	const listing = read(element, context);
	return listing.items.length > 0 ? [{ kind: 'list', lang: context.lang, body: listing }] : [];
}

function read(element: Element, above: Context): Listing {
	const context = { ...above, listLevel: above.listLevel + 1 };
	const marker = is(element, 'ol') ? orderOf(element) : 'bullet';
	const items: Item[] = [];
	for (const child of element.children.filter(isElement)) {
		// Word and old editors put a list straight into a list: it belongs to the item before.
		const isStray = is(child, 'ul', 'ol');
		const parts = partsOf(isStray ? [child] : child.children, below(context, child));
		const last = items.at(-1);
		if (isStray && last) last.parts.push(...parts);
		else if (parts.length > 0) items.push({ parts });
	}
	const first = element.children.find((child) => is(child, 'li')) as Element | undefined;
	const start = number(element, 'start') ?? (first ? number(first, 'value') : null) ?? 1;
	return { marker, start, items: items.flatMap((item) => shallow(item, context)) };
}

/** A term, and below it what is said of it. */
export function definitions(element: Element, context: Context): Rough[] {
	const items: Item[] = [];
	const groups = element.children
		.filter(isElement)
		.flatMap((child) => (is(child, 'div') ? child.children.filter(isElement) : [child]));
	for (const child of groups) {
		const parts = partsOf(child.children, below(context, child));
		const last = items.at(-1);
		if (is(child, 'dt') || !last) items.push({ parts });
		else last.parts.push({ list: { marker: 'bullet', start: 1, items: [{ parts }] } });
	}
	const body: Listing = { marker: 'bullet', start: 1, items };
	return items.length > 0 ? [{ kind: 'list', lang: context.lang, body }] : [];
}

function partsOf(children: Element['children'], context: Context): Part[] {
	return context.inside(children, context).flatMap(partsOfUnit);
}

/** Whatever stands in an item, as paragraphs and lists. */
function partsOfUnit(unit: Rough): Part[] {
	switch (unit.kind) {
		case 'list': {
			const { marker, start, items } = unit.body;
			return [{ list: { marker, start, items } }];
		}
		case 'paragraph':
		case 'heading':
			return [{ runs: unit.body.runs }];
		case 'quote':
			return unit.body.paragraphs.map((runs) => ({ runs }));
		case 'code':
			return [{ runs: [{ text: unit.body.code, code: true }] }];
		case 'figure':
			return [{ runs: unit.body.caption ?? [{ text: unit.body.alt }] }];
		case 'table':
			return [...unit.body.head, ...unit.body.rows].map((row) => ({
				runs: tidy(row.flatMap((cell, at) => (at === 0 ? cell : [{ text: ' ' }, ...cell])))
			}));
	}
}

/** Below the deepest level, items stand beside the one that held them. */
function shallow(item: Item, { listLevel, findings }: Context): Item[] {
	const parts = item.parts.filter((part) => 'list' in part || !isBlank(part.runs));
	if (listLevel < limits.listLevels) return parts.length > 0 ? [{ parts }] : [];
	const own = parts.filter((part) => !('list' in part));
	const lifted = parts.flatMap((part) => ('list' in part ? part.list.items : []));
	findings.deepItems += lifted.length;
	return [...(own.length > 0 ? [{ parts: own }] : []), ...lifted];
}

const byType: Record<string, Marker> = {
	a: 'lower-alpha',
	A: 'upper-alpha',
	i: 'lower-roman',
	I: 'upper-roman'
};

const byStyle: [RegExp, Marker][] = [
	[/lower-(alpha|latin)/i, 'lower-alpha'],
	[/upper-(alpha|latin)/i, 'upper-alpha'],
	[/lower-roman/i, 'lower-roman'],
	[/upper-roman/i, 'upper-roman']
];

function orderOf(element: Element): Marker {
	const style = attribute(element, 'style') ?? '';
	const styled = byStyle.find(([pattern]) => pattern.test(style))?.[1];
	return styled ?? byType[attribute(element, 'type') ?? ''] ?? 'decimal';
}
