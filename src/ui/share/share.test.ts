import { expect, test } from 'vitest';
import { brief } from './brief.ts';
import { codeFile, codeOf } from './qr.ts';

test.each([
	['Short  enough.\nIt stays.', 'Short enough. It stays.'],
	['', ''],
	[`${'word '.repeat(60)}`, `${'word '.repeat(39).trim()}…`],
	['э'.repeat(300), `${'э'.repeat(199)}…`],
	['🏗'.repeat(300), `${'🏗'.repeat(199)}…`]
])('%j in brief', (text, short) => {
	expect(brief(text)).toBe(short);
	expect(brief(text).isWellFormed()).toBe(true);
});

/** The squares a path fills, read back. */
function squares({ path, size }: ReturnType<typeof codeOf>) {
	const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
	for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
		for (let n = 0; n < Number(length); n++) {
			const row = rows[Number(y)];
			if (row) row[Number(x) + n] = true;
		}
	return rows;
}

test('a code has its three corners, its quiet margin, and differs by address', () => {
	const code = codeOf('https://moot.example/s/7K2M9QXF');
	const rows = squares(code);
	const corner = (x: number, y: number) =>
		rows.slice(y, y + 7).map((row) =>
			row
				.slice(x, x + 7)
				.map(Number)
				.join('')
		);
	const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
	const end = code.size - 4 - 7;
	for (const [x, y] of [
		[4, 4],
		[end, 4],
		[4, end]
	] as const)
		expect(corner(x, y)).toEqual(finder);
	for (const row of rows) expect(row.slice(0, 4).concat(row.slice(-4))).not.toContain(true);
	expect(rows.slice(0, 4).concat(rows.slice(-4)).flat()).not.toContain(true);
	expect(codeOf('https://moot.example/s/7K2M9QXG').path).not.toBe(code.path);
	expect(codeFile(code)).toMatch(/^<svg xmlns=[^>]+><rect [^>]+fill="#fff"\/><path d="M/);
});
