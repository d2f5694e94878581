/** Adds the reader's own time to moments told in the space's. */

import { filled } from './said.ts';

export function tellZone() {
	const { lang } = document.documentElement;
	for (const place of document.querySelectorAll<HTMLElement>('[data-here]')) {
		const { here = '', zone, words } = place.dataset;
		const at = new Date(here);
		const locale = lang === 'ar' ? 'ar-u-nu-latn' : lang === 'en' ? 'en-GB' : lang;
		const told = (timeZone: string | undefined, style: Intl.DateTimeFormatOptions) =>
			new Intl.DateTimeFormat(locale, { ...style, timeZone }).format(at);
		const full = { dateStyle: 'short', timeStyle: 'short' } as const;
		if (told(zone, full) === told(undefined, full)) continue;
		const sameDay = told(zone, { dateStyle: 'short' }) === told(undefined, { dateStyle: 'short' });
		const style = sameDay
			? { timeStyle: 'short' as const }
			: { dateStyle: 'medium' as const, timeStyle: 'short' as const };
		place.textContent = ` ${filled(words, told(undefined, style))}`;
	}
}
