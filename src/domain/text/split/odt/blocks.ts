/** Paragraphs, headings, lists and tables of an OpenDocument text, one after another. */

import type { Element } from 'hast';
import { byWords } from '../../language.ts';
import type { Level } from '../../unit.ts';
import type { Shaped } from '../listed.ts';
import { base } from '../docx/facts.ts';
import { plainly, roleNamed, type Facts, type Role } from '../office/facts.ts';
import { grouped } from '../office/grouped.ts';
import * as xml from '../office/xml.ts';
import { element, string } from '../tree.ts';
import { frame } from './frame.ts';
import { inline } from './inline.ts';
import type { Known } from './known.ts';
import { append, goesOn, list } from './list.ts';
import type { Style } from './styles.ts';
import { table } from './table.ts';

/** The blocks in a container, neighbours that belong together put into one. */
export const flow = (tag: xml.Tag, known: Known): Element[] => grouped(blocks(tag, known));

export function blocks(holder: xml.Tag, known: Known): Shaped[] {
	const found: Shaped[] = [];
	for (const tag of xml.children(holder)) {
		const made = block(tag, known);
		const before = found.at(-1)?.made;
		const [only] = made;
		if (xml.isTag(tag, 'list') && only && made.length === 1 && goesOn(tag, before))
			append(before, only.made);
		else found.push(...made);
	}
	return found;
}

/** Word processors make these from the headings, which come anyway. */
const listings = [
	'table-of-content',
	'alphabetical-index',
	'illustration-index',
	'table-index',
	'object-index',
	'user-index'
];

function block(tag: xml.Tag, known: Known): Shaped[] {
	const { findings } = known;
	if (listings.includes(tag.localName)) {
		findings.contentsLines += xml.all(tag, 'p').filter((line) => line.textContent?.trim()).length;
		return [];
	}
	switch (tag.localName) {
		case 'p':
			return paragraph(tag, null, known);
		case 'h':
			return paragraph(tag, levelOf(tag), known);
		case 'numbered-paragraph':
		case 'index-body':
			return blocks(tag, known);
		case 'bibliography': {
			const body = xml.child(tag, 'index-body');
			return body ? blocks(body, known) : [];
		}
		case 'section':
			return section(tag, known);
		case 'list':
			return list(tag, known, block);
		case 'table':
			return [{ facts: undefined, made: table(tag, known) }];
		case 'tracked-changes':
			changes(tag, known);
			return [];
		case 'forms':
			if (xml.children(tag).length > 0) findings.active++;
			return [];
		default:
			return isDrawn(tag) ? drawn(tag, known) : [];
	}
}

const isDrawn = ({ namespaceURI }: xml.Tag) => namespaceURI?.includes(':drawing:') === true;

/** A frame that hangs on the page and not on a paragraph. */
function drawn(tag: xml.Tag, known: Known): Shaped[] {
	const here = { ...known, letters: new Map<string, number>(), after: [] };
	const words = frame(tag, here, (inner) => inline(inner, {}, here));
	const own = words.length > 0 ? [{ facts: undefined, made: element('p', {}, words) }] : [];
	return [...own, ...here.after];
}

function section(tag: xml.Tag, known: Known): Shaped[] {
	if (xml.value(tag, 'display') !== 'none') return blocks(tag, known);
	if (tag.textContent?.trim()) known.findings.hidden++;
	return [];
}

/** What was inserted stands in the text, what was deleted stands here alone. */
function changes(tag: xml.Tag, { findings }: Known): void {
	for (const region of xml.children(tag, 'changed-region')) {
		findings.insertions += xml.children(region, 'insertion').length;
		findings.deletions += xml.children(region, 'deletion').length;
		findings.formatting += xml.children(region, 'format-change').length;
	}
}

const levelOf = (tag: xml.Tag) =>
	Math.min(6, Math.max(1, xml.integer(xml.value(tag, 'outline-level')) ?? 1)) as Level;

const roleOf = ({ names }: Style): Role =>
	names.map(roleNamed).find((role) => role !== 'text') ?? 'text';

function paragraph(tag: xml.Tag, stated: Level | null, above: Known): Shaped[] {
	const { styles, findings } = above;
	const style = styles.paragraph(xml.value(tag, 'style-name'));
	if (style.marks.hidden || xml.value(xml.child(tag, 'hidden-paragraph'), 'is-hidden') === 'true') {
		if (tag.textContent?.trim()) findings.hidden++;
		return [];
	}
	const known: Known = { ...above, letters: new Map(), after: [] };
	const heading = stated ?? headingNamed(style);
	// Emphasis of a whole heading or of a named style is how it looks, not what it says.
	const marks = { ...(heading ? {} : style.own), lang: style.marks.lang };
	const words = inline(tag, marks, known);
	const label = heading && stated ? numberOf(tag, heading, known) : '';
	const said = label ? [string(`${label} `), ...words] : words;
	const facts: Facts = { ...plainly(roleOf(style)), heading };
	const lang = languageOf(tag, known);
	return [...shaped(said, facts, lang ? { lang } : {}, known), ...known.after];
}

function shaped(
	said: Element['children'],
	facts: Facts,
	properties: Element['properties'],
	{ findings }: Known
): Shaped[] {
	const { heading, role } = facts;
	const words = element('p', {}, said);
	if (role === 'contents') {
		findings.contentsLines++;
		return [];
	}
	if (heading) return [{ facts, made: { ...words, tagName: `h${heading}`, properties } }];
	if (role === 'title') return [{ facts, made: { ...words, tagName: 'h1', properties } }];
	const caption = role === 'caption' ? { dataCaption: 'above' } : {};
	return [{ facts, made: { ...words, properties: { ...properties, ...caption } } }];
}

function headingNamed({ names }: Style): Level | null {
	const found = names.flatMap((name) => /^heading ?([1-9])$/.exec(name)?.[1] ?? [])[0];
	return found ? (Math.min(6, Number(found)) as Level) : null;
}

/** As it was shown, if the file says so; else as the outline counts. */
function numberOf(tag: xml.Tag, level: Level, known: Known): string {
	if (!tag.textContent?.trim() || xml.value(tag, 'is-list-header') === 'true') return '';
	const isInList = xml.isTag(tag.parentNode, 'list-item', 'list-header');
	const start =
		xml.value(tag, 'restart-numbering') === 'true'
			? (xml.integer(xml.value(tag, 'start-value')) ?? 1)
			: null;
	const counted = isInList ? '' : known.heading(level - 1, start);
	const shown = xml.child(tag, 'number')?.textContent?.trim();
	return isInList ? '' : (shown ?? counted);
}

/** The language most of its letters are marked with, unless its words say otherwise. */
function languageOf(tag: xml.Tag, { letters, styles }: Known): string | null {
	const [most] = [...letters].sort((a, b) => b[1] - a[1])[0] ?? [];
	const marked = base(most);
	if (!marked || marked === base(styles.language)) return null;
	const said = byWords(tag.textContent ?? '');
	return said === null || said === marked ? marked : null;
}
