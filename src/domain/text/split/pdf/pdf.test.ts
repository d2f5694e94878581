import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
	drawn,
	next,
	objectsIn,
	packed,
	pagesOf,
	pdfOf,
	stream,
	type Words
} from '#tests/samples/pdf.ts';
import { plain, type Unit } from '../../unit.ts';
import { limits, type Outcome } from '../outcome.ts';
import { parse } from '../parse.ts';
import { split } from '../split.server.ts';

const samples = new URL('../../../../../tests/samples/', import.meta.url);
const sample = async (name: string) => new Uint8Array(await readFile(new URL(name, samples)));
const read = (content: Uint8Array, fileName = 'a.pdf') =>
	parse({ content, fileName }, () => undefined);

type Fine = Extract<Outcome, { ok: true }>;
async function fine(content: Uint8Array, fileName?: string): Promise<Fine> {
	const outcome = await read(content, fileName);
	if (!outcome.ok) throw new Error(JSON.stringify(outcome.obstacle));
	return outcome;
}

const line = (unit: Unit) =>
	`${unit.kind === 'heading' ? `h${unit.level}` : unit.kind}: ${plain(unit)}`;
const isHeading = (said: string) => /^h\d: /.test(said);

/** How many of the first come, in their order, in the second. */
function inCommon(a: string[], b: string[]): number {
	let row = new Uint16Array(b.length + 1);
	for (const one of a) {
		const above = row;
		row = new Uint16Array(b.length + 1);
		b.forEach((other, at) => {
			row[at + 1] =
				one === other ? (above[at] ?? 0) + 1 : Math.max(row[at] ?? 0, above[at + 1] ?? 0);
		});
	}
	return row.at(-1) ?? 0;
}

async function compared(pdf: string, docx: string) {
	const [found, expected] = await Promise.all([
		fine(await sample(pdf)),
		fine(await sample(docx), docx)
	]);
	const [a, b] = [expected.units.map(line), found.units.map(line)];
	return {
		found,
		units: Math.abs(b.length - a.length) / a.length,
		same: inCommon(a, b) / a.length,
		headings: inCommon(a.filter(isHeading), b.filter(isHeading)) / a.filter(isHeading).length
	};
}

test('the handbook with tags comes out as its Word file does', async () => {
	const { found, units, same, headings } = await compared('ogp-handbook.pdf', 'ogp-handbook.docx');
	expect(units).toBeLessThanOrEqual(0.02);
	expect(headings).toBeGreaterThanOrEqual(0.95);
	// What was promised is less than what is reached.
	expect([same, headings, found.guessed]).toEqual([1, 1, []]);
});

test('the handbook without tags comes out nearly so, all of it to be checked', async () => {
	const { found, units, same, headings } = await compared(
		'ogp-handbook-untagged.pdf',
		'ogp-handbook.docx'
	);
	expect(units).toBeLessThanOrEqual(0.02);
	expect(headings).toBe(1);
	expect(same).toBeGreaterThanOrEqual(0.95);
	expect(found.guessed).toHaveLength(found.units.length);
	expect(found.warnings).toContainEqual({ code: 'layout_guessed', pages: 39 });
});

test('lists, tables, notes, quotation and scripts of a PDF with tags', async () => {
	const { found, same } = await compared('structures.pdf', 'structures.docx');
	expect(same).toBe(1);
	expect(found.title).toBe('Draft rules on open public works');
	expect(found.guessed.map((at) => found.units[at]?.lang)).toEqual(['ar', 'ar']);
	expect(found.warnings).toEqual([{ code: 'right_to_left_guessed', units: found.guessed }]);
});

const written = (text: string, x = 72, y = 700, more: Partial<Words> = {}) => ({
	text,
	x,
	y,
	...more
});
const words = drawn([written('Some words on a page.')]);
const told = async (pages: Words[][]) => (await fine(pagesOf(pages.map(drawn)))).units.map(line);

test('columns are read one after the other, what spans them first', async () => {
	const rows = Array.from({ length: 12 }, (_, at) => [
		written(
			`${at ? 'l' : 'L'}eft ${at} of a column that is full${at === 11 ? '.' : ','}`,
			60,
			680 - at * 14
		),
		written(`${at ? 'r' : 'R'}ight ${at} of a column that is full,`, 320, 680 - at * 14)
	]).flat();
	const title = written(
		'The state publishes what it plans, and it asks before it decides on anything at all.',
		60,
		730
	);
	const found = await told([[title, ...rows]]);
	expect(found).toHaveLength(3);
	expect(found[1]).toMatch(/^paragraph: Left 0 .* left 11 of/);
	expect(found[2]).toMatch(/^paragraph: Right 0 .* right 11 of/);
});

test('running titles and page numbers go, hyphens at line ends are undone', async () => {
	const page = (n: number) => [
		written('Ministry of Works', 60, 770),
		written(`Page ${n} of 4`, 280, 30),
		written(`On page ${n} the Govern\u00adment publishes, and under-`, 60, 600),
		written('stands what it was told; the other member-', 60, 586),
		written('ship of the forum is public.', 60, 572)
	];
	const outcome = await fine(pagesOf([1, 2, 3, 4].map((n) => drawn(page(n)))));
	expect(outcome.units.map(plain)).toEqual(
		[1, 2, 3, 4].map((n) =>
			expect.stringMatching(
				new RegExp(
					`^On page ${n} the Govern.?ment publishes, and understands what it was told; the other membership of`
				)
			)
		)
	);
	expect(outcome.warnings).toContainEqual({ code: 'headers_and_footers_left_out' });
});

test('headings by size and weight, lists by their marks, tables by their columns', async () => {
	const found = await told([
		[
			written('Rules on works', 72, 740, { size: 20, bold: true }),
			written('Purpose', 72, 700, { size: 15, bold: true }),
			written(
				'These rules make every public work visible, from the first plan on to the end,',
				72,
				670
			),
			written('and they apply to the state and to its cities.', 72, 656),
			written('What counts', 72, 630, { bold: true }),
			written('1.', 84, 600),
			written('a building;', 108, 600),
			written('2.', 84, 584),
			written('a road, including', 108, 584),
			written('a)', 108, 568),
			written('its lighting.', 132, 568),
			written('3.', 84, 552),
			written('their upkeep.', 108, 552),
			written('Purpose again', 72, 520, { size: 15, bold: true }),
			written('Kind', 72, 490),
			written('Threshold', 250, 490),
			written('Road', 72, 472),
			written('100,000', 250, 472),
			written('House', 72, 454),
			written('250,000', 250, 454)
		]
	]);
	expect(found).toEqual([
		'h1: Purpose',
		'paragraph: These rules make every public work visible, from the first plan on to the end, and they apply to the state and to its cities.',
		'h2: What counts',
		'list: a building;\na road, including\nits lighting.\ntheir upkeep.',
		'h1: Purpose again',
		'table: Kind\tThreshold\nRoad\t100,000\nHouse\t250,000'
	]);
});

test('a page laid on its side is read, words across a page are left out and told', async () => {
	const side = 'BT /F 11 Tf 0 1 -1 0 300 100 Tm (Sideways words on the page.) Tj ET';
	expect((await fine(pagesOf([side]))).units.map(plain)).toEqual(['Sideways words on the page.']);
	const mark = `${words} BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET`;
	const { units, warnings } = await fine(pagesOf([mark]));
	expect(units.map(plain)).toEqual(['Some words on a page.']);
	expect(warnings).toContainEqual({ code: 'slanted_text_left_out', places: 1 });
});

test('fields, scripts, pages without text are told; nothing of them runs or is read', async () => {
	const form = pagesOf([words, ''], {
		catalogue: `/AcroForm << /Fields [${next(2)} 0 R] >> /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>`,
		page: `/Annots [${next(2)} 0 R]`,
		more: ['<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (filled in) /Rect [9 9 99 29] >>']
	});
	const { units, warnings } = await fine(form);
	expect(units.map(plain)).toEqual(['Some words on a page.']);
	expect(warnings).toEqual(
		expect.arrayContaining([
			{ code: 'form_fields_left_out', fields: 2 },
			{ code: 'script_ignored' },
			{ code: 'pages_without_text', pages: 1 }
		])
	);
});

/** Structure that goes round, or down without end, for the one page of words. */
const structured = (elements: string[], last: number) =>
	pagesOf([`/P << /MCID 0 >> BDC ${words} EMC`], {
		catalogue: `/MarkInfo << /Marked true >> /StructTreeRoot ${next(1)} 0 R`,
		page: '/StructParents 0',
		more: [
			`<< /Type /StructTreeRoot /K [${next(1) + 1} 0 R] /ParentTree << /Nums [0 [${last} 0 R]] >> >>`,
			...elements
		]
	});
const at = next(1) + 1;
const round = structured([`<< /S /P /P ${at} 0 R /K [${at} 0 R 0] >>`], at);
const down = structured(
	Array.from(
		{ length: 3_000 },
		(_, n) => `<< /S /Sect /P ${at + n - 1} 0 R /K [${n === 2_999 ? '0' : `${at + n + 1} 0 R`}] >>`
	),
	at + 2_999
);

test.each([
	['goes round', round],
	['goes down without end', down]
])('structure that %s is not believed, the page is read all the same', async (_, content) => {
	const { units, warnings } = await fine(content);
	expect(units.map(plain)).toEqual(['Some words on a page.']);
	expect(warnings).toContainEqual({ code: 'layout_guessed', pages: 1 });
});

const image = stream(
	'\0',
	'/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray'
);
const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>';
const catalogue = '<< /Type /Catalog /Pages 2 0 R >>';
const lock = `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`;

test.each<[string, Uint8Array, unknown]>([
	[
		'2,000 pages',
		pagesOf(Array.from({ length: 2_000 }, () => words)),
		{ code: 'too_many_pages', pages: 2_000, limit: limits.pdf.pages }
	],
	[
		'a password',
		pdfOf(
			[catalogue, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', page, lock],
			'/Encrypt 4 0 R /ID [<00><00>]'
		),
		{ code: 'encrypted' }
	],
	[
		'only pictures',
		pagesOf(['q 600 0 0 800 0 0 cm /I Do Q'], { more: [image] }),
		{ code: 'only_pictures', pictures: 1 }
	],
	['blank pages', pagesOf(['', '']), { code: 'empty' }],
	[
		'a form made by a program',
		pagesOf([drawn([written('Please wait...')])], {
			catalogue: `/AcroForm << /Fields [] /XFA ${next(1)} 0 R >>`,
			more: [stream('<xdp/>')]
		}),
		{ code: 'only_form' }
	],
	[
		'pages that go round',
		pdfOf([catalogue, '<< /Type /Pages /Kids [2 0 R] /Count 3 >>']),
		{ code: 'damaged' }
	],
	[
		'more pages than there are',
		pdfOf([catalogue, '<< /Type /Pages /Kids [] /Count 2000000000 >>']),
		{ code: 'empty' }
	],
	[
		'nothing but its mark',
		new TextEncoder().encode(`%PDF-1.7\n1 0 obj\n${'x'.repeat(2_000)}`),
		{ code: 'damaged' }
	]
])('%s is an obstacle with its fault', async (_, content, obstacle) => {
	expect(await read(content)).toEqual({ ok: false, obstacle });
});

test('objects that unpack without end are stopped by what they hold, not by the machine', async () => {
	const content = objectsIn(packed(Buffer.alloc(320_000_000, ' '), '/Type /ObjStm /N 1 /First 4'));
	const outcome = await split({ content, fileName: 'a.pdf' });
	expect(outcome).toMatchObject({ ok: false, obstacle: { code: 'too_heavy' } });
}, 60_000);

test('truncated and bent files give a text or a fault, and never more', async () => {
	const whole = await sample('structures.pdf');
	let seed = 7;
	const random = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % below;
	for (let round = 0; round < 24; round++) {
		const bent = round % 3 === 0 ? whole.slice(0, random(whole.length)) : whole.slice();
		for (let times = 0; times < 12; times++) {
			const at = random(bent.length);
			bent[at] = (bent[at] ?? 0) ^ (1 << random(8));
		}
		const outcome = await read(bent);
		expect(outcome.ok || outcome.obstacle.code).toBeTruthy();
	}
}, 60_000);

test('how many pages were read is told on the way', async () => {
	const told: unknown[] = [];
	const content = await sample('structures.pdf');
	await split(
		{ content, fileName: 'a.pdf' },
		{ onStage: (stage, pages) => told.push(pages ? [stage, pages.done, pages.all] : stage) }
	);
	expect(told).toEqual([
		'waiting',
		'reading',
		['reading', 1, 2],
		['reading', 2, 2],
		'splitting',
		'checking'
	]);
});
