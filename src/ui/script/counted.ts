/** Counted sentences of the page, in the forms the server wrote them down. */

import { filled } from './said.ts';

/** Arabic is written with the digits of P9 and C-7K2M9Q, as on the server. */
const numbers = (lang: string) => new Intl.NumberFormat(lang === 'ar' ? 'ar-u-nu-latn' : lang);

/** The sentence for a number; the forms are those of `Intl.PluralRules`. */
export function counted(
	forms: string | undefined,
	count: number,
	lang = document.documentElement.lang
): string {
	const known = JSON.parse(forms ?? '{}') as Record<string, string>;
	const form = known[new Intl.PluralRules(lang).select(count)] ?? known.other ?? '';
	return filled(form, numbers(lang).format(count));
}
