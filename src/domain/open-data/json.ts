/** Rows as one JSON array of objects, an object a line, so that it can be read as it comes. */

import type { Column } from './dictionary.ts';
import type { Row } from './csv.ts';

export const opening = '[\n';
export const closing = '\n]\n';

/** Objects for rows; the first rows of a file have no comma before them. */
export function jsonOf(columns: readonly Column[], rows: readonly Row[], first: boolean): string {
	const lines = rows.map((row) =>
		JSON.stringify(Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? null])))
	);
	return lines.length === 0 ? '' : (first ? '' : ',\n') + lines.join(',\n');
}
