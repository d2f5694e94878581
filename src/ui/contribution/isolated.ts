/** Sentences with people's names in them: names keep their own direction. */

import type { Facts, Key, Words } from '../words.ts';

export type Part = { text: string; name: boolean };

/** The sentence in pieces; names are told apart from the words around them. */
export function partsOf(
	{ t }: Pick<Words, 't'>,
	key: Key,
	names: Record<string, string>,
	facts: Facts = {}
): Part[] {
	const given = Object.entries(names);
	const marked = given.map(([name], at) => [name, String.fromCodePoint(0xe000 + at)] as const);
	return t(key, { ...facts, ...Object.fromEntries(marked) })
		.split(/([\ue000-\ue00f])/)
		.map((piece) => {
			const name = piece.length === 1 ? given[piece.charCodeAt(0) - 0xe000] : undefined;
			return name ? { text: name[1], name: true } : { text: piece, name: false };
		})
		.filter(({ text }) => text !== '');
}
