/** Elements within a line, turned into runs. */

import type { Element } from 'hast';
import { safeLink } from '../link.ts';
import type { Run } from '../unit.ts';
import { below, isLeftOut, type Context } from './context.ts';
import { attribute, is, isElement, type Child } from './tree.ts';

export type Style = Omit<Run, 'text' | 'note'>;

export function runs(nodes: Child[], context: Context, style: Style = {}): Run[] {
	return nodes.flatMap((node) => {
		if (node.type === 'text') return [{ ...style, text: node.value.replace(/[ \t\r\n\f]+/g, ' ') }];
		return isElement(node) ? styled(node, context, style) : [];
	});
}

function styled(element: Element, context: Context, style: Style): Run[] {
	if (isLeftOut(element, context)) return [];
	const note = context.book.calls.get(element);
	if (note !== undefined) return [{ text: '', note }];
	if (is(element, 'br')) return [{ ...style, text: '\n' }];
	if (is(element, 'input'))
		return [{ ...style, text: 'checked' in element.properties ? '☒ ' : '☐ ' }];
	if (is(element, 'img', 'svg', 'picture')) return [];
	if (is(element, 'q')) return quoted(element, context, style);

	const inner = runs(element.children, below(context, element), {
		...style,
		...styleOf(element, context)
	});
	// A raised note call is the call alone.
	return is(element, 'sup') && inner.some(({ note }) => note !== undefined)
		? inner.filter(({ text, note }) => note !== undefined || /[^\s,[\]()]/.test(text))
		: inner;
}

const quoted = (element: Element, context: Context, style: Style): Run[] => [
	{ ...style, text: '“' },
	...runs(element.children, below(context, element), style),
	{ ...style, text: '”' }
];

function styleOf(element: Element, context: Context): Style {
	switch (element.tagName) {
		case 'em':
		case 'i':
		case 'cite':
		case 'dfn':
		case 'var':
			return { em: true };
		case 'strong':
		case 'b':
			return { strong: true };
		case 'code':
		case 'kbd':
		case 'samp':
		case 'tt':
			return { code: true };
		case 'sup':
			return { sup: true };
		case 'sub':
			return { sub: true };
		case 'del':
		case 's':
		case 'strike':
			context.findings.struck++;
			return {};
		case 'a':
			return linked(element, context);
		default:
			return {};
	}
}

function linked(element: Element, context: Context): Style {
	const href = attribute(element, 'href');
	if (href === null || href === '' || href.startsWith('#')) return {};
	const safe = safeLink(href);
	if (!safe) context.findings.links++;
	return safe ? { href: safe } : {};
}

const within = new Set(
	(
		'a abbr acronym b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark ' +
		'nobr output picture q rb rt ruby s samp small span strike strong sub sup svg time tt u var wbr ' +
		'math script style template noscript iframe object embed audio video canvas button select textarea'
	).split(' ')
);

const answers = new WeakMap<Element, boolean>();

/** Whether a node stands within a line; a link or span around whole blocks does not. */
export function isInline(node: Child): boolean {
	if (!isElement(node)) return true;
	const known = answers.get(node);
	if (known !== undefined) return known;
	const answer =
		node.tagName === 'svg' || (within.has(node.tagName) && node.children.every(isInline));
	answers.set(node, answer);
	return answer;
}
