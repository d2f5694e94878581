/** The addresses of what leaves the site: each begins with what it is, since no reader but a program asks for it. */

type Where = { lang: string; space: string; slug: string };

/** `P9` or a section's id; null is the whole. */
type On = string | null;

const below = ({ lang, space, slug }: Where) => `${lang}/${space}/${slug}`;

export const embedAddress = (where: Where, on: On) => `/embed/${below(where)}/${on ?? 'overview'}`;
export const feedAddress = (where: Where, on: On) =>
	`/feeds/${below(where)}/${on ?? 'remarks'}.atom`;
/** What became of a consultation: answers, versions, dates. */
export const newsAddress = (where: Where) => `/feeds/${below(where)}/news.atom`;
export const allNewsAddress = ({ lang, space }: Omit<Where, 'slug'>) =>
	`/feeds/${lang}/${space}/news.atom`;
export const datesAddress = (where: Where) => `/feeds/${below(where)}/dates.ics`;
export const allDatesAddress = ({ lang, space }: Omit<Where, 'slug'>) =>
	`/feeds/${lang}/${space}/dates.ics`;
export const cardAddress = (id: string, on: On, lang: string, age: string) =>
	`/card/${id}/${on ?? 'whole'}/${lang}.png?v=${age}`;
export const shortAddress = (code: string) => `/s/${code}`;
export const codeAddress = (code: string) => `/s/${code}/code.svg`;
