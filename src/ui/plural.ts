/** A counted sentence in all its forms, for a script that counts where no server is asked. */

import type { Key, Words } from './words.ts';

/** Numbers in whose like every form of our languages is met. */
const samples = [0, 1, 2, 3, 5, 11, 21, 100, 102];

/** Made once: eighteen sentences a page cost more than the rest of it. */
const made = new Map<string, string>();

/** By category of the language, as `Intl.PluralRules` names it; U+E000 stands where the number belongs. */
export function formsOf(words: Words, key: Key): string {
	const name = `${words.lang} ${key}`;
	const known = made.get(name);
	if (known !== undefined) return known;
	const forms = make(words, key);
	made.set(name, forms);
	return forms;
}

function make({ t, lang, number }: Words, key: Key): string {
	const rules = new Intl.PluralRules(lang);
	const forms: Record<string, string> = {};
	for (const count of samples)
		forms[rules.select(count)] ??= t(key, { count }).replace(number(count), '\ue000');
	return JSON.stringify(forms);
}
