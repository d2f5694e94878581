/** What staff say about a consultation before it opens: words, dates, address. */

import { clean, collapse } from '../text/characters.ts';

/** The longest each text may be, in characters. */
export const longest = {
	title: 200,
	subtitle: 200,
	description: 5000,
	feedsInto: 1000,
	responsible: 200,
	contact: 300,
	otherChannels: 1000,
	furtherInfo: 3000
} as const;

export type TextField = keyof typeof longest;
export const textFields = Object.keys(longest) as TextField[];

/** Fields whose line breaks mean something. */
const lined: readonly TextField[] = ['description', 'feedsInto', 'otherChannels', 'furtherInfo'];
export const dateFields = ['opensAt', 'closesAt', 'responseBy'] as const;
export type DateField = (typeof dateFields)[number];

export type Details = Record<TextField, string> &
	Record<DateField, Date | null> & { slug: string; language: string };

export type Field = keyof Details;
export const fields: readonly Field[] = ['slug', 'language', ...textFields, ...dateFields];

export type Fault =
	| { code: 'missing'; field: Field }
	| { code: 'too_long'; field: Field; limit: number; length: number }
	| { code: 'slug_form'; field: 'slug' }
	| { code: 'not_later'; field: DateField; than: DateField };

/** The same details in plain characters, without blanks at the ends. */
export function tidied(details: Details): Details {
	const texts = textFields.map((field) => {
		const text = lined.includes(field) ? clean(details[field]).trim() : collapse(details[field]);
		return [field, text] as const;
	});
	return { ...details, ...Object.fromEntries(texts), slug: details.slug.trim() } as Details;
}

/** What may not be kept, field by field; a draft may still lack most things. */
export function faults(details: Details): Fault[] {
	const found: Fault[] = [];
	if (!details.title) found.push({ code: 'missing', field: 'title' });
	for (const field of textFields) {
		const [length, limit] = [[...details[field]].length, longest[field]];
		if (length > limit) found.push({ code: 'too_long', field, limit, length });
	}
	if (!isSlug(details.slug)) found.push({ code: 'slug_form', field: 'slug' });
	const { opensAt, closesAt, responseBy } = details;
	if (opensAt && closesAt && closesAt <= opensAt) {
		found.push({ code: 'not_later', field: 'closesAt', than: 'opensAt' });
	}
	if (closesAt && responseBy && responseBy <= closesAt) {
		found.push({ code: 'not_later', field: 'responseBy', than: 'closesAt' });
	}
	return found;
}

/** The fields in which two versions of the details differ. */
export const changed = (before: Details, after: Details): Field[] =>
	fields.filter((field) => comparable(before[field]) !== comparable(after[field]));

const comparable = (value: string | Date | null) =>
	value instanceof Date ? value.getTime() : value;

/** One line that two readings of the same details share: what a form was made from. */
export const seenAs = (details: Details) =>
	JSON.stringify(fields.map((field) => comparable(details[field])));

export const isSlug = (text: string) => /^[a-z0-9][a-z0-9-]{0,78}[a-z0-9]$/.test(text);

const cyrillic = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя';
const latin = 'a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya'.split(
	' '
);

/** An address made of a title: Latin letters, digits and hyphens, at most 60. */
export function slugFrom(title: string): string {
	const roman = [...title.toLowerCase()].map((letter) => {
		const at = cyrillic.indexOf(letter);
		return at < 0 ? letter : (latin[at] ?? '');
	});
	const slug = roman
		.join('')
		.normalize('NFKD')
		.replace(/[\p{M}'’]/gu, '')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '');
	const short =
		slug.length <= 60
			? slug
			: slug
					.slice(0, 61)
					.replace(/-[^-]*$/, '')
					.slice(0, 60);
	return isSlug(short) ? short : 'consultation';
}

/** Languages a text may be marked with, beside any a document declares itself. */
export const tongues = (
	'ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl he hi hr hu hy id is it ja ka kk km ' +
	'ko ky lo lt lv mk mn ms mt my nb ne nl pl ps pt ro ru rw si sk sl sq sr sv sw ta tg th tk tr uk ur uz vi zh'
).split(' ');
