/** A template: the beginning of responses that say much the same, with gaps in brackets that must be filled. Pure. */

import { clean, collapse } from '#domain/text/characters.ts';
import { isKind, limits, parts, type Kind, type Part, type Parts } from '../response.ts';

export const longestTitle = 120;

export type Typed = Parts & { title: string; kind: string; lang: string };

export type TemplateFault =
	| { code: 'title_missing'; field: 'title' }
	| { code: 'too_long'; field: 'title' | Part; length: number; limit: number }
	| { code: 'template_empty'; field: Part };

export type Template = { title: string; lang: string; kind: Kind | null; parts: Parts };

/** A template as typed, or every fault in it with its field. */
export function templateFrom(typed: Typed): { template: Template; faults: TemplateFault[] } {
	const faults: TemplateFault[] = [];
	const title = collapse(typed.title);
	if (!title) faults.push({ code: 'title_missing', field: 'title' });
	const words = {} as Parts;
	for (const part of parts) words[part] = clean(typed[part]).trim();
	for (const [field, text, limit] of [
		['title', title, longestTitle] as const,
		...parts.map((part) => [part, words[part], limits.part] as const)
	]) {
		const { length } = [...text];
		if (length > limit) faults.push({ code: 'too_long', field, length, limit });
	}
	if (parts.every((part) => !words[part])) faults.push({ code: 'template_empty', field: 'input' });
	const kind = isKind(typed.kind) ? typed.kind : null;
	return { template: { title, lang: typed.lang, kind, parts: words }, faults };
}
