/** Which language a text is in, as far as its attributes, script and commonest words tell. */

/** Undetermined, as BCP 47 says it. */
export const unknown = 'und';

const rightToLeft = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);
const rightToLeftScripts = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm']);

export function direction(lang: string): 'ltr' | 'rtl' {
	const [language = '', script = ''] = lang.split('-');
	if (script.length === 4) return rightToLeftScripts.has(titled(script)) ? 'rtl' : 'ltr';
	return rightToLeft.has(language.toLowerCase()) ? 'rtl' : 'ltr';
}

const titled = (script: string) => script.slice(0, 1).toUpperCase() + script.slice(1).toLowerCase();

/** The tag in its proper form, or null if it is none. */
export function tag(value: unknown): string | null {
	if (typeof value !== 'string' || !value.trim()) return null;
	try {
		const [canonical] = Intl.getCanonicalLocales(value.trim().replaceAll('_', '-'));
		return !canonical || canonical.startsWith('x-') || canonical === unknown ? null : canonical;
	} catch {
		return null;
	}
}

// In the order of asking; each with the language to assume, and those that share the script.
const scripts: { letters: RegExp; assume: string; others: string[] }[] = [
	{
		letters: /\p{Script=Arabic}/gu,
		assume: 'ar',
		others: ['fa', 'ur', 'ps', 'ckb', 'sd', 'ug', 'pa', 'ku', 'ks', 'az', 'uz', 'tg']
	},
	{
		letters: /\p{Script=Cyrillic}/gu,
		assume: 'ru',
		others: 'uk bg be sr mk mn kk ky tg uz tt ba cv ce os ab az bs sh ro sah rue'.split(' ')
	},
	{ letters: /\p{Script=Hebrew}/gu, assume: 'he', others: ['yi'] },
	{ letters: /\p{Script=Greek}/gu, assume: 'el', others: [] },
	{ letters: /\p{Script=Georgian}/gu, assume: 'ka', others: [] },
	{ letters: /\p{Script=Armenian}/gu, assume: 'hy', others: [] },
	{ letters: /\p{Script=Devanagari}/gu, assume: 'hi', others: ['mr', 'ne', 'sa', 'mai', 'kok'] },
	{ letters: /\p{Script=Bengali}/gu, assume: 'bn', others: ['as'] },
	{ letters: /\p{Script=Tamil}/gu, assume: 'ta', others: [] },
	{ letters: /\p{Script=Sinhala}/gu, assume: 'si', others: [] },
	{ letters: /\p{Script=Thai}/gu, assume: 'th', others: [] },
	{ letters: /\p{Script=Khmer}/gu, assume: 'km', others: [] },
	{ letters: /\p{Script=Myanmar}/gu, assume: 'my', others: [] },
	{ letters: /\p{Script=Ethiopic}/gu, assume: 'am', others: ['ti'] },
	{ letters: /\p{Script=Hangul}/gu, assume: 'ko', others: [] },
	{ letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, assume: 'ja', others: [] },
	{ letters: /\p{Script=Han}/gu, assume: 'zh', others: ['ja', 'ko', 'yue'] }
];

const latin = /\p{Script=Latin}/gu;

const count = (text: string, letters: RegExp) => text.match(letters)?.length ?? 0;

/**
 * The language of a stretch of text: the one that was stated, unless its letters say that cannot
 * be; then the document's own if that fits, or the commonest language written so.
 */
export function languageOf(text: string, stated: string | null, ofDocument: string): string {
	const sample = text.slice(0, 20_000);
	const roman = count(sample, latin);
	const found = scripts.find(({ letters, assume }) => {
		const here = count(sample, letters);
		// Japanese is told by its kana, of which there are fewer than of the rest.
		return assume === 'ja' ? here * 5 > roman && here > 0 : here > roman;
	});
	const wanted = stated ?? ofDocument;
	if (!found)
		return roman > 0 && isOtherScript(wanted) ? romanChoice(text, stated, ofDocument) : wanted;

	const fits = [stated, ofDocument].find((lang) => lang && isWrittenIn(lang, found));
	return fits ?? refined(sample, found.assume);
}

const base = (lang: string) => lang.split('-')[0]?.toLowerCase() ?? '';

const isWrittenIn = (lang: string, { assume, others }: (typeof scripts)[number]) =>
	!/-latn\b/i.test(lang) && (base(lang) === assume || others.includes(base(lang)));

const isOtherScript = (lang: string) =>
	!/-latn\b/i.test(lang) && scripts.some(({ assume }) => assume === base(lang));

/** Latin letters where the language has others: believe the words, else do not know. */
function romanChoice(text: string, stated: string | null, ofDocument: string): string {
	// A name or a number in Latin letters is no change of language.
	if (text.length < 40) return stated ?? ofDocument;
	return byWords(text) ?? (isOtherScript(ofDocument) ? unknown : ofDocument);
}

function refined(text: string, assumed: string): string {
	if (assumed === 'ru' && /[іїєґ]/iu.test(text)) return 'uk';
	if (assumed === 'ar' && /[پچژگ]/u.test(text)) return /[ٹڈڑے]/u.test(text) ? 'ur' : 'fa';
	return assumed;
}

const commonest: Record<string, string[]> = {
	en: 'the of and to in that is for are with be this by as it on or from'.split(' '),
	fr: 'le la les des et du une est que pour dans qui sur par au ne aux ce'.split(' '),
	es: 'el la los las de y en que del por con para una es se al como su'.split(' '),
	pt: 'o os as de e em que do da para com uma não dos das ao pela no'.split(' '),
	it: 'il di e che la per un è del della con non gli le dei alla sono nel'.split(' '),
	de: 'der die das und in den von zu mit ist des für auf ein eine nicht im dem'.split(' '),
	nl: 'de het een en van in is dat op te voor met zijn niet aan door ook bij'.split(' '),
	ro: 'și de în la cu pe care este din pentru nu un o sau prin ale al mai'.split(' ')
};

/** The language whose commonest words are clearly the most frequent, if any is. */
export function byWords(text: string): string | null {
	const words =
		text
			.slice(0, 50_000)
			.toLowerCase()
			.match(/\p{L}+/gu) ?? [];
	if (words.length < 8) return null;
	const hits = Object.entries(commonest)
		.map(([lang, common]) => ({ lang, hits: words.filter((word) => common.includes(word)).length }))
		.sort((a, b) => b.hits - a.hits);
	const [first, second] = hits;
	if (!first || !second || first.hits < words.length / 10) return null;
	return first.hits > second.hits * 1.15 ? first.lang : null;
}

/**
 * The language of a whole document. Templates declare their own: words outweigh what is declared
 * if both are languages whose words we know.
 */
export function documentLanguage(text: string, declared: string | null): string {
	const byScript = languageOf(text, null, unknown);
	if (byScript !== unknown)
		return declared && languageOf(text, declared, declared) === declared ? declared : byScript;
	const said = byWords(text);
	const isDoubtful = declared === null || base(declared) in commonest;
	return said && isDoubtful && base(declared ?? '') !== said ? said : (declared ?? unknown);
}
