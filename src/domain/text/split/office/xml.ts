/** Just enough of XML: parse without trusting, walk, ask by local name. */

import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { stop } from '../outcome.ts';

export type Tree = Document;
export type Tag = Element;

const damaged = () => stop({ code: 'damaged' });
const parser = new DOMParser({
	errorHandler: { warning: () => undefined, error: damaged, fatalError: damaged }
});

export function read(bytes: Uint8Array): Tree {
	const source = new TextDecoder().decode(bytes);
	// Word writes no doctype; entities that grow are the only reason to have one.
	if (/<!(DOCTYPE|ENTITY)/i.test(source)) damaged();
	const tree = parser.parseFromString(source.replace(/^\ufeff/, ''), 'text/xml');
	return tree?.documentElement ? tree : damaged();
}

export const write = (tree: Tree) =>
	new TextEncoder().encode(new XMLSerializer().serializeToString(tree));

/** What stands in the outermost element, as text. */
export const inner = (tree: Tree) =>
	[...children(tree.documentElement)]
		.map((tag) => new XMLSerializer().serializeToString(tag))
		.join('');

export const isTag = (node: Node | null, ...names: string[]): node is Tag =>
	node?.nodeType === 1 && (names.length === 0 || names.includes((node as Tag).localName));

export function children(tag: Node, ...names: string[]): Tag[] {
	const found: Tag[] = [];
	for (let node = tag.firstChild; node; node = node.nextSibling)
		if (isTag(node, ...names)) found.push(node);
	return found;
}

export const child = (tag: Node | undefined, name: string): Tag | undefined =>
	tag && children(tag, name)[0];

/** Every element below in reading order, a list that stays as it is when the tree changes. */
export function all(root: Node, ...names: string[]): Tag[] {
	const found: Tag[] = [];
	let node: Node | null = root.firstChild;
	while (node) {
		if (isTag(node, ...names)) found.push(node);
		if (node.firstChild) {
			node = node.firstChild;
			continue;
		}
		while (node && node !== root && !node.nextSibling) node = node.parentNode;
		node = node === root || !node ? null : node.nextSibling;
	}
	return found;
}

/** An attribute by its local name, whatever prefix its namespace has. */
export function value(tag: Tag | undefined, name = 'val'): string | null {
	if (!tag) return null;
	for (let at = 0; at < tag.attributes.length; at++) {
		const attribute = tag.attributes.item(at);
		if (attribute && (attribute.localName === name || attribute.name === name))
			return attribute.value;
	}
	return null;
}

/** A switch such as `<w:b/>`: on unless it says off; null if it is not there. */
export function isOn(tag: Tag | undefined): boolean | null {
	if (!tag) return null;
	return !['0', 'false', 'off', 'none'].includes(value(tag) ?? '');
}

export function ancestor(tag: Node, ...names: string[]): Tag | null {
	for (let node = tag.parentNode; node; node = node.parentNode)
		if (isTag(node, ...names)) return node;
	return null;
}

export const remove = (node: Node) => node.parentNode?.removeChild(node);

export function replaceWith(node: Node, nodes: Node[]): void {
	for (const other of nodes) node.parentNode?.insertBefore(other, node);
	remove(node);
}

export function insertAfter(node: Node, nodes: Node[]): void {
	const next = node.nextSibling;
	for (const other of nodes) node.parentNode?.insertBefore(other, next);
}

export const integer = (text: string | null): number | null => {
	const number = Number.parseInt(text ?? '', 10);
	return Number.isNaN(number) ? null : number;
};
