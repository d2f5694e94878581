/** A table as words one can type: a line for a row, strokes between cells; its caption stands above. Pure. */

import { runsOf, typed } from '../suggestion/inline.ts';
import { tidy, type Run, type Table, type TableBody } from '../text/unit.ts';

/** The rows as one types them, those of the head first. */
export function rowsSpelled({ body }: Table): string {
	const notes = body.notes?.length ?? 0;
	const cell = (runs: Run[]) =>
		typed(runs, notes)
			.replaceAll(/(?<!\\)\|/g, '\\|')
			.replaceAll('\n', '\\\n');
	const rows = [...body.head, ...body.rows].map((row) => `| ${row.map(cell).join(' | ')} |`);
	const above = body.caption ? [typed(body.caption, notes).replaceAll('\n', '\\\n'), ''] : [];
	return [...above, ...rows].join('\n');
}

/** What was typed, as the body of the table it stands for: as many rows are its head as were. */
export function tableOf(words: string, { body }: Table): TableBody {
	const notes = body.notes ?? [];
	const read = (text: string) => tidy(runsOf(text.replaceAll('\\\n', '\n').trim(), notes.length));
	const lines = words.split(/(?<!\\)\n/);
	const blank = lines.findIndex((line) => line.trim() === '');
	const above = body.caption && blank > 0 ? lines.slice(0, blank) : [];
	const rows = lines
		.slice(above.length)
		.filter((line) => line.trim() !== '')
		.map((line) => cellsOf(line).map(read));
	const width = Math.max(1, ...rows.map((row) => row.length));
	const square = rows.map((row) => [
		...row,
		...Array.from({ length: width - row.length }, () => [])
	]);
	// What was a head and nothing below it stays a table with rows.
	const heads = Math.min(body.head.length, Math.max(0, square.length - 1));
	return {
		...(above.length ? { caption: read(above.join(' ')) } : {}),
		head: square.slice(0, heads),
		rows: square.slice(heads),
		...(notes.length ? { notes } : {})
	};
}

function cellsOf(line: string): string[] {
	const inside = line
		.trim()
		.replace(/^\|/, '')
		.replace(/(?<!\\)\|$/, '');
	return inside.split(/(?<!\\)\|/);
}
