/** Rows as CSV (RFC 4180) that spreadsheets open without running anything in it, and that loses nothing. */

import { stringify } from 'csv-stringify/sync';

export type Value = string | number | boolean | Date | null;
export type Row = readonly Value[];

/** Tells spreadsheets that the bytes are UTF-8. */
export const mark = '\uFEFF';

/**
 * What a spreadsheet could take for a formula gets an apostrophe in front, and so does what begins with
 * one already: whoever reads the file as data takes one apostrophe off each text that begins with one.
 */
const risky = /^(?:'|\s*[=+\-@＝＋－＠])|^[\t\r\n]/;
const guarded = (text: string) => (risky.test(text) ? `'${text}` : text);

/** Lines of CSV, each ended by CR LF. */
export function csvOf(rows: readonly Row[]): string {
	return stringify(rows as Row[], {
		record_delimiter: 'windows',
		// Ours goes further (blanks before the sign, an apostrophe that was there); this one stays as a second net.
		escape_formulas: true,
		quoted_match: /[\r\n]/,
		cast: {
			string: guarded,
			date: (at) => at.toISOString(),
			boolean: (yes) => (yes ? 'true' : 'false')
		}
	});
}

/** What a text was before `csvOf` guarded it. */
export const unguarded = (cell: string) => (cell.startsWith("'") ? cell.slice(1) : cell);
