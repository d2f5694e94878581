/** Lists of an OpenDocument text: nested as they are written, joined where one goes on. */

import type { Element } from 'hast';
import { listFor, type Shaped } from '../listed.ts';
import * as xml from '../office/xml.ts';
import { element, is, isElement, string } from '../tree.ts';
import { labelOf, rulesOf, type Rule } from './counting.ts';
import type { Known } from './known.ts';

type Here = { tag: xml.Tag; rules: Rule[]; style: string; level: number; counts: number[] };
type Flow = (tag: xml.Tag, known: Known) => Shaped[];

/** A list as one element; headings and clauses that were numbered as a list, one after another. */
export function list(tag: xml.Tag, known: Known, flow: Flow): Shaped[] {
	const style = xml.value(tag, 'style-name') ?? '';
	const rules = rulesOf(known.styles.lists.get(style));
	const here: Here = { tag, rules, style, level: 0, counts: [] };
	const made = items(here, known, flow);
	const [last] = here.counts;
	for (const key of [style, `#${xml.value(tag, 'id')}`])
		if (last !== undefined) known.counted.set(key, last);
	return made;
}

function items(here: Here, known: Known, flow: Flow): Shaped[] {
	const found: Shaped[] = [];
	let open: Element | null = null;
	for (const item of xml.children(here.tag, 'list-item', 'list-header')) {
		const isCounted = item.localName === 'list-item' && !isOnlyDeeper(item, here);
		const number = isCounted ? count(item, here, known) : null;
		if (isLabelled(here) || xml.all(item, 'h').length > 0) {
			open = null;
			found.push(...asText(item, number, here, known, flow));
			continue;
		}
		const children = inItem(item, here, known, flow).map(({ made }) => made);
		if (!open) {
			open = listFor({ marker: here.rules[here.level]?.marker ?? 'bullet', number: number ?? 1 });
			found.push({ facts: undefined, made: open });
		}
		// What has no number goes with what stands before it.
		const last = open.children.findLast(isElement);
		if (number === null && last) last.children.push(...children);
		else open.children.push(element('li', {}, children));
	}
	return found;
}

/** A list that goes on inside the last item of the one before opens with an item that is none. */
const isOnlyDeeper = (item: xml.Tag, { tag, level, counts }: Here) =>
	level === 0 &&
	counts.length === 0 &&
	isContinued(tag) &&
	xml.children(item).every((child) => xml.isTag(child, 'list'));

/** "Article 3" is words: a clause, not an item. */
const isLabelled = ({ rules, level }: Here) => {
	const rule = rules[level];
	return rule ? rule.marker !== 'bullet' && /\p{L}{2,}/u.test(rule.prefix + rule.suffix) : false;
};

/** The number of this item, which the next one goes on from. */
function count(item: xml.Tag, here: Here, known: Known): number {
	const { level, rules, counts } = here;
	const stated = xml.integer(xml.value(item, 'start-value'));
	const before = counts[level] ?? (level === 0 ? wentBefore(here, known) : undefined);
	const number = stated ?? (before === undefined ? (rules[level]?.start ?? 1) : before + 1);
	counts[level] = number;
	counts.length = level + 1;
	return number;
}

function wentBefore({ tag, style }: Here, { counted }: Known): number | undefined {
	const named = xml.value(tag, 'continue-list');
	if (named) return counted.get(`#${named}`);
	return xml.value(tag, 'continue-numbering') === 'true' ? counted.get(style) : undefined;
}

const inItem = (item: xml.Tag, here: Here, known: Known, flow: Flow): Shaped[] =>
	xml
		.children(item)
		.flatMap((child) =>
			xml.isTag(child, 'list') ? items(deeper(child, here, known), known, flow) : flow(child, known)
		);

function deeper(tag: xml.Tag, here: Here, { styles }: Known): Here {
	const style = xml.value(tag, 'style-name');
	const rules = style ? rulesOf(styles.lists.get(style)) : here.rules;
	// Shared on purpose: numbers such as 1.1 count through the levels.
	const { counts } = here;
	counts.length = Math.min(counts.length, here.level + 1);
	return { tag, rules, style: style ?? here.style, level: here.level + 1, counts };
}

/** An item as what stands in it, its number before its words. */
function asText(
	item: xml.Tag,
	number: number | null,
	here: Here,
	known: Known,
	flow: Flow
): Shaped[] {
	const label = number === null ? '' : labelOf(here.rules, here.level, here.counts);
	const made = inItem(item, here, known, flow);
	const [first] = xml.children(item);
	if (label && first && !xml.isTag(first, 'list'))
		made[0]?.made.children.unshift(string(`${label} `));
	return made;
}

/** Whether a list says that it goes on with the one before. */
export const goesOn = (tag: xml.Tag, before: Element | undefined): before is Element =>
	is(before, 'ul', 'ol') && isContinued(tag);

const isContinued = (tag: xml.Tag) =>
	xml.value(tag, 'continue-numbering') === 'true' || xml.value(tag, 'continue-list') !== null;

/** Puts the items of a list to the end of another; what only nests deeper belongs to the last item. */
export function append(list: Element, more: Element): void {
	more.children.filter(isElement).forEach((item, at) => {
		const last = list.children.findLast(isElement);
		const inner = item.children.filter(isElement);
		const isDeeper = at === 0 && inner.length > 0 && inner.every((one) => is(one, 'ul', 'ol'));
		if (!last || !isDeeper) list.children.push(item);
		else for (const one of inner) nest(last, one);
	});
}

function nest(item: Element, list: Element): void {
	const open = item.children.findLast(isElement);
	if (open && open.tagName === list.tagName) append(open, list);
	else item.children.push(list);
}
