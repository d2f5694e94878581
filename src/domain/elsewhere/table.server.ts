/** The records of a table in CSV, each with the line it begins on; where quotes are broken one record is lost, not the rest. */

import { CsvError, Parser } from 'csv-parse';

export type TableRow = { line: number; cells: string[] } | { line: number; broken: true };

/** The sign between cells: the one that stands most often in the first line, outside of quotes. */
export function separatorOf(text: string): string {
	const end = text.indexOf('\n');
	const first = (end < 0 ? text : text.slice(0, end)).replace(/"[^"]*"/g, '');
	const count = (sign: string) => first.split(sign).length;
	return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

const piece = 64 * 1024;
/** One record is never as long: a quote was left open. */
const longest = 1_000_000;

type Given = { text: string; separator: string };

/** Every record in order. Line ends are `\n`. Others get their turn between two pieces of the text. */
export async function* recordsOf({ text, separator }: Given): AsyncGenerator<TableRow> {
	const bytes = Buffer.from(text);
	let [from, line] = [0, 0];
	while (from < bytes.length) {
		const read = { bytes: 0, lines: 0 };
		try {
			for await (const { record, lines, end } of parsed(bytes.subarray(from), separator)) {
				const inside = record.reduce((all, cell) => all + cell.split('\n').length - 1, 0);
				yield { line: line + lines - inside, cells: record };
				[read.bytes, read.lines] = [end, lines];
			}
			return;
		} catch (error) {
			if (!isBroken(error)) throw error;
			// The record that began after the last whole one is lost; reading goes on at the next line.
			let start = from + read.bytes;
			line += read.lines + 1;
			for (; bytes[start] === newline; start++) line += 1;
			yield { line, broken: true };
			const end = bytes.indexOf(newline, start);
			if (end < 0) return;
			from = end + 1;
		}
	}
}

const newline = 10;

type Told = { record: string[]; lines: number; end: number };

/** Records as they are found; those before a broken one come before its error. */
async function* parsed(bytes: Uint8Array, delimiter: string): AsyncGenerator<Told> {
	let found: Told[] = [];
	let failed: Error | null = null;
	const parser = new Parser({
		...{ delimiter, relax_column_count: true, skip_empty_lines: true, max_record_size: longest },
		on_record: (record: string[], { lines, bytes: end }) => {
			found.push({ record, lines, end });
			return null;
		}
	});
	parser.on('error', (error) => (failed ??= error));
	const closed = new Promise((resolve) => parser.once('close', resolve));
	parser.resume();
	for (let at = 0; at < bytes.length && !failed; at += piece) {
		parser.write(bytes.subarray(at, at + piece));
		await new Promise((resume) => setImmediate(resume));
		const batch = found;
		found = [];
		yield* batch;
	}
	if (!failed) parser.end();
	await closed;
	yield* found;
	if (failed) throw failed as Error;
}

const isBroken = (error: unknown) =>
	error instanceof CsvError && broken.some((code) => error.code.endsWith(code));

const broken = [
	'INVALID_OPENING_QUOTE',
	'INVALID_CLOSING_QUOTE',
	'QUOTE_NOT_CLOSED',
	'MAX_RECORD_SIZE'
];
