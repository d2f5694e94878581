/** HTML as a tree, without what surrounds the text. Nothing is executed, nothing is fetched. */

import type { Element, Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { collapse } from '../characters.ts';
import { tag } from '../language.ts';
import type { Findings } from './findings.ts';
import { attribute, elements, hasClass, is, isElement, stated, text } from './tree.ts';
import { withLists } from './word-html.ts';

/** A document as a tree, with what it says of itself. */
export type Reading = { root: Root; title: string | null; language: string | null };

const parser = unified().use(rehypeParse);

export function readHtml(source: string, findings: Findings): Reading {
	const root = parser.parse(withoutNestedParagraphs(source));
	const all = [...elements(root)];
	const html = all.find((element) => is(element, 'html'));
	const body = all.find((element) => is(element, 'body'));
	const named = all.find((element) => is(element, 'title'));
	const title = takeTitleBlock(all, findings) || (named ? collapse(text(named)) : '');
	const language = tag(html && stated(html)) ?? tag(body && stated(body));
	// Said of the whole page it is a declaration to be weighed, not a mark on each paragraph.
	for (const whole of [html, body])
		for (const key of ['lang', 'xmlLang', 'xml:lang']) delete whole?.properties[key];
	withLists(root);
	return { root: narrowed(root, all, findings), title: title || null, language };
}

/** The title above the text, as converters write it: taken out, for it is no unit. */
function takeTitleBlock(all: Element[], findings: Findings): string | null {
	const block = all.find(
		(element) =>
			attribute(element, 'id') === 'title-block-header' ||
			(is(element, 'header') && element.children.some(isTitle))
	);
	const heading = (block?.children ?? all).find(isTitle);
	if (!heading) return null;
	const title = collapse(text(heading));
	if (!block) {
		heading.children = [];
		return title;
	}
	const rest = block.children
		.filter((child) => child !== heading)
		.map((child) => collapse(text(child)));
	findings.titleLines.push(...rest.filter(Boolean));
	block.children = [];
	return title;
}

const isTitle = (node: Element['children'][number]): node is Element =>
	isElement(node) &&
	((is(node, 'h1') && hasClass(node, 'title')) || (is(node, 'p') && hasClass(node, 'MsoTitle')));

/** Only the main part of a web page, where it marks one. Notes may stand outside it. */
function narrowed(root: Root, all: Element[], findings: Findings): Root {
	const mains = all.filter(
		(element) => is(element, 'main') || attribute(element, 'role') === 'main'
	);
	const [main] = mains;
	if (!main || mains.length > 1) return root;
	const notes = all.filter(
		(element) =>
			(attribute(element, 'role') === 'doc-endnotes' || hasClass(element, 'footnotes')) &&
			![...elements(main)].includes(element)
	);
	const inside = [main, ...notes].map((element) => collapse(text(element))).join('').length;
	const everything = all.find((element) => is(element, 'body')) ?? root;
	if (collapse(text(everything)).length > inside + notes.length + 1) findings.outsideMain = true;
	return { type: 'root', children: [main, ...notes] };
}

/**
 * Converters nest paragraphs where raw tags stood inside a line. A browser would end the outer one
 * and leave its rest homeless; if all tags are paired, the inner ones only part words.
 */
function withoutNestedParagraphs(source: string): string {
	const tags = /<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1\s*>|<(\/?)p(?:\s[^>]*)?>/gi;
	let depth = 0;
	let isPaired = true;
	const flat = source.replace(tags, (whole, _skipped, slash?: string) => {
		if (slash === undefined) return whole;
		const outer = slash ? depth-- : ++depth;
		if (outer < 1) isPaired = false;
		return outer > 1 ? ' ' : whole;
	});
	return isPaired && depth === 0 ? flat : source;
}
