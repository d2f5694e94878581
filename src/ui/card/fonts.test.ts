import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { fontFiles } from './fonts.server.ts';
import { trueType } from './truetype.server.ts';

const { resolve } = createRequire(import.meta.url);

test.each(fontFiles)('%s becomes a TrueType file whose tables are what they were', (file) => {
	const font = trueType(readFileSync(resolve(file)));
	expect(font.readUInt32BE(0)).toBe(0x00010000);
	const count = font.readUInt16BE(4);
	const tags: string[] = [];
	for (let n = 0; n < count; n++) {
		const entry = 12 + 16 * n;
		const tag = font.toString('latin1', entry, entry + 4);
		const [checksum, at, length] = [4, 8, 12].map((field) => font.readUInt32BE(entry + field)) as [
			number,
			number,
			number
		];
		expect(at % 4).toBe(0);
		expect(at + length).toBeLessThanOrEqual(font.length);
		// The table that holds the file's own checksum counts it as zero.
		if (tag !== 'head') expect(sumOf(font.subarray(at, at + length)), tag).toBe(checksum);
		tags.push(tag);
	}
	for (const tag of ['cmap', 'glyf', 'head', 'hmtx', 'name', 'OS/2']) expect(tags).toContain(tag);
});

test('what is no font is no font', () => {
	expect(() => trueType(Buffer.from('wOF2 and something else'))).toThrow('no WOFF');
});

function sumOf(table: Buffer): number {
	const whole = Buffer.alloc(table.length + ((4 - (table.length % 4)) % 4));
	table.copy(whole);
	let sum = 0;
	for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
	return sum;
}
