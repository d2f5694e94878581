/** Weight and slant of fonts: pdf.js tells them only to who asks for a page as it is drawn. */

import { orNothing } from './document.ts';
import type { Font } from './span.ts';

type Page = {
	getOperatorList: () => Promise<unknown>;
	commonObjs: { has: (id: string) => boolean; get: (id: string) => unknown };
};

export type Fonts = (page: Page, ids: string[]) => Promise<Map<string, Font>>;

const plain: Font = { bold: false, italic: false, mono: false };

/** Remembers what it was told: most documents need only a few pages for all their fonts. */
export function fonts(): Fonts {
	const known = new Map<string, Font>();
	return async (page, ids) => {
		if (ids.some((id) => !known.has(id))) {
			await orNothing(() => page.getOperatorList(), null);
			for (const id of ids) if (!known.has(id)) known.set(id, fontOf(page, id));
		}
		return known;
	};
}

function fontOf({ commonObjs }: Page, id: string): Font {
	if (!commonObjs.has(id)) return plain;
	const { name } = (commonObjs.get(id) ?? {}) as { name?: string };
	if (!name) return plain;
	return {
		bold: /bold|black|heavy|demi|semib/i.test(name),
		italic: /ital|obli/i.test(name),
		mono: /mono|courier|consol|typewriter/i.test(name)
	};
}
