/** Fonts come to browsers as WOFF, which is TrueType with each table compressed; what draws pictures reads TrueType. */

import { inflateSync } from 'node:zlib';

const headLength = 12;
const entryLength = 16;
const woffHeadLength = 44;
const woffEntryLength = 20;

/** The TrueType file inside a WOFF file (W3C WOFF 1.0, 4 and 5). */
export function trueType(woff: Buffer): Buffer {
	if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('This is no WOFF file.');
	const count = woff.readUInt16BE(12);
	const directory = Buffer.alloc(headLength + entryLength * count);
	const largest = 2 ** Math.floor(Math.log2(count));
	directory.writeUInt32BE(woff.readUInt32BE(4), 0);
	directory.writeUInt16BE(count, 4);
	directory.writeUInt16BE(largest * 16, 6);
	directory.writeUInt16BE(Math.log2(largest), 8);
	directory.writeUInt16BE((count - largest) * 16, 10);

	const parts: Buffer[] = [directory];
	let at = directory.length;
	for (let n = 0; n < count; n++) {
		const from = woffHeadLength + woffEntryLength * n;
		const [begin, packed, length, checksum] = [4, 8, 12, 16].map((field) =>
			woff.readUInt32BE(from + field)
		) as [number, number, number, number];
		const stored = woff.subarray(begin, begin + packed);
		const table = packed < length ? inflateSync(stored, { maxOutputLength: length }) : stored;
		const to = headLength + entryLength * n;
		woff.copy(directory, to, from, from + 4);
		[checksum, at, length].forEach((value, field) =>
			directory.writeUInt32BE(value, to + 4 + 4 * field)
		);
		// Tables begin at multiples of four.
		const gap = (4 - (length % 4)) % 4;
		parts.push(table, Buffer.alloc(gap));
		at += length + gap;
	}
	return Buffer.concat(parts);
}
