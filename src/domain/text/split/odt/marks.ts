/** How a stretch of text looks, as far as it is kept: what styles say of it. */

import * as xml from '../office/xml.ts';

/** Absent is not said; `false` takes back what was said above. */
export type Marks = {
	strong?: boolean;
	em?: boolean;
	sup?: boolean;
	sub?: boolean;
	s?: boolean;
	code?: boolean;
	hidden?: boolean;
	lang?: string;
};

/** What `<style:text-properties>` says. */
export function marksOf(properties: xml.Tag | undefined): Marks {
	if (!properties) return {};
	const said = (name: string) => xml.value(properties, name);
	const found: Marks = {};
	const weight = said('font-weight');
	if (weight) found.strong = weight === 'bold' || Number(weight) >= 600;
	const slant = said('font-style');
	if (slant) found.em = slant !== 'normal';
	const position = said('text-position');
	if (position) {
		found.sup = /^(super|[1-9])/.test(position);
		found.sub = /^(sub\b|-[1-9])/.test(position);
	}
	const line = said('text-line-through-style') ?? said('text-line-through-type');
	if (line) found.s = line !== 'none';
	const display = said('display');
	if (display) found.hidden = display === 'none';
	const language = said('language');
	if (language && !/^(none|zxx|mul|und)$/.test(language)) {
		const country = said('country');
		found.lang = country && country !== 'none' ? `${language}-${country}` : language;
	}
	return found;
}

export const over = (above: Marks, own: Marks): Marks => ({ ...above, ...own });
