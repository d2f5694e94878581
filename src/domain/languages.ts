/** The languages the interface speaks. */

export const languages = ['en', 'es', 'fr', 'ru', 'ar'] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (tag: string): tag is Language => languages.includes(tag as Language);

const rightToLeft = new Set([
	'ar',
	'arc',
	'ckb',
	'dv',
	'fa',
	'he',
	'ks',
	'ps',
	'sd',
	'ug',
	'ur',
	'yi'
]);

/** The direction of a language, by its BCP 47 tag. */
export const directionOf = (tag: string): 'ltr' | 'rtl' =>
	rightToLeft.has(tag.split('-')[0] ?? '') || /-(Arab|Hebr)\b/.test(tag) ? 'rtl' : 'ltr';

/** The first language of an Accept-Language header that we speak, English when there is none. */
export function preferred(header: string | null): Language {
	const ranked = (header ?? '')
		.split(',')
		.map((part, at) => {
			const [tag = '', quality] = part.trim().split(';q=');
			return { tag: tag.slice(0, 2).toLowerCase(), at, weight: quality ? Number(quality) || 0 : 1 };
		})
		.filter((one) => one.weight > 0)
		.sort((a, b) => b.weight - a.weight || a.at - b.at);
	return ranked.map((one) => one.tag).find(isLanguage) ?? 'en';
}
