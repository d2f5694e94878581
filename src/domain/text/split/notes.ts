/** Footnotes and endnotes: which links call one, and which elements hold its words. */

import type { Element, Root } from 'hast';
import { attribute, elements, hasClass, is, isElement, text } from './tree.ts';

export type NoteBook = {
	/** The link that calls, and the number of its note. */
	calls: Map<Element, number>;
	notes: { label: string; holder: Element }[];
	/** Elements that belong to the notes and not to the running text. */
	aside: Set<Element>;
};

export function findNotes(root: Root): NoteBook {
	const { byId, parents } = survey(root);
	const book: NoteBook = { calls: new Map(), notes: [], aside: new Set() };
	const numbers = new Map<Element, number>();

	for (const link of byId.links) {
		const target = byId.get(attribute(link, 'href') ?? '');
		// In a note, the mark that leads back looks like a call.
		if (!target || isIn(book.aside, link, parents) || !calls(link, target, parents)) continue;
		const holder = holderOf(target, parents);
		if (isIn(new Set([holder]), link, parents)) continue;
		let number = numbers.get(holder);
		if (number === undefined) {
			number = book.notes.push({ label: labelOf(link), holder }) - 1;
			numbers.set(holder, number);
			book.aside.add(holder);
		}
		book.calls.set(link, number);
	}
	setAside(root, book);
	return book;
}

type Targets = { links: Element[]; get: (href: string) => Element | undefined };
type Parents = Map<Element, Element>;

function survey(root: Root): { byId: Targets; parents: Parents } {
	const ids = new Map<string, Element>();
	const links: Element[] = [];
	const parents: Parents = new Map();
	for (const element of elements(root)) {
		for (const child of element.children) if (isElement(child)) parents.set(child, element);
		const id = attribute(element, 'id') ?? (is(element, 'a') ? attribute(element, 'name') : null);
		if (id && !ids.has(id)) ids.set(id, element);
		if (is(element, 'a') && attribute(element, 'href')?.startsWith('#')) links.push(element);
	}
	const get = (href: string) => ids.get(decoded(href.slice(1))) ?? ids.get(href.slice(1));
	return { byId: { links, get }, parents };
}

function decoded(id: string): string {
	try {
		return decodeURIComponent(id);
	} catch {
		return id;
	}
}

/** Said so by role or class; or short, raised or bracketed, and linked back from there. */
function calls(link: Element, target: Element, parents: Parents): boolean {
	if (isBacklink(link)) return false;
	const role = attribute(link, 'role') ?? '';
	if (role === 'doc-noteref' || hasClass(link, 'footnote-ref', 'footnoteRef')) return true;
	if ('dataFootnoteRef' in link.properties) return true;
	if (/note(ref)?/.test(attribute(link, 'epub:type') ?? attribute(link, 'epubType') ?? ''))
		return true;

	const label = text(link).trim();
	const raised = is(parents.get(link), 'sup') || link.children.some((child) => is(child, 'sup'));
	if (label.length > 8 || !(raised || /^\[?[\d*†‡ivx]+\]?$/.test(label))) return false;
	return linksBack(holderOf(target, parents), link, parents);
}

const isBacklink = (link: Element) =>
	attribute(link, 'role') === 'doc-backlink' ||
	hasClass(link, 'footnote-back', 'footnote-backref', 'data-footnote-backref') ||
	'dataFootnoteBackref' in link.properties;

function linksBack(holder: Element, link: Element, parents: Parents): boolean {
	const names = new Set<string>();
	for (
		let at: Element | undefined = link, steps = 0;
		at && steps < 3;
		at = parents.get(at), steps++
	)
		for (const key of ['id', 'name']) {
			const name = attribute(at, key);
			if (name) names.add(name);
		}
	return backlinks(holder).some((href) => names.has(decoded(href.slice(1))));
}

function backlinks(holder: Element): string[] {
	const found = [holder, ...elements(holder)].filter((element) => is(element, 'a'));
	return found.flatMap((link) => attribute(link, 'href') ?? []);
}

/** The whole note where only an anchor in it is the target. */
function holderOf(target: Element, parents: Parents): Element {
	let at = target;
	while (is(at, 'a', 'sup', 'span', 'em', 'strong', 'b', 'i', 'dt')) {
		const parent = parents.get(at);
		if (!parent || is(parent, 'body', 'html')) break;
		at = parent;
	}
	// Word writes <div id="ftn1"><p>…</p></div>.
	const parent = parents.get(at);
	return is(parent, 'div') && /^(ft|ed)n\d+$/.test(attribute(parent, 'id') ?? '') ? parent : at;
}

function isIn(holders: Set<Element>, element: Element, parents: Parents): boolean {
	for (let at: Element | undefined = element; at; at = parents.get(at))
		if (holders.has(at)) return true;
	return false;
}

const labelOf = (link: Element) => text(link).replace(/[[\]()\s]/g, '');

/** Containers whose notes are all called go aside with their headings and rules. */
function setAside(root: Root, book: NoteBook): void {
	for (const element of elements(root)) {
		const isSection =
			attribute(element, 'role') === 'doc-endnotes' ||
			attribute(element, 'role') === 'doc-footnotes' ||
			'dataFootnotes' in element.properties ||
			hasClass(element, 'footnotes', 'endnotes');
		if (isSection && (isSpent(element, book) || allCalled(element, book))) book.aside.add(element);
		else if (is(element, 'ol', 'ul') && isSpent(element, book)) book.aside.add(element);
	}
}

function allCalled(section: Element, book: NoteBook): boolean {
	const items = outermostItems(section);
	return items.length > 0 && items.every((item) => book.aside.has(item));
}

/** Items of lists inside a note are not notes. */
function outermostItems(section: Element): Element[] {
	const found: Element[] = [];
	const waiting = [section];
	for (let next = waiting.pop(); next; next = waiting.pop())
		for (const child of next.children.filter(isElement))
			if (is(child, 'li')) found.push(child);
			else waiting.push(child);
	return found;
}

function isSpent(list: Element, book: NoteBook): boolean {
	const kept = list.children.filter(isElement);
	return kept.length > 0 && kept.every((child) => book.aside.has(child) || is(child, 'hr'));
}

export const isNoteBacklink = (link: Element, holder: Element) =>
	isBacklink(link) || (attribute(link, 'href')?.startsWith('#') === true && isReturn(link, holder));

/** A link in a note that is only an arrow or the note's own mark. */
function isReturn(link: Element, holder: Element): boolean {
	const label = text(link).trim();
	const first = text(holder).trim().startsWith(label);
	return (
		/^[↑↩↵⤴^\u{fe0e}\u{fe0f}]*$/u.test(label) || (first && /^\[?[\d*†‡ivx]+\]?\.?$/.test(label))
	);
}
