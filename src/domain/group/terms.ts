/** The telling words of texts in any language: cut by the language's own rules, stop words by how common they are. */

import { isFunctionWord } from './function-words.ts';

export type Said = { lang: string; text: string };

/** A text as the words it tells by: what each weighs, all together of length one. */
export type Vector = { terms: Int32Array; weights: Float32Array };

export type Terms = {
	vectors: Vector[];
	/** A word as people wrote it most often. */
	wordOf: (term: number) => string;
	termCount: number;
};

/** The heaviest words of a text; the rest changes nothing. */
const mostTerms = 40;
/** Languages that write words without blanks have short ones. */
const unspaced = new Set(['zh', 'ja', 'th', 'lo', 'km', 'my', 'bo']);
/** Words are compared by their beginning: what follows is grammar more often than meaning. */
const stemLength = 6;
/** Languages whose endings change more than a letter. */
const inflected = new Set(
	'ru uk be bg sr mk hr bs sl cs sk pl lt lv et fi hu tr az kk ky uz el ka hy'.split(' ')
);

const base = (lang: string) => lang.split('-')[0] ?? '';

/** Articles and conjunctions that Arabic writes into the word. */
const arabicPrefix = /^(?:و?(?:ال|بال|كال|فال|لل))(?=\p{L}{3})/u;

function stemOf(word: string, lang: string): string {
	const bare =
		lang === 'ar'
			? word.replace(/[\u064b-\u065f\u0640]/g, '').replace(arabicPrefix, '')
			: word.replace(/(?<=\p{Script=Latin}{3})(?<!s)s$/u, '');
	const letters = [...bare];
	const ending = inflected.has(lang) && letters.length > 4 && letters.length < 8 ? 1 : 0;
	return letters.slice(0, Math.min(stemLength, letters.length - ending)).join('');
}

/** Without what an apostrophe ties to it: the unité of l’unité. */
const longestOf = (word: string) =>
	word.split(/['’]/).reduce((longest, part) => (part.length >= longest.length ? part : longest));

/** The share of a language's texts from which on a word says nothing; few texts share words by chance. */
const common = (texts: number) => 0.08 + 1 / Math.sqrt(Math.max(1, texts));

/** Cuts and weighs all of them; the same texts in the same order give the same answer. */
export function termsOf(
	said: readonly Said[],
	tick: (share: number) => void = () => undefined
): Terms {
	const ids = new Map<string, number>();
	const forms: Map<string, number>[] = [];
	const langOf: string[] = [];
	const found: number[] = [];
	const cutters = new Map<string, Intl.Segmenter>();
	const texts = new Map<string, number>();

	const idOf = (stem: string, word: string, lang: string) => {
		const key = `${lang} ${stem}`;
		let id = ids.get(key);
		if (id === undefined) {
			ids.set(key, (id = forms.length));
			forms.push(new Map());
			langOf.push(lang);
			found.push(0);
		}
		const written = forms[id];
		// A word has a handful of forms; names of one letter each are nobody's.
		if (written && (written.has(word) || written.size < 20))
			written.set(word, (written.get(word) ?? 0) + 1);
		return id;
	};

	const counted = said.map(({ lang: tag, text }, at) => {
		if (at % 256 === 0) tick(at / said.length);
		const lang = base(tag);
		texts.set(lang, (texts.get(lang) ?? 0) + 1);
		let cutter = cutters.get(lang);
		if (!cutter) cutters.set(lang, (cutter = new Intl.Segmenter(lang, { granularity: 'word' })));
		const counts = new Map<number, number>();
		for (const { segment, isWordLike } of cutter.segment(text.normalize('NFKC').slice(0, 6_000))) {
			if (!isWordLike || /\p{N}/u.test(segment)) continue;
			const word = longestOf(segment.toLocaleLowerCase(lang));
			if (word.length < (unspaced.has(lang) ? 1 : 3) || isFunctionWord(word, lang)) continue;
			const id = idOf(stemOf(word, lang), word, lang);
			counts.set(id, (counts.get(id) ?? 0) + 1);
		}
		for (const id of counts.keys()) found[id] = (found[id] ?? 0) + 1;
		return counts;
	});

	/** What a word weighs in its language: nothing when it stands once, or everywhere. */
	const weight = found.map((count, id) => {
		const all = texts.get(langOf[id] ?? '') ?? 1;
		return count < 2 || count > Math.max(5, all * common(all))
			? 0
			: Math.log(1 + all / count) ** 1.5;
	});

	const vectors = counted.map((counts, at): Vector => {
		const weighed = [...counts]
			.map(([id, count]) => ({ id, w: (1 + Math.log(count)) * (weight[id] ?? 0) }))
			.filter(({ w }) => w > 0)
			.sort((a, b) => b.w - a.w || a.id - b.id)
			.slice(0, mostTerms)
			.sort((a, b) => a.id - b.id);
		// A text of one word known elsewhere is like every other that has it: it needs words of its own beside it.
		const alone = [...counts.keys()].filter((id) => (found[id] ?? 0) < 2).length;
		const once = rarity(1, texts.get(base(said[at]?.lang ?? '')) ?? 1) * lonely;
		const length = Math.hypot(...weighed.map(({ w }) => w), Math.sqrt(alone) * once);
		return {
			terms: Int32Array.from(weighed, ({ id }) => id),
			weights: Float32Array.from(weighed, ({ w }) => w / length)
		};
	});

	const wordOf = (term: number) =>
		[...(forms[term] ?? [])].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? '';
	return { vectors, wordOf, termCount: forms.length };
}

/** How much a word says that stands in so many of all texts. */
const rarity = (count: number, all: number) => Math.log(1 + all / count) ** 1.5;

/** What a word nobody else uses counts against being alike, as a share of its rarity. */
const lonely = 1 / 6;
