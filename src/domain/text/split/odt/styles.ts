/** Styles of an OpenDocument text, each with what it has from those it is made from. */

import * as xml from '../office/xml.ts';
import { marksOf, over, type Marks } from './marks.ts';

export type Style = {
	/** Its own name and those above it, in lower case, as people see them. */
	names: string[];
	/** For a style made by hand on the spot: what was said there. */
	own: Marks;
	/** With all that stands above it. */
	marks: Marks;
};

export type Styles = {
	paragraph: (name: string | null) => Style;
	text: (name: string | null) => Style;
	lists: Map<string, xml.Tag>;
	outline: xml.Tag | undefined;
	language: string | null;
};

const none: Style = { names: [], own: {}, marks: {} };

/** Styles of the content count before those of the same name that come with the file. */
export function stylesOf(content: xml.Tree, shared: xml.Tree | null): Styles {
	const trees = [content, ...(shared ? [shared] : [])];
	const tags = trees.flatMap((tree) => xml.all(tree, 'style'));
	const byKey = new Map<string, xml.Tag>();
	for (const tag of tags) {
		const key = `${xml.value(tag, 'family')} ${xml.value(tag, 'name')}`;
		if (!byKey.has(key)) byKey.set(key, tag);
	}
	const known = new Map<string, Style>();
	const of = (family: string, name: string | null, seen: string[] = []): Style => {
		const key = `${family} ${name}`;
		const tag = byKey.get(key);
		if (!name || seen.includes(name) || seen.length > 50) return none;
		if (!tag) return { ...none, names: [spoken(name)] };
		const style =
			known.get(key) ?? made(tag, of(family, xml.value(tag, 'parent-style-name'), [...seen, name]));
		known.set(key, style);
		return style;
	};
	const lists = new Map<string, xml.Tag>();
	for (const tag of trees.flatMap((tree) => xml.all(tree, 'list-style'))) {
		const name = xml.value(tag, 'name') ?? '';
		if (!lists.has(name)) lists.set(name, tag);
	}
	return {
		paragraph: (name) => of('paragraph', name),
		text: (name) => of('text', name),
		lists,
		outline: shared ? xml.all(shared, 'outline-style')[0] : undefined,
		language: languageOf(shared)
	};
}

function made(tag: xml.Tag, above: Style): Style {
	const said = marksOf(xml.child(tag, 'text-properties'));
	const name = spoken(xml.value(tag, 'display-name') ?? xml.value(tag, 'name') ?? '');
	const isByHand = xml.isTag(tag.parentNode, 'automatic-styles');
	return {
		names: isByHand ? above.names : [name, ...above.names],
		own: isByHand ? over(above.own, said) : {},
		marks: over(above.marks, said)
	};
}

/** `Heading_20_1` is how a name with a blank is written. */
const spoken = (name: string) =>
	name
		.replace(/_([0-9a-f]{2,4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
		.toLowerCase();

function languageOf(shared: xml.Tree | null): string | null {
	if (!shared) return null;
	const defaults = xml
		.all(shared, 'default-style')
		.find((tag) => xml.value(tag, 'family') === 'paragraph');
	return marksOf(xml.child(defaults, 'text-properties')).lang ?? null;
}
