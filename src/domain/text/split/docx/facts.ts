/** What a paragraph of a Word file is, taken from its properties, its style and its numbering. */

import { byWords, tag as languageTag } from '../../language.ts';
import type { Level } from '../../unit.ts';
import type { Numbering, Place } from './numbering.ts';
import { indentOf, type Style, type Styles } from './styles.ts';
import * as xml from './xml.ts';

export const roles = [
	'title',
	'beside-title',
	'contents',
	'caption',
	'quote',
	'code',
	'term',
	'definition',
	'picture',
	'text'
] as const;
export type Role = (typeof roles)[number];

export type Facts = {
	role: Role;
	heading: Level | null;
	place: Place | null;
	/** What Word shows before a numbered heading or clause but does not write. */
	label: string;
	indent: number;
	lang: string | null;
	/** The words for a picture; only if `role` is `picture`. */
	alt: string;
};

export const picture = (alt: string): Facts => ({
	role: 'picture',
	heading: null,
	place: null,
	label: '',
	indent: 0,
	lang: null,
	alt
});

export function factsOf(paragraph: xml.Tag, styles: Styles, numbering: Numbering): Facts {
	const properties = xml.child(paragraph, 'pPr');
	const style = styles.of(xml.value(xml.child(properties, 'pStyle')));
	const heading = headingOf(properties, style);
	const isEmpty =
		!paragraph.textContent?.trim() && xml.all(paragraph, 'drawing', 'pict').length === 0;
	const place = isEmpty && heading ? null : placeOf(properties, style, numbering);
	// "Article 3" is words: such a clause is a paragraph, not an item.
	const isClause = place !== null && place.marker !== 'bullet' && /\p{L}{2,}/u.test(place.label);
	const isLabelled = heading !== null || isClause;
	return {
		role: roleOf(style),
		heading,
		place: isLabelled ? null : place,
		label: isLabelled ? (place?.label ?? '') : '',
		indent: indentOf(properties) ?? style.indent ?? 0,
		lang: languageOf(paragraph, style, styles),
		alt: ''
	};
}

function headingOf(properties: xml.Tag | undefined, style: Style): Level | null {
	const named = /^heading ?([1-9])$/.exec(style.name)?.[1];
	const outline = xml.integer(xml.value(xml.child(properties, 'outlineLvl'))) ?? style.outline;
	const level = named
		? Number(named)
		: outline !== null && outline >= 0 && outline < 9
			? outline + 1
			: null;
	// A table of contents may have kept the outline of what it lists.
	return level === null || roleOf(style) === 'contents' ? null : (Math.min(6, level) as Level);
}

function placeOf(
	properties: xml.Tag | undefined,
	style: Style,
	numbering: Numbering
): Place | null {
	const own = xml.child(properties, 'numPr');
	const numId = xml.value(xml.child(own, 'numId')) ?? style.numId;
	if (!numId || numId === '0') return null;
	const level =
		xml.integer(xml.value(xml.child(own, 'ilvl'))) ??
		numbering.levelOfStyle(numId, style.id) ??
		style.level ??
		0;
	return numbering.next(numId, level);
}

const byName: [RegExp, Role][] = [
	[/^title$/, 'title'],
	[/^(subtitle|author|date|abstract|abstract ?title)$/, 'beside-title'],
	[/^(toc \d|toc ?heading|table of figures|contents \d|contents heading|index \d)$/, 'contents'],
	[/^(caption|table ?caption|image ?caption|illustration|table)$/, 'caption'],
	[/^(quote|intense ?quote|block ?text|quotations?)$/, 'quote'],
	[/^(source ?code|html preformatted|preformatted text|macro|code|code block)$/, 'code'],
	[/^definition ?term$/, 'term'],
	[/^definition$/, 'definition']
];

const roleOf = ({ name }: Style): Role =>
	byName.find(([pattern]) => pattern.test(name))?.[1] ?? 'text';

/** The language most of its letters are marked with, unless its words say otherwise. */
function languageOf(paragraph: xml.Tag, style: Style, styles: Styles): string | null {
	const letters = new Map<string, number>();
	for (const run of xml.all(paragraph, 'r')) {
		const properties = xml.child(run, 'rPr');
		const marks = xml.child(properties, 'lang');
		const isRightToLeft = xml.isOn(xml.child(properties, 'rtl')) === true;
		const lang = xml.value(marks, isRightToLeft ? 'bidi' : 'val') ?? style.lang ?? '';
		letters.set(lang, (letters.get(lang) ?? 0) + (run.textContent?.length ?? 0));
	}
	const [most] = [...letters].sort((a, b) => b[1] - a[1])[0] ?? [];
	const marked = base(most);
	if (!marked || marked === base(styles.language)) return null;
	const said = byWords(paragraph.textContent ?? '');
	return said === null || said === marked ? marked : null;
}

export const base = (lang: string | null | undefined) => languageTag(lang)?.split('-')[0] ?? null;
