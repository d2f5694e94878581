/** Words that were hidden or withdrawn while a page shows them leave it at once; their place stays. */

import { unheard } from './fresh.ts';
import { inPlace } from './in-place.ts';

export function drop(references: readonly string[], sentence: string) {
	inPlace(() => {
		for (const reference of references) {
			unheard(reference);
			const name = CSS.escape(reference);
			for (const remark of document.querySelectorAll(`[data-remark="${name}"]`))
				empty(remark, sentence);
			for (const excerpt of document.querySelectorAll(`[data-reference="${name}"]`))
				empty(excerpt, sentence);
		}
	});
}

/** All but its head's reference and time, and the replies below it. */
function empty(remark: Element, sentence: string) {
	if (remark.classList.contains('tombstone')) return;
	remark.classList.add('tombstone');
	const said = document.createElement('p');
	said.className = 'meta';
	said.textContent = sentence;
	const [head, ...rest] = remark.children;
	for (const part of rest) if (!part.matches('[data-remark]')) part.remove();
	for (const name of head?.querySelectorAll('b, .org, .tag') ?? []) name.remove();
	head?.after(said);
}
