import { getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import type { Report } from '#ui/paper/report-data.ts';
import { makeReport } from './make.server.ts';

const said = (lang: string, text: string) => ({ lang, rtl: lang === 'ar', lines: [text] });

const report = (change: { reasons?: string; lang?: string } = {}): Report => ({
	...{ lang: change.lang ?? 'en', rtl: change.lang === 'ar', title: 'Report of all answers' },
	...{
		about: 'Draft rules',
		by: 'Arcadia',
		date: 'As of today',
		address: 'https://folkmoot.example/x'
	},
	meter: ['2 of 2 contributions are answered'],
	words: { heard: 'What we heard', changed: 'What changed', none: 'None.' },
	next: 'P3 in the next version.',
	columns: ['Theme', 'Contributions'],
	themes: [{ name: 'Cost', lang: 'en', figures: ['2'] }],
	versions: [],
	groups: [
		{
			heading: 'Included (1)',
			answers: [
				{
					...{ lang: 'en', rtl: false, heading: 'They ask for a range.', reference: 'R-7K2M9Q' },
					...{ address: 'https://folkmoot.example/r/R-7K2M9Q', meta: 'The board', links: ['P2'] },
					parts: [
						{ label: 'Included, and why', ...said('en', change.reasons ?? 'In part.') },
						{ label: 'Beyond this text', ...said('ar', 'لا استخدام آخر.') },
						{ label: 'How', ...said('ru', 'Рассмотрено советом.') }
					]
				}
			]
		}
	]
});

async function pdf(of: Report) {
	const made = await makeReport(of);
	if (!made.ok) throw new Error(made.reason);
	const bytes = Buffer.from(made.answer);
	const document = await getDocumentProxy(new Uint8Array(made.answer));
	const pages = Array.from({ length: document.numPages }, (_, n) => document.getPage(n + 1));
	const text = (
		await Promise.all(pages.map(async (page) => (await (await page).getTextContent()).items))
	)
		.flat()
		.map((item) => ('str' in item ? item.str : ''))
		.join(' ');
	const tree = await (await document.getPage(1)).getStructTree();
	return { bytes, text, tree: JSON.stringify(tree) };
}

test('the report is a tagged PDF/UA with its words, headings and table', async () => {
	const { bytes, text, tree } = await pdf(report());
	expect(bytes.includes('pdfuaid:part')).toBe(true);
	for (const words of [
		'Report of all answers',
		'They ask for a range.',
		'In part.',
		'P3 in the next version.',
		'Рассмотрено советом.'
	])
		expect(text.replace(/\s+/g, '')).toContain(words.replace(/\s+/g, ''));
	for (const role of ['H1', 'H2', 'Table', 'TH', 'L', 'Link'])
		expect(tree, role).toContain(`"${role}"`);
});

test('what people wrote is never run as a program of the page', async () => {
	const hostile = '#read("/etc/passwd") #include "x.typ" *bold* $x$ `code` <label> @ref';
	expect((await pdf(report({ reasons: hostile }))).text).toContain('#read("/etc/passwd")');
});

test('a letter no font has costs the promise, not the report', async () => {
	const { bytes, text } = await pdf(report({ reasons: 'In part 漢字.' }));
	expect(text).toContain('In part');
	expect(bytes.includes('pdfuaid:part')).toBe(false);
});

test('it can be set from right to left', async () => {
	expect((await pdf(report({ lang: 'ar' }))).bytes.includes('pdfuaid:part')).toBe(true);
});
