/** What stands in a paragraph of an OpenDocument text, as elements within a line. */

import type { Element, ElementContent } from 'hast';
import * as xml from '../office/xml.ts';
import { element, string } from '../tree.ts';
import { frame } from './frame.ts';
import type { Known } from './known.ts';
import { over, type Marks } from './marks.ts';

export function inline(tag: xml.Tag, marks: Marks, known: Known): ElementContent[] {
	const found: ElementContent[] = [];
	for (let node = tag.firstChild; node; node = node.nextSibling) {
		if (node.nodeType === 3 || node.nodeType === 4)
			found.push(...marked(node.nodeValue ?? '', marks, known));
		else if (xml.isTag(node)) found.push(...within(node, marks, known));
	}
	return found;
}

/** Says nothing by itself, or says what is told elsewhere. */
const silent = new Set([
	'tracked-changes',
	'change',
	'change-start',
	'change-end',
	'soft-page-break',
	'annotation-end',
	'bookmark',
	'bookmark-start',
	'bookmark-end',
	'reference-mark',
	'reference-mark-start',
	'reference-mark-end',
	'number',
	'note-citation',
	'ruby-text',
	'event-listeners',
	'script'
]);

function within(tag: xml.Tag, marks: Marks, known: Known): ElementContent[] {
	switch (tag.localName) {
		case 'span':
			return spanned(tag, marks, known);
		case 's':
			return [string(' ')];
		case 'tab':
			return [string('\t')];
		case 'line-break':
			return [element('br')];
		case 'a':
			return [element('a', hrefOf(tag), inline(tag, marks, known))];
		case 'note':
			return [call(tag, known)];
		case 'annotation':
			known.findings.comments++;
			return [];
		case 'hidden-text':
			known.findings.hidden++;
			return [];
		case 'hidden-paragraph':
			return [];
	}
	if (silent.has(tag.localName)) return [];
	if (tag.prefix === 'draw' || /drawing/.test(tag.namespaceURI ?? ''))
		return frame(tag, known, (inner) => inline(inner, marks, known));
	// Fields stand for what they showed last.
	return inline(tag, marks, known);
}

function spanned(tag: xml.Tag, above: Marks, known: Known): ElementContent[] {
	const style = known.styles.text(xml.value(tag, 'style-name'));
	const marks = over(above, style.marks);
	if (style.names.some((name) => /^(source text|teletype|user entry|example)$/.test(name)))
		marks.code = true;
	if (marks.hidden) {
		if (tag.textContent?.trim()) known.findings.hidden++;
		return [];
	}
	return inline(tag, marks, known);
}

/** A place in the same document is no address. */
function hrefOf(tag: xml.Tag): Element['properties'] {
	const href = xml.value(tag, 'href');
	return href ? { href } : {};
}

const wrappers = ['code', 'sup', 'sub', 's', 'em', 'strong'] as const;

function marked(text: string, marks: Marks, known: Known): ElementContent[] {
	if (text === '') return [];
	const letters = text.trim().length;
	known.letters.set(marks.lang ?? '', (known.letters.get(marks.lang ?? '') ?? 0) + letters);
	return wrappers.reduce<ElementContent[]>(
		(inner, name) => (marks[name] ? [element(name, {}, inner)] : inner),
		[string(text)]
	);
}

/** A note is read where it is called. */
function call(tag: xml.Tag, known: Known): Element {
	const id = `odt-note-${known.notes.length + 1}`;
	const holder = element('div', { id });
	known.notes.push(holder);
	const body = xml.child(tag, 'note-body');
	if (body) holder.children = known.flow(body, { ...known, letters: new Map(), after: [] });
	const label = xml.child(tag, 'note-citation')?.textContent?.trim();
	const link = element('a', { role: 'doc-noteref', href: `#${id}` }, [string(label || '*')]);
	return element('sup', {}, [link]);
}
