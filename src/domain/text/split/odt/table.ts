/** Tables of an OpenDocument text as rows of cells. */

import type { Element } from 'hast';
import { limits } from '../outcome.ts';
import * as xml from '../office/xml.ts';
import { element } from '../tree.ts';
import type { Known } from './known.ts';

export function table(tag: xml.Tag, known: Known): Element {
	const head = xml.children(tag, 'table-header-rows').flatMap(rowsIn);
	const body = xml.children(tag).flatMap((part) => {
		if (xml.isTag(part, 'table-row')) return [part];
		return xml.isTag(part, 'table-rows', 'table-row-group') ? rowsIn(part) : [];
	});
	const made = (rows: xml.Tag[], name: 'th' | 'td') => rows.map((row) => rowOf(row, name, known));
	return element('table', {}, [
		...(head.length > 0 ? [element('thead', {}, made(head, 'th'))] : []),
		element('tbody', {}, made(body, 'td'))
	]);
}

const rowsIn = (part: xml.Tag): xml.Tag[] =>
	xml
		.children(part)
		.flatMap((tag) =>
			xml.isTag(tag, 'table-row')
				? [tag]
				: xml.isTag(tag, 'table-rows', 'table-row-group', 'table-header-rows')
					? rowsIn(tag)
					: []
		);

/** Covered cells are left to the cells that cover them. */
const rowOf = (row: xml.Tag, name: 'th' | 'td', known: Known): Element =>
	element(
		'tr',
		{},
		xml.children(row, 'table-cell').flatMap((cell) => {
			const spans = {
				colSpan: xml.integer(xml.value(cell, 'number-columns-spanned')) ?? 1,
				rowSpan: xml.integer(xml.value(cell, 'number-rows-spanned')) ?? 1
			};
			const again = xml.integer(xml.value(cell, 'number-columns-repeated')) ?? 1;
			const times = Math.min(limits.columns, Math.max(1, again));
			return Array.from({ length: times }, () => element(name, spans, known.flow(cell, known)));
		})
	);
