/** Word's styles and numbering, as far as structure hangs on them. */

import * as xml from '../office/xml.ts';

export type Style = {
	id: string;
	/** In lower case; built-in styles have English names in every language's Word. */
	name: string;
	outline: number | null;
	numId: string | null;
	level: number | null;
	indent: number | null;
	lang: string | null;
	isHidden: boolean;
};

export type Styles = { of: (id: string | null) => Style; language: string | null };

const none: Style = {
	id: '',
	name: '',
	outline: null,
	numId: null,
	level: null,
	indent: null,
	lang: null,
	isHidden: false
};

export function stylesOf(tree: xml.Tree | null): Styles {
	const tags = tree ? xml.all(tree, 'style') : [];
	const byId = new Map(tags.map((tag) => [xml.value(tag, 'styleId') ?? '', tag]));
	const known = new Map<string, Style>();
	const of = (id: string | null, seen: string[] = []): Style => {
		const tag = byId.get(id ?? '');
		if (!id || !tag || seen.includes(id))
			return { ...none, id: id ?? '', name: (id ?? '').toLowerCase() };
		const style =
			known.get(id) ?? own(id, tag, of(xml.value(xml.child(tag, 'basedOn')), [...seen, id]));
		known.set(id, style);
		return style;
	};
	const defaults = tree ? xml.all(tree, 'docDefaults')[0] : undefined;
	const language = defaults ? xml.value(xml.all(defaults, 'lang')[0]) : null;
	return { of: (id) => of(id), language };
}

function own(id: string, tag: xml.Tag, based: Style): Style {
	const paragraph = xml.child(tag, 'pPr');
	const run = xml.child(tag, 'rPr');
	const numbering = xml.child(paragraph, 'numPr');
	return {
		id,
		name: (xml.value(xml.child(tag, 'name')) ?? id).toLowerCase(),
		outline: xml.integer(xml.value(xml.child(paragraph, 'outlineLvl'))) ?? based.outline,
		numId: xml.value(xml.child(numbering, 'numId')) ?? based.numId,
		level: xml.integer(xml.value(xml.child(numbering, 'ilvl'))) ?? based.level,
		indent: indentOf(paragraph) ?? based.indent,
		lang: xml.value(xml.child(run, 'lang')) ?? based.lang,
		isHidden: xml.isOn(xml.child(run, 'vanish')) ?? based.isHidden
	};
}

/** In twentieths of a point from the start of the line. */
export function indentOf(properties: xml.Tag | undefined): number | null {
	const tag = xml.child(properties, 'ind');
	return xml.integer(xml.value(tag, 'start') ?? xml.value(tag, 'left'));
}
