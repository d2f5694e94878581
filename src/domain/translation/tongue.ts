/** In which of its languages a text is read: the one that was asked for, the reader's own, or its own. Pure. */

import { base } from './content.ts';

/** What a reader would like: what the address names, and the language of the interface. */
export type Wanted = { asked: string | null; own: string };

type Written = { language: string; languages: readonly { lang: string }[] };

/** Every language the text can be read in, its own first. */
export const languagesOf = ({ language, languages }: Written) => [
	language,
	...languages.map(({ lang }) => lang).filter((lang) => base(lang) !== base(language))
];

export function tongueFor(text: Written, { asked, own }: Wanted): string {
	const all = languagesOf(text);
	const found = [asked, own].flatMap((lang) =>
		lang ? all.filter((one) => base(one) === base(lang)) : []
	);
	return found[0] ?? text.language;
}

/** What the address of a page in this language says; nothing where the reader would get it anyway. */
export const asks = (text: Written, lang: string, own: string) =>
	tongueFor(text, { asked: null, own }) === lang ? '' : `text=${base(lang)}`;
