/** When two texts say the same: word for word, or with a few other words that turn nothing around. Pure. */

import { isUnspaced } from './similar.ts';

/** Fewer words than this are folded only when they are the same words. */
const shortest = 12;
/** Of the words both have, and of those that follow each other likewise, the share from which on two texts are one. */
const shared = { words: 0.85, inOrder: 0.82 };

/**
 * Words that turn what is said around. Where one stands only in one of two texts they say different things,
 * however alike the rest is; so do figures.
 */
const turning = new Set(
	[
		'no not never none nobody nothing neither nor without cannot cant dont doesnt isnt arent wont shouldnt t',
		'against oppose opposed opposes reject rejects disagree for support supports favour favor agree agrees',
		'more less fewer higher lower increase decrease reduce raise raised keep keeps remove delete scrap add include exclude',
		'ban allow must may should all only every any some always before after longer shorter too enough stop start yes',
		'two three four five six seven eight nine ten half twice',
		'nunca nadie nada ni sin contra rechazo apoyo favor mas menos mayor menor aumentar reducir mantener eliminar quitar anadir incluir excluir',
		'prohibir permitir debe puede todo todos solo siempre antes despues si dos tres cuatro cinco seis',
		'ne pas jamais rien aucun aucune ni sans contre pour refuse approuve soutiens plus moins augmenter reduire garder supprimer ajouter inclure exclure',
		'interdire autoriser doit peut tout tous seulement toujours avant apres oui non deux trois quatre cinq',
		'не нет никогда никто ничего ни без против за поддерживаю отвергаю согласен согласна больше меньше увеличить уменьшить сохранить убрать удалить добавить',
		'запретить разрешить должен может все только всегда до после да два три четыре пять',
		'لا لم لن ليس ليست غير بدون ضد مع اوافق ارفض اؤيد اعارض اكثر اقل زياده تقليل ابقاء حذف ازاله اضافه منع يجب يمكن كل فقط دائما قبل بعد نعم'
	].flatMap((words) => words.split(' '))
);

/** The words of a text without what people type differently: case, accents, signs. */
export const wordsOf = (text: string): string[] =>
	text
		.normalize('NFKD')
		.replace(/[\p{M}’']/gu, '')
		.toLowerCase()
		.replace(/[أإآ]/g, 'ا')
		.replaceAll('ة', 'ه')
		.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether two texts in one language say the same. */
export function saysTheSame(one: string, other: string, lang: string): boolean {
	const [a, b] = [wordsOf(one), wordsOf(other)];
	if (a.length === 0) return one === other;
	if (a.length === b.length && a.every((word, at) => word === b[at])) return true;
	if (isUnspaced(lang) || Math.min(a.length, b.length) < shortest) return false;
	const [words, others] = [counted(a), counted(b)];
	if ([...apart(words, others), ...apart(others, words)].some(turns)) return false;
	const all = a.length + b.length;
	return (
		(2 * common(words, others)) / all >= shared.words && (2 * inOrder(a, b)) / all >= shared.inOrder
	);
}

const turns = (word: string) => turning.has(word) || /\p{N}/u.test(word);

type Counted = Map<string, number>;

function counted(all: readonly string[]): Counted {
	const counts: Counted = new Map();
	for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
	return counts;
}

/** What one has more of than the other. */
const apart = (one: Counted, other: Counted) =>
	[...one].filter(([word, n]) => n > (other.get(word) ?? 0)).map(([word]) => word);

function common(one: Counted, other: Counted): number {
	let n = 0;
	for (const [word, times] of one) n += Math.min(times, other.get(word) ?? 0);
	return n;
}

/** How many words stand in both in the same order (the longest common subsequence). */
function inOrder(a: readonly string[], b: readonly string[]): number {
	let above = new Uint16Array(b.length + 1);
	for (const word of a) {
		const row = new Uint16Array(b.length + 1);
		for (let at = 1; at <= b.length; at++)
			row[at] =
				word === b[at - 1] ? (above[at - 1] ?? 0) + 1 : Math.max(above[at] ?? 0, row[at - 1] ?? 0);
		above = row;
	}
	return above[b.length] ?? 0;
}
