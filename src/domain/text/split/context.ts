/** Where a walk through the tree stands: what was stated above, and what it gathers. */

import type { Element } from 'hast';
import type { Unit } from '../unit.ts';
import type { Findings } from './findings.ts';
import type { NoteBook } from './notes.ts';
import { limits, stop } from './outcome.ts';
import { hasClass, is, attribute, stated, type Child } from './tree.ts';

/** A unit whose `lang` is what was stated ('' if nothing) and whose runs call notes of the book. */
export type Rough = Unit;

export type Context = {
	lang: string;
	depth: number;
	listLevel: number;
	book: NoteBook;
	findings: Findings;
	/** The units inside a container; handed down so that its parts need not know each other. */
	inside: (children: Child[], context: Context) => Rough[];
};

export function below(context: Context, element: Element): Context {
	const depth = context.depth + 1;
	if (depth > limits.depth) stop({ code: 'too_deep', limit: limits.depth });
	return { ...context, depth, lang: stated(element) || context.lang };
}

const active = [
	'script',
	'noscript',
	'iframe',
	'frame',
	'frameset',
	'object',
	'embed',
	'applet',
	'audio',
	'video',
	'canvas',
	'form',
	'button',
	'select',
	'textarea',
	'input',
	'dialog'
];
const silent = [
	'style',
	'template',
	'head',
	'title',
	'link',
	'meta',
	'base',
	'wbr',
	'colgroup',
	'rp'
];

/** Counts and refuses what does not belong in a text; forms are kept for the text in them. */
export function isLeftOut(element: Element, { book, findings }: Context): boolean {
	if (book.aside.has(element) || silent.includes(element.tagName)) return true;
	if (is(element, 'form', 'dialog')) return false;
	if (is(element, 'input') && attribute(element, 'type') === 'checkbox') return false;
	if (active.includes(element.tagName)) {
		findings.active++;
		return true;
	}
	if (isHidden(element)) {
		findings.hidden++;
		return true;
	}
	return false;
}

const isHidden = (element: Element) =>
	'hidden' in element.properties ||
	hasClass(element, 'sr-only', 'visually-hidden') ||
	/display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i.test(
		attribute(element, 'style') ?? ''
	);
