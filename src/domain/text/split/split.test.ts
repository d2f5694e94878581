import { readFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { p, wordFile } from '#tests/samples/word.ts';
import { limits, type Source } from './outcome.ts';
import { parse } from './parse.ts';
import { split } from './split.server.ts';

const obstacle = async (source: Source) => {
	const outcome = await parse(source, () => undefined);
	return outcome.ok ? outcome.units.length : outcome.obstacle;
};

const word = (content: Uint8Array) => ({ content, fileName: 'draft.docx' });
const bytes = (text: string) => new TextEncoder().encode(text);

/** The same archive with some bytes of its directory changed. */
function tampered(
	archive: Uint8Array,
	offset: number,
	change: (view: DataView, at: number) => void
) {
	const copy = archive.slice();
	const view = new DataView(copy.buffer);
	for (let at = 0; at < copy.length - 4; at++)
		if (view.getUint32(at, true) === 0x02014b50) change(view, at + offset);
	return copy;
}

test.each<[string, Source, unknown]>([
	['nothing', { content: new Uint8Array(), fileName: 'a.md' }, { code: 'empty' }],
	['only blanks', { content: ' \n\u200b\n' }, { code: 'empty' }],
	[
		'only a picture',
		{ content: '![](a.png)', format: 'markdown' },
		{ code: 'only_pictures', pictures: 1 }
	],
	[
		'a picture named as a page',
		{
			content: new Uint8Array([
				0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82
			]),
			fileName: 'a.html'
		},
		{ code: 'wrong_type', expected: 'html', found: 'png' }
	],
	[
		'a PDF named as Word',
		{ ...word(bytes('%PDF-1.7\n1 0 obj')) },
		{ code: 'wrong_type', expected: 'docx', found: 'pdf' }
	],
	[
		'text named as Word',
		{ ...word(bytes('hello')) },
		{ code: 'wrong_type', expected: 'docx', found: 'text' }
	],
	[
		'Word named as Markdown',
		{ content: wordFile(p('a')), fileName: 'a.md' },
		{ code: 'wrong_type', expected: 'md', found: 'zip' }
	],
	[
		'a spreadsheet named as Word',
		word(zipSync({ 'xl/workbook.xml': strToU8('<x/>') })),
		{ code: 'wrong_type', expected: 'docx', found: 'xlsx' }
	],
	[
		'a type we do not read',
		{ content: bytes('x'), fileName: 'a.rtf' },
		{ code: 'unsupported_type', found: 'rtf' }
	],
	['half of a Word file', word(wordFile(p('a')).slice(0, 900)), { code: 'damaged' }],
	[
		'an entity that grows',
		word(zipSync({ 'word/document.xml': strToU8('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>') })),
		{ code: 'damaged' }
	],
	[
		'broken XML',
		word(zipSync({ 'word/document.xml': strToU8('<w:document><w:body>') })),
		{ code: 'damaged' }
	],
	[
		'a Word file with a password',
		word(
			new Uint8Array([
				0xd0,
				0xcf,
				0x11,
				0xe0,
				0xa1,
				0xb1,
				0x1a,
				0xe1,
				...Buffer.alloc(600),
				...Buffer.from('EncryptedPackage', 'utf16le')
			])
		),
		{ code: 'encrypted' }
	],
	[
		'an encrypted archive',
		word(tampered(wordFile(p('a')), 8, (view, at) => view.setUint16(at, 1, true))),
		{ code: 'encrypted' }
	],
	[
		'an archive that declares too much',
		word(tampered(wordFile(p('a')), 24, (view, at) => view.setUint32(at, 0x7fffffff, true))),
		expect.objectContaining({ code: 'zip_bomb', reason: 'size' })
	],
	[
		'an archive that inflates to more than it declares',
		word(
			tampered(wordFile(p('a'.repeat(limits.zip.read + 1_000))), 24, (view, at) =>
				view.setUint32(at, Math.min(1_000, view.getUint32(at, true)), true)
			)
		),
		expect.objectContaining({ code: 'zip_bomb', reason: 'size' })
	],
	[
		'an archive of too many entries',
		word(
			zipSync(
				Object.fromEntries(Array.from({ length: 2_100 }, (_, at) => [`e${at}`, new Uint8Array()]))
			)
		),
		{ code: 'zip_bomb', reason: 'entries', found: 2_100, limit: 2_000 }
	],
	[
		'more units than anyone reads',
		{ content: 'one\n\n'.repeat(3_001) },
		{ code: 'too_many_units', units: 3_001, limit: 3_000 }
	],
	[
		'more paragraphs in Word than anyone reads',
		word(wordFile(p('one').repeat(3_001))),
		{ code: 'too_many_units', units: 3_001, limit: 3_000 }
	],
	['as many units as may be', { content: 'one\n\n'.repeat(3_000) }, 3_000],
	[
		'a page of boxes in boxes',
		{ content: `${'<div>'.repeat(5_000)}x`, format: 'html' },
		{ code: 'too_deep', limit: limits.depth }
	]
])('%s', async (_, source, expected) => {
	expect(await obstacle(source)).toEqual(expected);
});

test('a file over the limit is refused before a thread is started', async () => {
	const content = new Uint8Array(limits.bytes + 1);
	expect(await split({ content, fileName: 'a.docx' })).toEqual({
		ok: false,
		obstacle: { code: 'too_big', bytes: limits.bytes + 1, limit: limits.bytes }
	});
});

test('a thread splits, tells its stages, and gives up when told to or out of time or memory', async () => {
	const file = new URL('../../../../tests/samples/ogp-handbook.docx', import.meta.url);
	const source = { content: await readFile(file), fileName: 'handbook.docx' };
	const stages: string[] = [];
	const outcome = await split(source, { onStage: (stage) => stages.push(stage) });
	expect(outcome.ok && outcome.units.length).toBe(267);
	expect(stages).toEqual(['waiting', 'reading', 'splitting', 'checking']);

	const leaving = new AbortController();
	const left = split(source, { signal: leaving.signal });
	setTimeout(() => leaving.abort(), 30);
	expect(await left).toEqual({ ok: false, obstacle: { code: 'cancelled' } });
	expect(await split(source, { seconds: 0.01 })).toMatchObject({ obstacle: { code: 'too_slow' } });
	const heavy = { content: `<p>${'x <b>y</b> '.repeat(400_000)}`, format: 'html' as const };
	expect(await split(heavy, { megabytes: 40 })).toMatchObject({ obstacle: { code: 'too_heavy' } });
});

test('who waits in line can leave it, and the others get their turn', async () => {
	const source = { content: 'one\n\ntwo' };
	const leaving = new AbortController();
	const runs = [
		split(source),
		split(source),
		split(source, { signal: leaving.signal }),
		split(source)
	];
	leaving.abort();
	const outcomes = await Promise.all(runs);
	expect(
		outcomes.map((outcome) => (outcome.ok ? outcome.units.length : outcome.obstacle.code))
	).toEqual([2, 2, 'cancelled', 2]);
});
