/** In which language a page shows the words of a consultation's head, and how that language runs. */

import { base, type WordField } from '#domain/translation/content.ts';
import { directionOf } from '#domain/languages.ts';

type Said = { language: string; tongues?: Partial<Record<WordField, string>> };

export function tongueOf({ language, tongues }: Said, field: WordField) {
	const lang = tongues?.[field] ?? language;
	return { lang, dir: directionOf(lang) };
}

/** A language as it calls itself. */
export function calledByItself(tag: string): string {
	const known = called.get(tag);
	if (known !== undefined) return known;
	const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
	called.set(tag, name);
	return name;
}
const called = new Map<string, string>();

export const sameTongue = (one: string, other: string) => base(one) === base(other);
