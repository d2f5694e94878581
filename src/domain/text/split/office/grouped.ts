/** Neighbours that belong together put into one: quotations, code, definitions. */

import type { Element, ElementContent } from 'hast';
import { element, string } from '../tree.ts';
import type { Facts, Role } from './facts.ts';

const wrappers: Partial<Record<Role, string>> = { quote: 'blockquote', code: 'pre' };

/** Quoted paragraphs, lines of code and definitions that follow each other are one. */
export function grouped(all: { facts: Facts | undefined; made: Element }[]): Element[] {
	const found: { role: Role; made: Element }[] = [];
	for (const { facts, made } of all) {
		const role = made.tagName === 'p' ? (facts?.role ?? 'text') : 'text';
		const last = found.at(-1);
		const isDefinition = role === 'term' || role === 'definition';
		if (isDefinition) {
			const entry = element(role === 'term' ? 'dt' : 'dd', {}, [made]);
			if (last?.made.tagName === 'dl') last.made.children.push(entry);
			else found.push({ role, made: element('dl', {}, [entry]) });
			continue;
		}
		const wrapper = wrappers[role];
		if (!wrapper) found.push({ role: 'text', made });
		else if (last?.role === role) last.made.children.push(...joined(role, made, true));
		else found.push({ role, made: element(wrapper, made.properties, joined(role, made, false)) });
	}
	return found.map(({ made }) => made);
}

const joined = (role: Role, made: Element, isNext: boolean): ElementContent[] =>
	role === 'code' ? [...(isNext ? [string('\n')] : []), ...made.children] : [made];
