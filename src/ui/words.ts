/** Every sentence people read, by key and language: flat catalogues of ICU messages, one file per area. */

import { IntlMessageFormat } from 'intl-messageformat';
import { catalogue, type Key } from './words/catalogue.ts';
import { directionOf, type Language } from '#domain/languages.ts';

export type { Key };
export type Facts = Record<string, string | number | Date>;

/** What a page needs to speak one language. */
export type Words = {
	lang: Language;
	dir: 'ltr' | 'rtl';
	t: (key: Key, facts?: Facts) => string;
	number: (value: number, options?: Intl.NumberFormatOptions) => string;
	percent: (share: number) => string;
	date: (at: Date, zone: string) => string;
	time: (at: Date, zone: string) => string;
	moment: (at: Date, zone: string) => string;
	ago: (at: Date, now: Date) => string;
	languageName: (tag: string) => string;
};

/**
 * How each language writes numbers and dates. English is written as most members write it, and Arabic
 * with the digits of P9 and C-7K2M9Q.
 */
const locales: Record<Language, string> = {
	en: 'en-GB',
	es: 'es',
	fr: 'fr',
	ru: 'ru',
	ar: 'ar-u-nu-latn'
};

const spoken = new Map<Language, Words>();

/** The words of one language; made once per process. */
export function wordsIn(lang: Language): Words {
	const known = spoken.get(lang);
	if (known) return known;
	const made = make(lang);
	spoken.set(lang, made);
	return made;
}

function make(lang: Language): Words {
	const messages = catalogue[lang];
	const formats = new Map<Key, IntlMessageFormat>();
	const locale = locales[lang];
	const once = <Made>(build: (key: string) => Made) => {
		const kept = new Map<string, Made>();
		return (key: string) => {
			const found = kept.get(key) ?? build(key);
			kept.set(key, found);
			return found;
		};
	};
	const numbers = once((key) => new Intl.NumberFormat(locale, JSON.parse(key)));
	const dates = once((key) => {
		const { zone, ...rest } = JSON.parse(key);
		return new Intl.DateTimeFormat(locale, { ...rest, timeZone: zone });
	});
	const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
	const names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' });
	const shown = (at: Date, zone: string, options: Intl.DateTimeFormatOptions) =>
		dates(JSON.stringify({ zone, ...options })).format(at);

	return {
		lang,
		dir: directionOf(lang),
		t(key, facts) {
			const message = messages[key] ?? key;
			if (!facts && !message.includes('{') && !message.includes("'")) return message;
			let format = formats.get(key);
			if (!format) formats.set(key, (format = new IntlMessageFormat(message, locale)));
			return String(format.format(facts));
		},
		number: (value, options = {}) => numbers(JSON.stringify(options)).format(value),
		percent: (share) =>
			numbers(JSON.stringify({ style: 'percent', maximumFractionDigits: 0 })).format(share),
		date: (at, zone) => shown(at, zone, { dateStyle: 'long' }),
		time: (at, zone) => shown(at, zone, { timeStyle: 'short' }),
		moment: (at, zone) => shown(at, zone, { dateStyle: 'full', timeStyle: 'short' }),
		ago: (at, now) => ago(relative, (at.getTime() - now.getTime()) / 1000),
		languageName: (tag) => names.of(tag) ?? tag
	};
}

function ago(relative: Intl.RelativeTimeFormat, seconds: number) {
	const steps = [
		[60, 1, 'second'],
		[3600, 60, 'minute'],
		[86_400, 3600, 'hour'],
		[30 * 86_400, 86_400, 'day'],
		[365 * 86_400, 30 * 86_400, 'month']
	] as const;
	const [, length, unit] = steps.find(([limit]) => Math.abs(seconds) < limit) ?? [
		0,
		365 * 86_400,
		'year' as const
	];
	return relative.format(Math.trunc(seconds / length), unit);
}
