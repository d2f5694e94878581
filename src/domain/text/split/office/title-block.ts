/** Title, subtitle, author and date where the text begins: they name it and are no units. */

import { collapse } from '../../characters.ts';
import type { Findings } from '../findings.ts';
import type { Shaped } from '../listed.ts';
import { text } from '../tree.ts';

export function withoutTitleBlock(all: Shaped[], findings: Findings) {
	const titles: string[] = [];
	const lines: string[] = [];
	const pictures: Shaped[] = [];
	let at = 0;
	for (const one of all) {
		const words = collapse(text(one.made));
		const role = one.facts?.role;
		if (role === 'picture') pictures.push(one);
		else if (role === 'title') titles.push(words);
		else if (role === 'beside-title') lines.push(words);
		else if (words || one.made.tagName === 'table') break;
		at++;
	}
	const title = titles.filter(Boolean).join(' ');
	if (!title) return { title, rest: all };
	findings.titleLines.push(...lines.filter(Boolean));
	return { title, rest: [...pictures, ...all.slice(at)] };
}
