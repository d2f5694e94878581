/** What a paragraph of an office document is, whichever format says so. */

import type { Level } from '../../unit.ts';
import type { Place } from '../place.ts';

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

/** A paragraph of which nothing is known yet but its role. */
export const plainly = (role: Role, alt = ''): Facts => ({
	role,
	heading: null,
	place: null,
	label: '',
	indent: 0,
	lang: null,
	alt
});

/** "Article 3" is words: a paragraph so labelled is a clause, not an item. */
export const isClause = ({ marker, label }: Place) =>
	marker !== 'bullet' && /\p{L}{2,}/u.test(label);

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

/** By the name of its style, in lower case; built-in styles have English names everywhere. */
export const roleNamed = (name: string): Role =>
	byName.find(([pattern]) => pattern.test(name))?.[1] ?? 'text';
