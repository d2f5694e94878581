/** Questions asked of the tree of elements that every format is turned into. */

import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast';

export type Child = ElementContent | RootContent;

export const isElement = (node: Nodes | undefined): node is Element => node?.type === 'element';

export function is(node: Element, ...names: string[]): boolean;
export function is(node: Nodes | undefined, ...names: string[]): node is Element;
export function is(node: Nodes | undefined, ...names: string[]): boolean {
	return isElement(node) && names.includes(node.tagName);
}

export function attribute(element: Element, name: string): string | null {
	const value = element.properties[name];
	if (value === null || value === undefined || value === false) return null;
	return Array.isArray(value) ? value.join(' ') : String(value);
}

export const hasClass = (element: Element, ...names: string[]) =>
	(attribute(element, 'className') ?? '').split(/\s+/).some((name) => names.includes(name));

export const number = (element: Element, name: string) => {
	const value = Number.parseInt(attribute(element, name) ?? '', 10);
	return Number.isNaN(value) ? null : value;
};

/** `lang` as HTML has it, or as XHTML does. */
export const stated = (element: Element) =>
	attribute(element, 'lang') || attribute(element, 'xmlLang') || attribute(element, 'xml:lang');

/** Every element below, in reading order. Not recursive: trees may be deep. */
export function* elements(root: Root | Element): Generator<Element> {
	const waiting: Child[] = [...root.children].reverse();
	for (let node = waiting.pop(); node; node = waiting.pop()) {
		if (!isElement(node)) continue;
		yield node;
		for (let at = node.children.length - 1; at >= 0; at--) {
			const child = node.children[at];
			if (child) waiting.push(child);
		}
	}
}

export function text(node: Nodes): string {
	const parts: string[] = [];
	const waiting: Nodes[] = [node];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		if (next.type === 'text') parts.push(next.value);
		else if ('children' in next) waiting.push(...[...next.children].reverse());
	}
	return parts.join('');
}

export const element = (
	tagName: string,
	properties: Element['properties'] = {},
	children: ElementContent[] = []
): Element => ({ type: 'element', tagName, properties, children });

export const string = (value: string): ElementContent => ({ type: 'text', value });
