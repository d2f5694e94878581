/** PDF files made for tests, object by object. */

import { deflateSync } from 'node:zlib';

type Part = string | Uint8Array;

const bytesOf = (part: Part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part);

/** Objects in order, the first of them the catalogue. */
export function pdfOf(objects: Part[], trailer = ''): Uint8Array {
	const parts: Uint8Array[] = [bytesOf('%PDF-1.7\n')];
	const places: number[] = [];
	let length = parts[0]?.length ?? 0;
	const add = (part: Part) => {
		const bytes = bytesOf(part);
		parts.push(bytes);
		length += bytes.length;
	};
	objects.forEach((object, at) => {
		places.push(length);
		add(`${at + 1} 0 obj\n`);
		add(object);
		add('\nendobj\n');
	});
	const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
	const size = objects.length + 1;
	add(
		`xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`
	);
	return new Uint8Array(Buffer.concat(parts));
}

export const stream = (content: Part, entries = ''): Uint8Array => {
	const bytes = bytesOf(content);
	return Buffer.concat([
		bytesOf(`<< /Length ${bytes.length} ${entries} >>\nstream\n`),
		bytes,
		bytesOf('\nendstream')
	]);
};

export const packed = (content: Part, entries = '') =>
	stream(deflateSync(bytesOf(content)), `/Filter /FlateDecode ${entries}`);

export type Words = { text: string; x: number; y: number; size?: number; bold?: boolean };

const escaped = (text: string) => text.replace(/[\\()]/g, (sign) => `\\${sign}`);

/** Words at places, upwards from the lower left corner. */
export const drawn = (words: Words[]) =>
	words
		.map(
			({ text, x, y, size = 11, bold }) =>
				`BT /${bold ? 'B' : 'F'} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped(text)}) Tj ET`
		)
		.join('\n');

export type Layout = {
	/** Entries of the catalogue, and objects after those of the pages. */
	catalogue?: string;
	more?: Part[];
	page?: string;
};

/** A file of pages, each a stream of drawing; further objects are numbered after them from `next`. */
export function pagesOf(contents: Part[], { catalogue = '', more = [], page = '' }: Layout = {}) {
	const first = 5;
	const kids = contents.map((_, at) => `${first + at * 2} 0 R`).join(' ');
	return pdfOf([
		`<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
		`<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>',
		...contents.flatMap((content, at) => [
			`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R /B 4 0 R >> >> /Contents ${first + at * 2 + 1} 0 R ${page} >>`,
			typeof content === 'string' ? stream(content) : content
		]),
		...more
	]);
}

/** The number of the first object after the pages. */
export const next = (pages: number) => 5 + pages * 2;

/** A file whose catalogue is said to be in a stream of objects. */
export function objectsIn(objects: Uint8Array): Uint8Array {
	const head = Buffer.from('%PDF-1.7\n2 0 obj\n');
	const middle = Buffer.from('\nendobj\n');
	const at = head.length + objects.length + middle.length;
	const entry = (type: number, place: number, index: number) => {
		const row = Buffer.alloc(7);
		row.writeUInt8(type, 0);
		row.writeUInt32BE(place, 1);
		row.writeUInt16BE(index, 5);
		return row;
	};
	const rows = [entry(0, 0, 65_535), entry(2, 2, 0), entry(1, 9, 0), entry(1, at, 0)];
	const table = stream(Buffer.concat(rows), '/Type /XRef /Size 4 /W [1 4 2] /Root 1 0 R');
	const end = Buffer.from(`\nendobj\nstartxref\n${at}\n%%EOF\n`);
	return new Uint8Array(
		Buffer.concat([head, objects, middle, Buffer.from('3 0 obj\n'), table, end])
	);
}
