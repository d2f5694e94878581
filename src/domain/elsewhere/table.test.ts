import { expect, test } from 'vitest';
import { guess } from './columns.ts';
import { decode } from './decode.ts';
import { recordsOf, separatorOf, type TableRow } from './table.server.ts';

async function records(text: string): Promise<TableRow[]> {
	const found: TableRow[] = [];
	for await (const one of recordsOf({ text, separator: separatorOf(text) })) found.push(one);
	return found;
}

test('records stand with the line they begin on, line ends and separators within quotes included', async () => {
	expect(await records('a;b\n1;"x\ny; ""z"""\n\n2;w\n')).toEqual([
		{ line: 1, cells: ['a', 'b'] },
		{ line: 2, cells: ['1', 'x\ny; "z"'] },
		{ line: 5, cells: ['2', 'w'] }
	]);
});

test.each([
	['words behind the closing quote', '3,"q"w'],
	['a quote that is never closed', '3,"open']
])('%s cost that record and no other', async (_, record) => {
	expect(await records(`a,b\n1,x\n\n${record}\n4,"ok"\n5,"also\nok"\n`)).toEqual([
		{ line: 1, cells: ['a', 'b'] },
		{ line: 2, cells: ['1', 'x'] },
		{ line: 4, broken: true },
		{ line: 5, cells: ['4', 'ok'] },
		{ line: 6, cells: ['5', 'also\nok'] }
	]);
});

test('a broken row 40,001 is named and the 9,999 behind it are read', async () => {
	const lines = Array.from({ length: 50_000 }, (_, n) => `${n + 2};"Row ${n + 2}"`);
	lines[40_001 - 2] = '40001;"Row 40001';
	const found = await records(`id;text\n${lines.join('\n')}\n`);
	expect(found.filter((one) => 'broken' in one)).toEqual([{ line: 40_001, broken: true }]);
	expect(found).toHaveLength(50_001);
	expect(found.at(-1)).toEqual({ line: 50_001, cells: ['50001', 'Row 50001'] });
});

const bytes = (...parts: (string | number[])[]) =>
	Uint8Array.from(
		parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part))
	);

test.each([
	['UTF-8', bytes('größe'), 'utf-8', 'größe'],
	['UTF-8 with its mark', bytes([0xef, 0xbb, 0xbf], 'größe'), 'utf-8', 'größe'],
	['UTF-16', bytes([0xff, 0xfe, 0x67, 0, 0xf6, 0]), 'utf-16le', 'gö'],
	['UTF-16 the other way round', bytes([0xfe, 0xff, 0, 0x67, 0, 0xf6]), 'utf-16be', 'gö'],
	[
		'what old spreadsheets write',
		bytes('gr', [0xf6, 0xdf], 'e ', [0x80]),
		'windows-1252',
		'größe €'
	]
])('%s is read', (_, given, encoding, text) => {
	expect(decode(given)).toEqual({ ok: true, text, encoding });
});

test.each([
	['a byte that is none of UTF-8, in line 3', bytes([0xef, 0xbb, 0xbf], 'a\r\nb\r\nc', [0xff]), 3],
	['half a letter of UTF-16, in line 1', bytes([0xff, 0xfe, 0x67, 0, 0xf6]), 1],
	['a byte no encoding knows, in line 2', bytes('a\n', [0xff, 0x81]), 2],
	['a NUL, in line 2', bytes('a\n', [0]), 2]
])('%s: refused with the line', (_, given, line) => {
	expect(decode(given)).toEqual({ ok: false, obstacle: { code: 'undecodable', line } });
});

test('a workbook and an empty file are called what they are', () => {
	expect(decode(bytes('PK', [3, 4, 0]))).toMatchObject({ obstacle: { code: 'workbook' } });
	expect(decode(bytes())).toMatchObject({ obstacle: { code: 'nothing' } });
});

test.each([
	[['external_id', 'paragraph', 'language', 'body'], { externalId: 0, unit: 1, lang: 2, body: 3 }],
	[['Texto', 'Fecha', 'Número', 'Correo electrónico'], { body: 0, day: 1, unit: 2, contact: 3 }],
	[['Commentaire', 'Auteur', 'Reçu'], { body: 0, author: 1, day: 2 }],
	[['Комментарий', 'Язык', 'Дата'], { body: 0, lang: 1, day: 2 }],
	[['النص', 'اللغة', 'التاريخ'], { body: 0, lang: 1, day: 2 }],
	[['What I think'], { body: 0 }],
	[['x', 'y'], {}]
])('the columns of %j are guessed', (header, columns) => {
	expect(guess(header)).toEqual(columns);
});
