/** Languages by their names in the reader's own, in that language's order. */

import type { Words } from '../words.ts';

export function namedTongues(tags: readonly string[], { lang, languageName }: Words) {
	const collator = new Intl.Collator(lang);
	return [...new Set(tags)]
		.map((tag) => ({ tag, name: languageName(tag) }))
		.sort((a, b) => collator.compare(a.name, b.name));
}
