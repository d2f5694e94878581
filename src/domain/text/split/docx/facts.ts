/** What a paragraph of a Word file is, taken from its properties, its style and its numbering. */

import { byWords, tag as languageTag } from '../../language.ts';
import type { Level } from '../../unit.ts';
import { isClause, roleNamed, type Facts } from '../office/facts.ts';
import * as xml from '../office/xml.ts';
import type { Place } from '../place.ts';
import type { Numbering } from './numbering.ts';
import { indentOf, type Style, type Styles } from './styles.ts';

export function factsOf(paragraph: xml.Tag, styles: Styles, numbering: Numbering): Facts {
	const properties = xml.child(paragraph, 'pPr');
	const style = styles.of(xml.value(xml.child(properties, 'pStyle')));
	const heading = headingOf(properties, style);
	const isEmpty =
		!paragraph.textContent?.trim() && xml.all(paragraph, 'drawing', 'pict').length === 0;
	const place = isEmpty && heading ? null : placeOf(properties, style, numbering);
	const isLabelled = heading !== null || (place !== null && isClause(place));
	return {
		role: roleNamed(style.name),
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
	return level === null || roleNamed(style.name) === 'contents'
		? null
		: (Math.min(6, level) as Level);
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
